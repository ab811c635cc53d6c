"""Several calls in one sentence: "Xin mời số A007 đến quầy 3, số B002 đến quầy 6"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from voices.numbers import cardinal_vi, label_vi
from voices.packs.call import PAUSE, filled, sayings
from voices.prose import spoken
from voices.words import Said, Sentence

if TYPE_CHECKING:
    from config import PhraseSet


def joined(
    calls: Sequence[Said], phrases: PhraseSet, *, south: bool = False
) -> tuple[Sentence, ...]:
    """In Vietnamese, numbers and counters only: names, "second call" and what for stay away.

    A list is remembered by its numbers; whoever agreed to be called by name is on the screen.
    """
    each = (
        phrases.joined_each.format(n=label_vi(call.label), q=cardinal_vi(call.counter, south=south))
        for call in calls
    )
    clips: list[str] = []
    for call in calls:
        clips += [PAUSE] if clips else []
        clips += sayings(phrases.joined_each, call.label, call.counter)
    text = phrases.joined.format(calls="; ".join(each))
    parts = spoken(text, "vi", south=south)
    if len(parts) == 1:
        return (Sentence("vi", parts[0], clips=filled(phrases.joined, {"calls": clips})),)
    return tuple(Sentence("vi", part, joined=at > 0) for at, part in enumerate(parts))
