"""The name that a citizen types: how it is written, and why it cannot be called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from office.names import Fault, composed, fault

_WORD_START = re.compile(r"(?:^|(?<=[ '’-]))\w")


class BadName(Exception):  # noqa: N818 - said to the citizen as a sentence
    """The typed name cannot be called. `reason`: what `office.names.fault` found."""

    def __init__(self, reason: Fault) -> None:
        super().__init__(reason)
        self.reason = reason


def tidy(typed: str, not_aloud: Sequence[str] = ()) -> str:
    """The name as the office keeps it, which says what one may be.

    A name typed all in capitals or all in small letters gets its capitals (Trần Thị Hoa, H'Hen).
    Raises `BadName`.
    """
    name = capitals(composed(typed))
    reason = fault(name, not_aloud)
    if reason:
        raise BadName(reason)
    return name


def capitals(name: str) -> str:
    """One all in capitals or all in small letters as people write it; any other as it is."""
    if not (name.isupper() or name.islower()):
        return name
    written = _WORD_START.sub(lambda start: _capital(start[0]), name.lower())
    return unicodedata.normalize("NFC", written)


def _capital(letter: str) -> str:
    """A letter whose capital would be two, such as ß, stays."""
    capital = letter.upper()
    return capital if len(capital) == 1 else letter
