"""What a waiting hall does to a sound: it rings, and people talk.

A made room: a direct sound, then a diffuse tail that has fallen by 60 dB after RINGS seconds, as
long as in a tiled hall of some 300 m² with people in it; DIRECT dB more of the first than of the
second, as some metres from the loudspeaker. The noise has the long-term slope of speech (flat to
500 Hz, then 9 dB less each octave). Both are drawn from fixed seeds.
"""

from __future__ import annotations

import numpy as np

from voices.chime import RATE
from voices.compose import Samples, active_rms

RINGS = 1.0
DIRECT = 0.0
_FLAT_TO = 500.0
_SLOPE = 9.0


def in_hall(sound: Samples, *, snr: float, seed: int) -> Samples:
    """The sound as somebody in the middle of the hall hears it, `snr` dB above the noise."""
    ringing = _convolved(sound, _response())[: len(sound) + RATE // 2]
    level = active_rms(sound)
    ringing *= 10 ** ((level - active_rms(ringing)) / 20)
    noise = _noise(len(ringing), seed)
    noise *= 10 ** ((level - snr) / 20) / np.sqrt(np.mean(noise**2))
    mixed: Samples = ringing + noise
    return mixed / max(1.0, float(np.max(np.abs(mixed))))


def _response() -> Samples:
    """The room's answer to a click; the tail begins 20 ms after the direct sound."""
    length = int(RINGS * RATE)
    tail = np.random.default_rng(1).standard_normal(length)
    tail *= 10 ** (-3 * np.arange(length) / length)
    tail[: RATE // 50] = 0.0
    tail /= np.sqrt(np.sum(tail**2)) * 10 ** (DIRECT / 20)
    tail[0] = 1.0
    return tail


def _noise(length: int, seed: int) -> Samples:
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    octaves = np.log2(np.maximum(np.fft.rfftfreq(length, 1 / RATE), _FLAT_TO) / _FLAT_TO)
    return np.fft.irfft(spectrum * 10 ** (-_SLOPE * octaves / 20), length)


def _convolved(one: Samples, other: Samples) -> Samples:
    length = len(one) + len(other) - 1
    return np.fft.irfft(np.fft.rfft(one, length) * np.fft.rfft(other, length), length)
