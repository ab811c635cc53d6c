"""What might be done to a voice for the loudspeakers of a hall."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from voices.chime import RATE
from voices.compose import Samples, levelled, limited

Filter = Callable[[Samples], Samples]


def as_it_is(sound: Samples) -> Samples:
    return sound


def band(low: float, high: float) -> Filter:
    """Only what lies between two Hz, with edges of 12 dB an octave."""
    return _by_frequency(lambda hz: 1 / np.sqrt((1 + (low / hz) ** 4) * (1 + (hz / high) ** 4)))


def tilted(treble: float) -> Filter:
    """`treble` dB more from 4 kHz on, nothing below 500 Hz, a slope between."""
    return _by_frequency(lambda hz: 10 ** (np.clip(np.log2(hz / 500) / 3, 0, 1) * treble / 20))


def compressed(ratio: float) -> Filter:
    """What is louder than -30 dBFS for 20 ms rises `ratio` times less."""

    def passed(sound: Samples) -> Samples:
        frame = RATE // 50
        power = np.convolve(sound**2, np.ones(frame) / frame, "same")
        over = np.maximum(0.0, 10 * np.log10(power + 1e-9) + 30)
        return limited(levelled(sound * 10 ** (-over * (1 - 1 / ratio) / 20)))

    return passed


def _by_frequency(gain: Filter) -> Filter:
    def passed(sound: Samples) -> Samples:
        hz = np.maximum(np.fft.rfftfreq(len(sound), 1 / RATE), 1.0)
        return limited(levelled(np.fft.irfft(np.fft.rfft(sound) * gain(hz), len(sound))))

    return passed
