"""A recording of one clip, listened to and made ready: one rate, one loudness, no dead ends.

Samples are float64 between -1 and 1; levels are dB under full scale.
"""

from __future__ import annotations

from math import gcd

import numpy as np

from settings.said import Said
from voices import compose
from voices.chime import RATE
from voices.packs.riff import Samples

SHORTEST, LONGEST = 0.08, 6.0
FAINTEST = -50.0
CLEAREST = 25.0
_FRAME = 0.01
_SILENCE = -46.0
_ABOVE_NOISE, _VOICE = 6.0, -30.0
_BIT = RATE // 200
LEAD = 0.02
_RISE, _FALL = 0.004, 0.012
_FLAT = 5


def ready(samples: Samples, rate: int) -> tuple[Samples, list[Said]]:
    """The clip at RATE as it is kept, and what was heard to be wrong with the recording."""
    samples = samples - np.mean(samples) if len(samples) else samples
    level = compose.active_rms(samples)
    if level < FAINTEST:
        return samples[:0], [Said("không nghe thấy tiếng", "there is no voice in it")]
    faults = []
    if _is_clipped(samples):
        faults.append(
            Said(
                "tiếng bị vỡ; hãy đứng xa micrô hơn và thu lại",
                "it is overdriven; record again, farther from the microphone",
            )
        )
    noise = _noise(samples, rate) - level
    if -noise < CLEAREST:
        faults.append(
            Said(
                "nền ồn, hoặc tiếng bị cắt ở đầu hay cuối; để im lặng nửa giây trước và sau",
                "noisy, or cut off at an end; leave half a second of silence before and after",
            )
        )
    floor = min(max(_SILENCE, compose.LEVEL + noise + _ABOVE_NOISE), _VOICE)
    clip = _trimmed(compose.levelled(_resampled(samples, rate)), floor)
    if not SHORTEST <= len(clip) / RATE - 2 * LEAD <= LONGEST:
        seconds = f"{max(0.0, len(clip) / RATE - 2 * LEAD):.2f}"
        faults.append(
            Said(
                f"tiếng dài {seconds} giây, phải từ {SHORTEST:g} đến {LONGEST:g}",
                f"{seconds} s of voice; {SHORTEST:g} to {LONGEST:g} are right",
            )
        )
    return compose.limited(_faded(clip)), faults


def _is_clipped(samples: Samples) -> bool:
    """True when the tops are flat: some neighbours equally high, near the highest there can be."""
    highest = float(np.max(np.abs(samples)))
    if highest < 0.5:
        return False
    flat = np.abs(samples) >= highest - 1.5 / 32768
    runs = np.convolve(flat, np.ones(_FLAT, int), "valid") if len(flat) >= _FLAT else flat
    return bool(np.any(runs == _FLAT))


def _noise(samples: Samples, rate: int) -> float:
    """The louder one of both ends, where nobody should be speaking yet or any more."""
    frame = max(1, int(_FRAME * rate))
    power = max(float(np.mean(end**2)) for end in (samples[:frame], samples[-frame:]))
    return 10 * float(np.log10(max(power, 1e-12)))


def _resampled(samples: Samples, rate: int) -> Samples:
    """At RATE, by its spectrum; a recording that begins and ends in silence does not wrap."""
    if rate == RATE:
        return samples
    step = rate // gcd(rate, RATE)
    padded = np.pad(samples, (0, -len(samples) % step + step))
    wanted = len(padded) * RATE // rate
    spectrum = np.fft.rfft(padded)
    kept = np.zeros(wanted // 2 + 1, complex)
    both = min(len(kept), len(spectrum))
    kept[:both] = spectrum[:both]
    result: Samples = np.fft.irfft(kept, wanted) * (wanted / len(padded))
    return result


def _trimmed(samples: Samples, floor: float) -> Samples:
    """From the first bit over `floor` to the last one, with as much around it as LEAD."""
    whole = samples[: len(samples) // _BIT * _BIT].reshape(-1, _BIT)
    loud = np.flatnonzero(np.mean(whole**2, axis=1) > 10 ** (floor / 10))
    if not len(loud):
        return samples[:0]
    lead = int(LEAD * RATE)
    return np.pad(samples, lead)[loud[0] * _BIT : (loud[-1] + 1) * _BIT + 2 * lead]


def _faded(samples: Samples) -> Samples:
    """Beginning and ending at nothing, so that no join can click."""
    rise, fall = int(_RISE * RATE), int(_FALL * RATE)
    shape = np.ones(len(samples))
    shape[:rise] = np.sin(np.linspace(0, np.pi / 2, rise)) ** 2
    shape[-fall:] = np.cos(np.linspace(0, np.pi / 2, fall)) ** 2
    return samples * shape
