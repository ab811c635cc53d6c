"""The clips of a call joined: no click, the pauses as asked, as loud as the machine's voice."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from packsounds import FOLDER, loudness, office, shipped

from voices import compose
from voices.chime import RATE
from voices.engines.clips import Clips
from voices.packs.call import steps
from voices.packs.clip import LEAD
from voices.packs.join import join
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
    for name in shipped().clips:
        sound = clip(name)
        assert abs(sound[0]) < 1e-3 and abs(sound[-1]) < 1e-3, name


def test_the_pauses_are_as_long_as_the_pack_says() -> None:
    lengths = [len(join(["digit-1", gap, "digit-2"], clip)) for gap in (0, 100, 300)]
    assert np.diff(lengths) / RATE == pytest.approx([0.1, 0.2], abs=1e-3)


def test_joined_clips_are_as_loud_as_the_machine_s_own_sentence(tmp_path: Path) -> None:
    engine, path = Clips(tmp_path, {}), tmp_path / "call.wav"
    for said in (Said("A007", 3), Said("R1024", 21, 3, result=True)):
        wanted = steps(said, shipped(), office())
        trace = engine.synth({"pack": str(FOLDER), "clips": wanted}, path)
        assert trace.split() == [step for step in wanted if isinstance(step, str)]
        joined = compose.compose([(compose.as_loud(compose.read(path)), False)], chime_is="")
        alone = compose.compose([(compose.as_loud(clip("loi-xin-moi-so")), False)], chime_is="")
        assert loudness(joined) == pytest.approx(loudness(alone), abs=1.0)
        assert compose.peak(joined) <= compose.CEILING + 0.01


def test_a_pack_that_is_recorded_anew_is_heard_anew(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(FOLDER, pack)
    engine, path = Clips(tmp_path, {}), tmp_path / "call.wav"
    part = {"pack": str(pack), "clips": ["digit-1"]}
    engine.synth(part, path)
    before = path.read_bytes()
    shutil.copy(FOLDER / "counter-21.wav", pack / "digit-1.wav")
    engine.synth(part, path)
    assert path.read_bytes() != before
