"""How a citizen's name is shown to the hall: not at all, masked, the given name, or in full."""

from __future__ import annotations

from typing import Literal
from unicodedata import normalize

Mode = Literal["number", "masked", "given", "full"]


def shown(name: str, mode: Mode) -> str | None:
    """The text for the screen, or None when no name is shown.

    The last word is the one a person is called by, so it stays whole; a masked name of one or
    two words hides the first, or it would be the full name.
    """
    words = normalize("NFC", name).split()
    if mode == "number" or not words:
        return None
    if mode == "full":
        return " ".join(words)
    if mode == "given":
        return words[-1]
    if len(words) == 1:
        return _hidden(words[0])
    if len(words) == 2:
        return f"{_hidden(words[0])} {words[1]}"
    return " ".join([words[0], *map(_hidden, words[1:-1]), words[-1]])


def _hidden(word: str) -> str:
    return f"{word[0]}**"
