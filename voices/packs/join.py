"""Clips put one after another without a click. Runs in a worker: numpy holds the GIL."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from voices.chime import RATE
from voices.packs.clip import LEAD
from voices.packs.riff import Samples


def join(steps: Sequence[str | int], clip: Callable[[str], Samples]) -> Samples:
    """What `steps` (see packs.call) sound like; `clip` gives the samples of an id, at RATE.

    A gap is heard from voice to voice: the quiet edges that every clip has count as part of it,
    and where two clips come to lie over each other the one fades into the other.
    """
    sound = np.zeros(0)
    gap = 0
    for step in steps:
        if isinstance(step, int):
            gap = step
            continue
        sound = _after(sound, clip(step), round((gap / 1000 - 2 * LEAD) * RATE))
        gap = 0
    return sound


def _after(sound: Samples, clip: Samples, distance: int) -> Samples:
    if not len(sound):
        return clip
    if distance >= 0:
        return np.concatenate([sound, np.zeros(distance), clip])
    both = min(-distance, len(sound), len(clip))
    falling = np.cos(np.linspace(0, np.pi / 2, both)) ** 2
    mixed = sound[len(sound) - both :] * falling + clip[:both] * falling[::-1]
    return np.concatenate([sound[: len(sound) - both], mixed, clip[both:]])
