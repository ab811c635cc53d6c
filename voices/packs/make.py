"""A pack spoken by the voice that the office has now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np

from voices import compose
from voices.chain import Chain
from voices.chime import RATE
from voices.packs import clip
from voices.packs.pack import Pack
from voices.packs.riff import Samples
from voices.words import Sentence
from voices.worker import NoSpeech

LICENCES = {"espeak-ng": "GPL-3.0-or-later, as espeak-ng, which made these sounds"}
_BEFORE = 0.1


def spoken(
    chain: Chain, name: str, language: str, listing: Mapping[str, str], folder: Path
) -> tuple[Pack, dict[str, Samples]]:
    """The pack of a `listing` {id: words} and its clips. `folder` is for passing files.

    Raises NoSpeech when not all of it is said by one voice, and OSError.
    """
    clips: dict[str, Samples] = {}
    spoke: set[tuple[str, str]] = set()
    for each, words in listing.items():
        path = folder / "clip.wav"
        made = chain.record([Sentence(language, words)], path, chime="", patient=True)
        spoke |= {(part["engine"], part["voice"]) for part in made["parts"]}
        # A synthesiser begins at once, where a person's recording begins with a breath.
        around = np.zeros(int(_BEFORE * RATE))
        sound = np.concatenate([around, compose.read(path), around])
        clips[each], faults = clip.ready(sound, RATE)
        if faults:
            raise NoSpeech(f"{each}: {faults[0].english}")
    if len(spoke) != 1:
        raise NoSpeech(f"not by one voice, but by {sorted(spoke)}")
    [(engine, voice)] = spoke
    pack = Pack(
        name=name,
        language=language,
        voice="machine",
        speaker=f"{engine} ({voice})",
        recorded=date.today().isoformat(),
        licence=LICENCES.get(engine.split()[0], f"that of {engine} ({voice})"),
        clips=listing,
        notes="run.py voices pack",
    )
    return pack, clips
