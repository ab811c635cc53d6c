"""Several calls in one sentence: "Xin mời số A007 đến quầy 3, số B002 đến quầy 6"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from voices.numbers import cardinal_vi, label_vi
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
    text = phrases.joined.format(calls="; ".join(each))
    parts = spoken(text, "vi", south=south)
    return tuple(Sentence("vi", part, joined=at > 0) for at, part in enumerate(parts))
