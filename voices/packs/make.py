"""A pack spoken by the voice that the office has now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from voices.chime import RATE
from voices.packs import clip, riff
from voices.packs.pack import Fault
from voices.packs.riff import Samples

_BEFORE = 0.1


def spoken(
    listing: Mapping[str, str], speak: Callable[[str, Path], None], folder: Path
) -> tuple[dict[str, Samples], list[Fault]]:
    """{id: the clip}, for a `listing` of {id: words}; `speak` writes the words as a WAV.

    Raises what `speak` raises, riff.NoWavError and OSError. `folder` is for passing files.
    """
    clips, faults = {}, []
    for name, words in listing.items():
        path = folder / "clip.wav"
        speak(words, path)
        samples, rate = riff.read(path.read_bytes())
        # A synthesiser begins at once, where a person's recording begins with a breath.
        silence = np.zeros(int(_BEFORE * RATE))
        clips[name], heard = clip.ready(np.concatenate([silence, samples, silence]), rate)
        faults += [
            Fault(f"{name}: {each.vietnamese}.", f"{name}: {each.english}.") for each in heard
        ]
    return clips, faults
