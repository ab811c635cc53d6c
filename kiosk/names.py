"""The name that a citizen types: how it is written, and why it cannot be called."""

from __future__ import annotations

import re
import unicodedata

from office.names import composed, fault

_WORD_START = re.compile(r"(?:^|(?<=[ '’-]))\w")


class BadName(Exception):  # noqa: N818 - said to the citizen as a sentence
    """The typed name cannot be called. `reason`: empty, long, letters or unseen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def tidy(typed: str) -> str:
    """The name as the office keeps it, which says what one may be.

    A name typed all in capitals or all in small letters gets its capitals (Trần Thị Hoa, H'Hen).
    Raises `BadName`.
    """
    name = _capitals(composed(typed))
    reason = fault(name)
    if reason:
        raise BadName(reason)
    return name


def _capitals(name: str) -> str:
    if not (name.isupper() or name.islower()):
        return name
    capitals = _WORD_START.sub(lambda start: _capital(start[0]), name.lower())
    return unicodedata.normalize("NFC", capitals)


def _capital(letter: str) -> str:
    """A letter whose capital would be two, such as ß, stays."""
    capital = letter.upper()
    return capital if len(capital) == 1 else letter
