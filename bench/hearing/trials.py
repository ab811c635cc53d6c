"""What was tried, so that the table in docs/voices.md can be made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from voices.chime import RATE
from voices.compose import Samples

if TYPE_CHECKING:
    from config import Voices


def _same(sound: Samples) -> Samples:
    return sound


@dataclass(frozen=True)
class Trial:
    """One way to speak: settings of the voice, a wording, what is done to the sound after."""

    name: str
    changed: dict[str, Any] = field(default_factory=dict)
    words: Callable[[str], str] = str
    after: Callable[[Samples], Samples] = _same
    repeat: int = 1

    def voices(self, voices: Voices) -> Voices:
        """The office's voices with espeak alone, spoken this way."""
        vi = voices.vi.model_copy(update=self.changed)
        return voices.model_copy(update={"engines": ("espeak",), "vi": vi, "repeat": self.repeat})


def spaced(text: str) -> str:
    """A pause after every syllable."""
    return ", ".join(text.replace(",", "").split())


def band(low: float, high: float) -> Callable[[Samples], Samples]:
    """Only what lies between two Hz, with edges of 12 dB an octave."""

    def passed(sound: Samples) -> Samples:
        at = np.maximum(np.fft.rfftfreq(len(sound), 1 / RATE), 1.0)
        gain = 1 / np.sqrt((1 + (low / at) ** 4) * (1 + (at / high) ** 4))
        return np.fft.irfft(np.fft.rfft(sound) * gain, len(sound))

    return passed


def compressed(ratio: float) -> Callable[[Samples], Samples]:
    """What is louder than -30 dBFS for 20 ms rises `ratio` times less."""

    def passed(sound: Samples) -> Samples:
        frame = RATE // 50
        power = np.convolve(sound**2, np.ones(frame) / frame, "same")
        over = np.maximum(0.0, 10 * np.log10(power + 1e-9) + 30)
        result: Samples = sound * 10 ** (-over * (1 - 1 / ratio) / 20)
        return result

    return passed
