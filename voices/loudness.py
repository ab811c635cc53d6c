"""How loud a sound is to an ear: ITU-R BS.1770-4, one channel. Runs in the mixer: numpy."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voices.chime import RATE

Samples = NDArray[np.float64]
BLOCK, STEP = int(0.4 * RATE), int(0.1 * RATE)
SILENCE, BELOW = -70.0, 10.0


def loudness(samples: Samples) -> float:
    """LUFS, gated; -inf for silence. What is shorter than a block is one block."""
    heard = _weighted(samples)
    if len(heard) < BLOCK:
        heard = np.pad(heard, (0, BLOCK - len(heard))) * math.sqrt(BLOCK / max(1, len(heard)))
    energy = np.concatenate([[0.0], np.cumsum(heard**2)])
    starts = np.arange(0, len(heard) - BLOCK + 1, STEP)
    power = (energy[starts + BLOCK] - energy[starts]) / BLOCK
    loud = power[power > _power(SILENCE)]
    if not len(loud):
        return float("-inf")
    gated = loud[loud > np.mean(loud) * 10 ** (-BELOW / 10)]
    return float(-0.691 + 10 * np.log10(np.mean(gated)))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _weighted(samples: Samples) -> Samples:
    """The standard's two filters, a shelf for the head and a high pass, laid on the spectrum."""
    # A power of two is quick, and room behind the sound keeps its end away from its beginning.
    size = 1 << (len(samples) + RATE // 10).bit_length()
    filtered: Samples = np.fft.irfft(np.fft.rfft(samples, size) * _curve(size), size)
    return filtered[: len(samples)]


@lru_cache(maxsize=8)
def _curve(size: int) -> NDArray[np.complex128]:
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    return _response(turn, *_shelf()) * _response(turn, *_high_pass())


Three = tuple[float, float, float]


def _response(turn: NDArray[np.complex128], over: Three, under: Three) -> NDArray[np.complex128]:
    above = over[0] + over[1] * turn + over[2] * turn**2
    below = under[0] + under[1] * turn + under[2] * turn**2
    quotient: NDArray[np.complex128] = above / below
    return quotient


def _shelf() -> tuple[Three, Three]:
    """At other rates than the standard's 48 kHz by the analogue values behind its numbers."""
    k, q = math.tan(math.pi * 1681.974450955533 / RATE), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    return (
        (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k),
        (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k),
    )


def _high_pass() -> tuple[Three, Three]:
    k, q = math.tan(math.pi * 38.13547087602444 / RATE), 0.5003270373238773
    scale = 1 + k / q + k * k
    # The standard's filter is not normalised: its numerator is 1, -2, 1.
    return (scale, -2 * scale, scale), (scale, 2 * (k * k - 1), 1 - k / q + k * k)
