"""The two soft tones before every call, and the plain WAV they and the voice are written as."""

from __future__ import annotations

import math
import wave
from array import array
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

RATE = 22_050
Chime = Literal["long", "short", ""]
LENGTH, SHORT = 1.28, 0.42
# (begins, Hz): a falling third, as at a station.
_TONES = ((0.0, 659.0), (0.42, 523.0))
_DECAY = 0.26
_LOUDNESS = 0.2
_RISE, _FALL = 0.005, 0.030


@cache
def chime(*, short: bool = False) -> array[float]:
    """LENGTH seconds of samples between -1 and 1 at RATE; `short`: its first tone, SHORT seconds.

    Pure Python (about 20 ms, so it is kept): the chime must sound where nothing else does.
    """
    samples = array("d", bytes(8 * int((SHORT if short else LENGTH) * RATE)))
    for begins, pitch in _TONES:
        first = int(begins * RATE)
        for index in range(first, len(samples)):
            at = (index - first) / RATE
            tone = math.sin(math.tau * pitch * at) + 0.25 * math.sin(2 * math.tau * pitch * at)
            samples[index] += _LOUDNESS * min(1.0, at / _RISE) * math.exp(-at / _DECAY) * tone
    fall = int(_FALL * RATE)
    for index in range(fall):
        samples[-1 - index] *= index / fall
    return samples


def write_wav(path: Path, samples: Sequence[float]) -> None:
    """16-bit mono at RATE; samples beyond ±1 are clipped. Raises OSError."""
    pcm = array("h", (max(-32767, min(32767, round(32767 * sample))) for sample in samples))
    write_pcm(path, pcm.tobytes())


def write_pcm(path: Path, frames: bytes) -> None:
    """16-bit samples as they are. Raises OSError."""
    with path.open("wb") as file, wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(frames)
