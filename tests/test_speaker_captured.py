"""What the server's own loudspeaker was given, sample by sample: ALSA writes it to a file."""

from __future__ import annotations

import shutil
import subprocess
import sys
import wave
from array import array
from ctypes.util import find_library
from pathlib import Path

import pytest
from hall import ROOT

from voices.chime import chime, write_wav

SECONDS = 60
CARD = """
pcm.!default {{
  type plug
  slave {{
    pcm {{ type file, file "{captured}", format raw, slave.pcm {{ type null }} }}
    format S16_LE
    rate 22050
    channels 1
  }}
}}
ctl.!default {{ type hw, card 0 }}
"""


@pytest.fixture
def captured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this computer's default sound card writes what it is given."""
    if find_library("asound") is None:
        pytest.skip("this system has no ALSA")
    card = tmp_path / "asound.conf"
    card.write_text(CARD.format(captured=tmp_path / "captured.raw"))
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(card))
    return tmp_path / "captured.raw"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    file = tmp_path / "sound.wav"
    write_wav(file, chime())
    return file


def play(sound: Path, *more: str) -> None:
    command = [sys.executable, "-B", "-m", "voices.play", str(sound), *more]
    subprocess.run(command, cwd=ROOT, timeout=SECONDS, check=True)


def frames(sound: Path) -> bytes:
    with wave.open(str(sound), "rb") as read:
        return read.readframes(read.getnframes())


@pytest.mark.parametrize("way", ["miniaudio", "aplay"])
def test_the_loudspeaker_is_given_every_sample_as_it_is(
    captured: Path, sound: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "aplay" and shutil.which("aplay") is None:
        pytest.skip("there is no aplay")
    if way == "miniaudio":
        pytest.importorskip("miniaudio")
    monkeypatch.setenv("GOISO_AUDIO", way)
    play(sound)
    said, heard = frames(sound), captured.read_bytes()
    assert heard[: len(said)] == said
    assert not any(heard[len(said) :]), "silence after it"


def test_at_half_the_volume_every_sample_is_half_as_large(
    captured: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("aplay") is None:
        pytest.skip("there is no aplay")
    monkeypatch.setenv("GOISO_AUDIO", "aplay")
    play(sound, "50")
    said, heard = array("h", frames(sound)), array("h", captured.read_bytes())
    assert [*heard[: len(said)]] == [sample // 2 for sample in said]
