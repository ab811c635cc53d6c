"""What was said beside what was heard: errors, the nearest of several calls, how sure that is."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import TypeVar

Token = TypeVar("Token", bound=Hashable)
# Of a normal distribution: 95 of 100.
SURE = 1.96


def syllables(text: str) -> tuple[str, ...]:
    """The words of letters in `text`, lower case and NFC; Vietnamese writes syllables apart."""
    text = unicodedata.normalize("NFC", text).lower()
    return tuple("".join(c if c.isalpha() else " " for c in text).split())


def errors(said: str, heard: str) -> int:
    """Syllables that were missed, put in or taken for others: the least number of such edits."""
    return int(_edits(syllables(said), syllables(heard), _other))


def distance(said: str, heard: str) -> float:
    """As `errors`, but a syllable that was taken for a similar one counts as less than one.

    Similar is what shares letters and marks: "bảy" and "bay" are nearer than "bảy" and "chín".
    """
    return _edits(syllables(said), syllables(heard), unlike)


def nearest(heard: str, calls: Sequence[str]) -> int | None:
    """Which of `calls` was most likely said; None when two are equally near."""
    far = [distance(call, heard) for call in calls]
    least = min(far)
    return far.index(least) if far.count(least) == 1 else None


def interval(right: int, of: int) -> tuple[float, float]:
    """Between which shares the true one lies, 95 of 100 times (Wilson's interval)."""
    share, spread = right / of, SURE**2 / of
    middle = share + spread / 2
    half = SURE * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


@lru_cache(maxsize=100_000)
def unlike(one: str, other: str) -> float:
    """0 for the same syllable, 1 for one that shares no letter and no mark."""
    first, second = (unicodedata.normalize("NFD", syllable) for syllable in (one, other))
    return _edits(first, second, _other) / max(len(first), len(second))


def _other(one: Hashable, other: Hashable) -> float:
    return float(one != other)


def _edits(
    said: Sequence[Token], heard: Sequence[Token], unlike: Callable[[Token, Token], float]
) -> float:
    """Levenshtein's distance; one token for another costs `unlike` of both."""
    row = [float(column) for column in range(len(heard) + 1)]
    for token in said:
        before, row[0] = row[0], row[0] + 1
        for column, found in enumerate(heard, 1):
            changed = before + unlike(token, found)
            before = row[column]
            row[column] = min(before + 1, row[column - 1] + 1, changed)
    return row[-1]
