"""Whether recordings say a call: the pack that does, or why none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from voices.choice import Step
from voices.packs.call import NoClipsError, steps
from voices.packs.pack import Pack
from voices.packs.shelf import Kept, Shelf
from voices.words import Sentence

CLIPS, MACHINE = "clips", "machine clips"


@dataclass(frozen=True)
class Recordings:
    """The packs on the shelf."""

    shelf: Shelf

    def take(self, engine: str, sentence: Sentence, wanted: str) -> dict[str, Any] | Step:
        """{pack, clips, voice, mark}. `engine`: CLIPS for what a person has spoken and for the
        pack that is `wanted`, MACHINE for what one of the other engines has.
        """
        if not sentence.clips:
            return Step(engine, "only calls by number are recorded", absent=True, text_only=True)
        packs = [
            kept
            for kept in self.shelf.packs()
            if kept.pack.language == sentence.language and _is_for(engine, kept.pack, wanted)
        ]
        why: list[str] = []
        for kept in packs:
            try:
                return _part(kept, sentence)
            except NoClipsError as fault:
                why.append(str(fault))
        if engine == CLIPS:
            why += map(str, self.shelf.faults().values())
            if wanted and not packs:
                why.append(f'there is no pack "{wanted}"')
        nothing = f"there is no pack for {sentence.language}"
        return Step(engine, "; ".join(why) or nothing, absent=not why)


def _part(kept: Kept, sentence: Sentence) -> dict[str, Any]:
    return {
        "pack": str(kept.folder),
        "clips": steps(sentence.clips, kept.pack),
        "voice": kept.pack.name,
        "mark": kept.edition,
    }


def _is_for(engine: str, pack: Pack, wanted: str) -> bool:
    if wanted:
        return engine == CLIPS and pack.name == wanted
    return pack.voice == ("person" if engine == CLIPS else "machine")
