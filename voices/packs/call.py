"""A call → what has to be said of it → the clips of a pack that say it. Pure.

What has to be said is the same for every pack: ("xin mời số", "letter-a", "digit-0", …, ",",
"đến quầy số", "counter-3"): words as the phrase has them, ids of signs, and "," for a pause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter

from settings.said import Said
from voices.packs.pack import Pack, is_sign, plain

PAUSE = ","
# Ids of clips, and between two of them the milliseconds from one voice to the next.
Steps = list[str | int]

_MARKS = re.compile(r"([,;:.!?…–—។៖]+)")


class NoClipsError(Exception):
    """The pack cannot say this call; `fault` is the reason."""

    def __init__(self, fault: Said) -> None:
        super().__init__(str(fault))
        self.fault = fault


def sayings(phrase: str, label: str, counter: int) -> tuple[str, ...]:
    """What has to be said for a ticket such as A007, in the words of a phrase with {n} and {q}."""
    number = [f"letter-{label[0].lower()}", *(f"digit-{digit}" for digit in label[1:])]
    return filled(phrase, {"n": number, "q": [f"counter-{counter}"]})


def filled(phrase: str, fills: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What has to be said for a phrase, with what is said for each of its braces."""
    found: list[str] = []
    for piece in _parts(phrase):
        found += fills[piece[1:-1]] if piece.startswith("{") else [piece]
    while found and found[-1] == PAUSE:
        found.pop()
    return tuple(found)


def steps(said: Sequence[str], pack: Pack) -> Steps:
    """The clips that say it. Raises NoClipsError with everything that the pack lacks."""
    names = {each: each if is_sign(each) else pack.phrase(each) for each in said if each != PAUSE}
    lacking = [_shown(each) for each, name in names.items() if name not in pack.clips]
    if lacking:
        listed = ", ".join(lacking)
        raise NoClipsError(
            Said(
                f"bộ giọng {pack.name} không có đoạn {listed}",
                f"the pack {pack.name} has no clip {listed}",
            )
        )
    found: Steps = []
    before = ""
    for each in said:
        if each == PAUSE:
            before = PAUSE
            continue
        if found:
            found.append(_gap(before, each, pack))
        found.append(names[each] or "")
        before = each
    return found


def missing(
    pack: Pack, phrases: Iterable[str], letters: Iterable[str], counters: Iterable[int]
) -> list[str]:
    """What an office with these phrases, letters and counters needs and the pack does not say."""
    words = dict.fromkeys(piece for phrase in phrases for piece in pieces(phrase))
    signs = [
        *(f"letter-{letter.lower()}" for letter in sorted(set(letters))),
        *(f"digit-{digit}" for digit in range(10)),
        *(f"counter-{counter}" for counter in sorted(set(counters))),
    ]
    return [
        *(_shown(each) for each in words if not pack.phrase(each)),
        *(each for each in signs if each not in pack.clips),
    ]


def pieces(phrase: str) -> list[str]:
    """The words that are spoken in one go: what stands between the marks and the braces."""
    return [piece for piece in _parts(phrase) if piece != PAUSE and not piece.startswith("{")]


def number(said: Sequence[str | int]) -> str:
    """The ticket that is named, read back from what is said or from the clips: "A007"."""
    signs = (str(each).partition("-") for each in said)
    return "".join(value.upper() for kind, _, value in signs if kind in ("letter", "digit"))


def words(found: Steps, pack: Pack) -> str:
    """What the clips say, in the pack's words."""
    return " ".join(pack.clips[each] for each in found if isinstance(each, str))


def _parts(phrase: str) -> Iterator[str]:
    """Pieces of words, {n}, {q}, and a PAUSE where marks stand between them."""
    begun = False
    for literal, field, _, _ in Formatter().parse(phrase):
        for at, text in enumerate(_MARKS.split(literal)):
            if at % 2 and begun:
                yield PAUSE
            elif piece := "" if at % 2 else plain(text):
                begun = True
                yield piece
        if field is not None:
            begun = True
            yield f"{{{field}}}"


def _gap(before: str, after: str, pack: Pack) -> int:
    if before == PAUSE:
        return pack.gaps.pause
    if after.startswith("digit-") and before.startswith(("letter-", "digit-")):
        return pack.gaps.letter if before.startswith("letter-") else pack.gaps.digits
    return pack.gaps.words


def _shown(each: str) -> str:
    return each if is_sign(each) else f"“{each}”"
