"""The clips of a call joined: no click, the pauses as asked, as loud as the machine's voice."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hall import HallClock
from loudspeaker import LoudHall
from packsounds import FOLDER, ROOT, loudness
from packsounds import shipped as shipped_pack

from config import Config, Voice, load
from office import Office, Store
from voices import compose
from voices.cache import Cache, Sound
from voices.chain import Chain
from voices.chime import RATE
from voices.lexicon import KNOWN
from voices.packs import keep
from voices.packs.clip import LEAD
from voices.packs.join import join
from voices.packs.pack import Pack
from voices.packs.shelf import OWN, Shelf
from voices.studio import Studio
from voices.words import Said


def clip(name: str) -> compose.Samples:
    return compose.read(FOLDER / f"{name}.wav")


@pytest.mark.parametrize("gap", [-60, 0, 40, 90, 260])
def test_no_join_clicks(gap: int) -> None:
    """From one sample to the next nothing jumps near a join as it does within no word."""
    for names in (("letter-a", "digit-0"), ("digit-0", "digit-7"), ("digit-5", "loi-den-quay-so")):
        first, second = map(clip, names)
        sound = join([names[0], gap, names[1]], clip)
        seam = len(sound) - len(second)
        near = np.abs(np.diff(sound[seam - RATE // 50 : seam + RATE // 50]))
        assert np.max(near) <= max(np.max(np.abs(np.diff(each))) for each in (first, second))
        if gap >= 1000 * LEAD:
            assert np.max(near) < 0.02


def test_every_clip_begins_and_ends_in_silence() -> None:
    for name in shipped_pack().clips:
        sound = clip(name)
        assert abs(sound[0]) < 1e-3 and abs(sound[-1]) < 1e-3, name


def test_the_pauses_are_as_long_as_the_pack_says() -> None:
    lengths = [len(join(["digit-1", gap, "digit-2"], clip)) for gap in (0, 100, 300)]
    assert np.diff(lengths) / RATE == pytest.approx([0.1, 0.2], abs=1e-3)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Callable[..., Studio]]:
    """The shipped settings with other voices, in a data folder of its own."""
    chains: list[Chain] = []

    def made(**changed: Any) -> Studio:
        config = load(ROOT / "config.yaml")
        voices = config.voices.model_copy(update=changed)
        chain = Chain(voices, tmp_path / "voices")
        chains.append(chain)
        return Studio(voices, config.phrases, Cache(tmp_path / "audio"), chain, KNOWN)

    yield made
    for chain in chains:
        chain.close()


def heard(studio: Studio, said: Said) -> Sound:
    nameless = studio.texts(replace(said, name=None)) if said.name else ()
    # All that there is has come up: no engine of a busy machine is given up on here.
    studio.try_voice(patient=True)
    sound = studio.say(studio.texts(said), 1, chime="", instead=nameless)
    assert studio.trouble == ""
    assert sound is not None
    return sound


def spoke(sound: Sound) -> list[str]:
    return [part["engine"].split()[0] for part in sound.facts["parts"]]


NAMED = {"vi": Voice(voice="aav/vi+f2", pack="may-doc")}
LAN = replace(shipped_pack(), name="chi-lan", voice="person")


def test_joined_clips_are_as_loud_as_the_machine_s_own_sentence(
    office: Callable[..., Studio], tmp_path: Path
) -> None:
    recorded, machine = office(**NAMED), office(engines=("espeak",))
    for said in (Said("A007", 3), Said("R1024", 21, 3, result=True)):
        sounds = [heard(studio, said) for studio in (recorded, machine)]
        assert [spoke(sound) for sound in sounds] == [["clips"], ["espeak-ng"]]
        joined, whole = (compose.read(sound.path) for sound in sounds)
        assert loudness(joined) == pytest.approx(loudness(whole), abs=1.0)
        assert compose.peak(joined) <= compose.CEILING + 0.01


def test_what_no_clip_says_is_said_by_the_machine_and_the_reason_is_there(
    office: Callable[..., Studio],
) -> None:
    studio = office(**NAMED)
    assert spoke(heard(studio, Said("A007", 3, name="Trần Thị Hoa"))) == ["espeak-ng"]
    assert studio.chain.failed() == ()
    assert spoke(heard(studio, Said("A007", 32))) == ["espeak-ng"]
    [step] = studio.chain.failed()
    assert step.engine == "clips"
    assert "không có đoạn counter-32" in step.reason
    assert spoke(heard(studio, Said("A007", 3, language="en"))) == ["clips", "espeak-ng"]
    assert studio.chain.failed() == ()


def test_a_number_is_still_said_where_no_engine_is_left(office: Callable[..., Studio]) -> None:
    studio = office(engines=("clips",))
    sound = heard(studio, Said("A007", 3, name="Trần Thị Hoa", language="en"))
    assert sound.facts["phonemes"].split()[:2] == ["loi-xin-moi-so", "letter-a"]


def test_a_pack_brought_in_while_the_hall_is_open_speaks_the_next_call(
    office: Callable[..., Studio], tmp_path: Path
) -> None:
    studio, packs = office(), tmp_path / "voices" / OWN
    before = heard(studio, Said("B019", 5))
    keep.keep(LAN, {name: clip(name) for name in LAN.clips}, packs)
    after = heard(studio, Said("B019", 5))
    assert (spoke(before), after.facts["voice"]) == (["espeak-ng"], "chi-lan")
    keep.keep(LAN, {name: clip(name)[::-1] for name in LAN.clips}, packs)
    assert heard(studio, Said("B019", 5)).facts["sha256"] != after.facts["sha256"]
    shutil.rmtree(packs / "chi-lan")
    assert spoke(heard(studio, Said("B019", 5))) == ["espeak-ng"]


def test_a_further_language_is_a_pack_and_is_spoken_after_the_vietnamese(
    office: Callable[..., Studio], tmp_path: Path
) -> None:
    folder = keep.keep(HMONG, sounds_of(HMONG), tmp_path / "voices" / OWN)
    studio = office()
    said = Said("A007", 3, 2, language="hmn")
    sound = heard(studio, said)
    assert [part["language"] for part in sound.facts["parts"]] == ["vi", "hmn"]
    assert sound.facts["parts"][1]["text"] == "c: a A 0 0 7, b 3"
    assert sound.facts["parts"][1]["phonemes"].split()[:3] == ["pc", "pa", "letter-a"]
    (folder / "pa.wav").write_bytes(b"spoilt")
    alone = heard(studio, replace(said, label="A008"))
    assert [part["language"] for part in alone.facts["parts"]] == ["vi"]


HMONG = replace(
    LAN,
    name="hmn-thu",
    language="hmn",
    phrases={"number": "a {n}, b {q}", "result": "a {n}, b {q}", "second": "c", "last": "d"},
    clips={**LAN.clips, "pa": "a", "pb": "b", "pc": "c", "pd": "d"},
)


def sounds_of(pack: Pack) -> dict[str, compose.Samples]:
    return {name: clip(name if name in LAN.clips else "digit-1") for name in pack.clips}


def test_a_ticket_taken_in_a_further_language_is_called_in_it(
    tmp_path: Path, shipped: Config, clock: HallClock
) -> None:
    """From the kiosk's number to the loudspeaker; nothing in the program names the language."""
    config = shipped.model_copy(update={"languages": {"hmn": "Hmoob"}})
    store = Store(tmp_path / "goiso.db")
    loud = LoudHall(config, Office(store, config.ward(), clock), clock, tmp_path / "data")
    keep.keep(HMONG, sounds_of(HMONG), tmp_path / "data" / "voices" / OWN)
    loud.hum.shelf = Shelf(tmp_path / "data" / "voices")
    loud.listens()
    loud.call(language="hmn")
    loud.step()
    assert loud.hum.asked[-1][1] == "a A 0 0 1, b 1"
    store.close()
