"""The name that a citizen types: what may be called aloud, and how it is written."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60

# Cc control, Cf bidi and zero width, Co private use, Cs lone surrogates, Cn not given out,
# Zl/Zp line breaks. The others are letters, marks or signs that show nothing.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_EMPTY_SIGNS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd")
_SPACES = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_PILE = 4
_WORD_START = re.compile(r"(?:^|(?<=[ '’-]))\w")


class BadName(Exception):  # noqa: N818 - said to the citizen as a sentence
    """The typed name cannot be called. `reason`: empty, long, letters or unseen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def tidy(typed: str) -> str:
    """The name as it will be called: NFC, single spaces, at most 60 characters, with a letter.

    A name typed all in capitals or all in small letters gets its capitals (Trần Thị Hoa, H'Hen).
    Raises `BadName`.
    """
    name = _SPACES.sub(" ", unicodedata.normalize("NFC", typed)).strip(" ")
    if not name:
        raise BadName("empty")
    if any(map(_unseen, name)) or _piled(name):
        raise BadName("unseen")
    if not any(unicodedata.category(sign).startswith("L") for sign in name):
        raise BadName("letters")
    name = _capitals(name)
    if len(name) > LONGEST:
        raise BadName("long")
    return name


def _unseen(sign: str) -> bool:
    return (
        unicodedata.category(sign) in _UNSEEN
        or sign in _EMPTY_SIGNS
        or "\u180b" <= sign <= "\u180f"
        or "\ufe00" <= sign <= "\ufe0f"
        or "\U000e0100" <= sign <= "\U000e01ef"
    )


def _piled(name: str) -> bool:
    """Whether marks are heaped on one letter, so that they would cover other lines of a screen."""
    heap = 0
    for sign in name:
        heap = heap + 1 if unicodedata.category(sign).startswith("M") else 0
        if heap > _PILE:
            return True
    return False


def _capitals(name: str) -> str:
    if not (name.isupper() or name.islower()):
        return name
    capitals = _WORD_START.sub(lambda start: start[0].upper(), name.lower())
    return unicodedata.normalize("NFC", capitals)
