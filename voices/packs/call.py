"""A call → the clips that say it, with the silence between them. Pure.

A list such as ["xin-moi-so", 40, "letter-a", 160, "digit-0", 90, …]: ids of clips, and between two
of them the milliseconds from the end of one to the beginning of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter

from voices.packs.pack import Fault, Pack, is_sign, plain
from voices.words import Said

Steps = list[str | int]

_MARKS = re.compile(r"([,;:.!?…–—។៖]+)")


class NoClipsError(Exception):
    """The pack cannot say this call; `fault` is the reason."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def steps(said: Said, pack: Pack, phrases: Mapping[str, str]) -> Steps:
    """The call as the office's own `phrases` {number, result, second, last} have it, or the pack's.

    Raises NoClipsError for a name, which nobody has recorded, and for words without a clip.
    """
    if said.name:
        raise NoClipsError(Fault("bộ giọng thu không có họ tên", "recorded clips have no names"))
    sentence = _phrase("result" if said.result else "number", pack, phrases)
    spelled = [f"letter-{said.label[0].lower()}", *(f"digit-{each}" for each in said.label[1:])]
    gaps = [pack.gaps.letter, *[pack.gaps.digits] * (len(spelled) - 2)]
    number: Steps = [spelled[0]]
    for gap, digit in zip(gaps, spelled[1:], strict=True):
        number += [gap, digit]
    fills: dict[str, Steps] = {"n": number, "q": [f"counter-{said.counter}"]}
    found: Steps = []
    if said.calls > 1:
        prefix = _phrase("second" if said.calls == 2 else "last", pack, phrases)
        found = [*_filled(prefix, fills, pack), pack.gaps.pause]
    found += _filled(sentence, fills, pack)
    lacking = [each for each in found if isinstance(each, str) and each not in pack.clips]
    if lacking:
        raise _lacks(pack, lacking)
    return found


def missing(
    pack: Pack, phrases: Mapping[str, str], letters: Iterable[str], counters: Iterable[int]
) -> list[str]:
    """What an office with these letters and counters needs and the pack does not say: ids of
    letters, digits and counters, and words.
    """
    spoken = phrases or pack.phrases
    signs = [
        *(f"letter-{letter.lower()}" for letter in sorted(set(letters))),
        *(f"digit-{digit}" for digit in range(10)),
        *(f"counter-{counter}" for counter in sorted(set(counters))),
    ]
    words = [words for phrase in spoken.values() for words in pieces(phrase)]
    return [
        *(f"“{each}”" for each in dict.fromkeys(words) if not pack.phrase(each)),
        *(sign for sign in signs if sign not in pack.clips),
    ]


def pieces(phrase: str) -> list[str]:
    """The words that are spoken in one go: what stands between the marks and the braces."""
    return [piece for piece, _ in _parts(phrase) if piece and not piece.startswith("{")]


def words(steps: Sequence[str | int], pack: Pack) -> str:
    """What the clips say, in words."""
    return " ".join(pack.clips[step] for step in steps if isinstance(step, str))


def label(steps: Sequence[str | int]) -> str:
    """The ticket that the clips name, read back from their ids: "A007"."""
    signs = (step for step in steps if isinstance(step, str) and is_sign(step))
    kinds = (sign.partition("-") for sign in signs)
    return "".join(value.upper() for kind, _, value in kinds if kind in ("letter", "digit"))


def _phrase(key: str, pack: Pack, phrases: Mapping[str, str]) -> str:
    found = (phrases or pack.phrases).get(key, "")
    if not found:
        raise NoClipsError(
            Fault(
                f"bộ giọng {pack.name} không có câu {key}",
                f"the pack {pack.name} has no sentence {key}",
            )
        )
    return found


def _filled(phrase: str, fills: Mapping[str, Steps], pack: Pack) -> Steps:
    found: Steps = []
    for piece, paused in _parts(phrase):
        if piece.startswith("{"):
            these = fills[piece[1:-1]]
        elif clip := pack.phrase(piece):
            these = [clip]
        else:
            raise _lacks(pack, [f"“{piece}”"])
        if found:
            found.append(pack.gaps.pause if paused else pack.gaps.words)
        found += these
    return found


def _parts(phrase: str) -> Iterator[tuple[str, bool]]:
    """Each piece of words, or {n}, {q}, and whether a mark stands before it."""
    paused = False
    for literal, field, _, _ in Formatter().parse(phrase):
        for at, text in enumerate(_MARKS.split(literal)):
            if at % 2:
                paused = True
            elif piece := plain(text):
                yield piece, paused
                paused = False
        if field is not None:
            yield f"{{{field}}}", paused
            paused = False


def _lacks(pack: Pack, what: Sequence[str | int]) -> NoClipsError:
    listed = ", ".join(dict.fromkeys(str(each) for each in what))
    return NoClipsError(
        Fault(
            f"bộ giọng {pack.name} không có đoạn {listed}",
            f"the pack {pack.name} has no clip {listed}",
        )
    )
