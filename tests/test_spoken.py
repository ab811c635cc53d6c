"""What the hall hears, on the real engine: the very words, Vietnamese to the last syllable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from config import Config
from voices import compose
from voices.cache import Cache, Sound
from voices.chain import Chain
from voices.chime import LENGTH, RATE
from voices.lexicon import KNOWN
from voices.loudness import loudness
from voices.studio import Studio
from voices.words import Said


@pytest.fixture(scope="module")
def studio(shipped: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """The shipped voice on the real engine."""
    data = tmp_path_factory.mktemp("data")
    chain = Chain(shipped.voices, data / "voices")
    yield Studio(shipped.voices, shipped.phrases, Cache(data / "audio"), chain, KNOWN)
    chain.close()


def spoken(studio: Studio, **call: Any) -> Sound:
    sound = studio.sound(Said(**{"label": "A007", "counter": 3, **call}), 1)
    assert studio.trouble == ""
    assert sound is not None
    return sound


def test_a_call_is_spoken_with_the_trace_of_its_very_words(studio: Studio) -> None:
    sound = spoken(studio)
    facts = json.loads(sound.path.with_suffix(".json").read_text("utf-8"))
    assert facts["text"] == "Xin mời số a, không không bảy, đến quầy số ba."
    assert facts["language"] == "vi"
    assert facts["phonemes"] == (
        "s'in_ m'@:2j_ s'o3_ 'a:_ x,o#N_ x,o#N_ _b'a4j_ d_,e3n_ kw'@I2_ s'o3_ _b'a:_"
    )
    assert facts["engine"].startswith("espeak-ng 1.")


def test_chime_and_voice_are_heard_at_the_loudness_of_a_hall(studio: Studio) -> None:
    samples = compose.read(spoken(studio).path)
    chime, voice = samples[: int(LENGTH * RATE)], samples[int((LENGTH + 0.2) * RATE) :]
    assert loudness(voice) == pytest.approx(compose.LOUDNESS, abs=1.0)
    assert -35 < compose.active_rms(chime) < -15
    assert compose.peak(samples) < -1.0 + 0.01
    gap = samples[int((LENGTH + 0.02) * RATE) : int((LENGTH + 0.2) * RATE)]
    assert compose.peak(gap) < -60


@pytest.mark.parametrize("calls", [1, 2, 3])
@pytest.mark.parametrize("result", [False, True])
def test_every_phrase_is_vietnamese_to_the_last_syllable(
    studio: Studio, calls: int, result: bool
) -> None:
    must_be_vietnamese(spoken(studio, calls=calls, result=result, counter=21, label="R154"))


def test_a_name_is_said_and_its_sound_goes(studio: Studio) -> None:
    sound = spoken(studio, name="Y BKRÔNG NIÊ")
    assert "công dân Y Bơ Cơ Rông Ni Ê, số" in sound.facts["text"]
    must_be_vietnamese(sound)
    studio.forget(1)
    assert not sound.path.exists()


def test_a_name_in_the_english_sentence_is_said_by_the_vietnamese_voice(studio: Studio) -> None:
    parts = spoken(studio, language="en", name="Đỗ Thị Hoa").facts["parts"]
    assert [part["voice"] for part in parts] == ["aav/vi+f2", "aav/vi+f2", "gmw/en-us"]
    assert parts[1]["text"] == "Đỗ Thị Hoa"
    assert parts[1]["phonemes"] in parts[0]["phonemes"]
    assert parts[2]["phonemes"].startswith("n'Vmb3_ 'eI_ z'i@roU_")
    studio.forget(1)


def must_be_vietnamese(sound: Sound) -> None:
    [part] = sound.facts["parts"]
    assert "(en)" not in part["phonemes"]
    assert "_:" not in part["phonemes"]
    assert 0.1 < part["ms"] / 1000 / len(part["text"].split()) < 1.2


def test_an_english_ticket_is_spoken_by_two_voices(studio: Studio) -> None:
    vietnamese, english = spoken(studio, language="en").facts["parts"]
    assert (vietnamese["voice"], english["voice"]) == ("aav/vi+f2", "gmw/en-us")
    assert english["phonemes"].startswith("n'Vmb3_ 'eI_ z'i@roU_ z'i@roU_ s'Ev@n_")
    assert 2000 < english["ms"] < 8000


def test_no_sound_is_cut_short_when_the_voices_take_turns(studio: Studio) -> None:
    """A property set right before a synthesis gives a sound of no length unless it rests."""
    for number in range(6):
        parts = spoken(studio, language="en", label=f"B{number:03d}").facts["parts"]
        assert [part["ms"] > 2000 for part in parts] == [True, True]
