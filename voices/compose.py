"""Chime and voice made into one sound of an even loudness. For the mixer: numpy holds the GIL.

Samples are float64 between -1 and 1 at 22,050 Hz mono; levels are dB under full scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voices import pcm
from voices.chime import RATE, Chime, chime, write_pcm
from voices.loudness import loudness

Samples = NDArray[np.float64]

QUIET = -45.0
LEVEL = -20.0
# LUFS.
LOUDNESS = -20.0
CEILING = -1.0
AFTER_CHIME, BETWEEN, JOINED, AGAIN, TAIL = 0.25, 0.35, 0.08, 0.7, 0.15
_FRAME = RATE // 50
_BLOCK = 64


def read(path: Path) -> Samples:
    """A WAV or AIFF of 16 bits, its channels mixed, brought to RATE. Raises ValueError, OSError."""
    sound = pcm.read(path)
    whole = len(sound.frames) // (2 * sound.channels) * 2 * sound.channels
    samples = np.frombuffer(sound.frames[:whole], f"{sound.order}i2").astype(np.float64) / 32768
    mono: Samples = samples.reshape(-1, sound.channels).mean(axis=1)
    return resampled(mono, sound.rate)


def write(path: Path, samples: Samples) -> None:
    write_pcm(path, np.round(samples * 32767).clip(-32767, 32767).astype("<i2").tobytes())


def compose(voices: Sequence[tuple[Samples, bool]], *, chime_is: Chime, repeat: int = 1) -> Samples:
    """The chime, then each (levelled voice, joined to the one before), all of it `repeat` times."""
    spoken: list[Samples] = []
    for _ in range(repeat):
        for index, (voice, joined) in enumerate(voices):
            gap = AFTER_CHIME if chime_is else 0.0
            if spoken:
                gap = (JOINED if joined else BETWEEN) if index else AGAIN
            spoken += [_silence(gap), voice]
    start = [_chime(short=chime_is == "short")] if chime_is else []
    return limited(np.concatenate([*start, *spoken, _silence(TAIL)]))


@lru_cache
def _chime(*, short: bool) -> Samples:
    return np.array(chime(short=short))


def trimmed(samples: Samples) -> Samples:
    """Without the silence (under QUIET) at both ends; empty when all of it is silence."""
    loud = np.flatnonzero(np.abs(samples) > _ratio(QUIET))
    if not len(loud):
        return samples[:0]
    edge = RATE // 100
    return samples[max(0, loud[0] - edge) : loud[-1] + edge]


def resampled(samples: Samples, rate: int) -> Samples:
    """From `rate` to RATE, by the spectrum."""
    size = round(len(samples) * RATE / rate)
    if rate == RATE or not size:
        return samples[:size]
    spectrum = np.fft.rfft(samples)[: size // 2 + 1]
    result: Samples = np.fft.irfft(spectrum, size) * (size / len(samples))
    return result


def active_rms(samples: Samples) -> float:
    """The level of the 20 ms frames that are not silence; -inf when there are none."""
    whole = len(samples) // _FRAME * _FRAME
    power = np.mean(samples[:whole].reshape(-1, _FRAME) ** 2, axis=1)
    active = power[power > _ratio(QUIET) ** 2]
    return float(10 * np.log10(np.mean(active))) if len(active) else float("-inf")


def peak(samples: Samples) -> float:
    highest = float(np.max(np.abs(samples), initial=0.0))
    return float(20 * np.log10(highest)) if highest else float("-inf")


def levelled(samples: Samples) -> Samples:
    """At an active RMS of LEVEL, as fits single words; silence stays silence."""
    now = active_rms(samples)
    return samples if now == float("-inf") else samples * _ratio(LEVEL - now)


def as_loud(samples: Samples) -> Samples:
    """At LOUDNESS, as fits sentences, whoever spoke them; silence stays silence."""
    now = loudness(samples)
    return samples if now == float("-inf") else samples * _ratio(LOUDNESS - now)


def limited(samples: Samples) -> Samples:
    """No peak over CEILING: the gain goes down before a peak and comes back after it."""
    blocks = -(-len(samples) // _BLOCK)
    padded = np.pad(samples, (0, blocks * _BLOCK - len(samples)))
    highest = np.max(np.abs(padded.reshape(blocks, _BLOCK)), axis=1)
    gain = np.minimum(1.0, _ratio(CEILING) / np.maximum(highest, 1e-9))
    # Each block as low as its neighbours need it: then the line between two blocks is low enough.
    edged = np.pad(gain, 1, mode="edge")
    lowest = np.minimum(np.minimum(edged[:-2], edged[1:-1]), edged[2:])
    middles = np.arange(blocks) * _BLOCK + _BLOCK / 2
    result: Samples = samples * np.interp(np.arange(len(samples)), middles, lowest)
    return result


def _silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE))


def _ratio(level: float) -> float:
    return float(10 ** (level / 20))
