"""A picture, video, PDF or text that the screens show beside the calls. Pure: no clock here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["image", "video", "pdf", "text"]
State = Literal["coming", "shown", "over"]
LETTERS_A_SECOND = 12
"""As slowly as an old reader reads from a bench."""


@dataclass(frozen=True)
class Item:
    """`id` is its line in the journal. `first`, `last`: days as "2026-03-10", `last` among those
    it is shown; None: without end. `seconds`: wished, or None.

    `files`: their names in the folder, a PDF's one for each page; `length` of a video in ms;
    `size` in bytes, of all files; `width`, `height` in dots, of the first; `asked`: see repeats.py.
    """

    id: int
    kind: Kind
    title: str
    text: str = ""
    first: str | None = None
    last: str | None = None
    seconds: int | None = None
    files: tuple[str, ...] = ()
    length: int | None = None
    size: int = 0
    width: int = 0
    height: int = 0
    position: int = 0
    officer: str | None = None
    at: int = 0
    asked: str | None = None

    def state(self, day: str) -> State:
        if self.first is not None and day < self.first:
            return "coming"
        if self.last is not None and day > self.last:
            return "over"
        return "shown"

    def stays(self, usual: int) -> int:
        """Seconds on the screen, a PDF's for each page: as wished, a video's own, the usual; a text
        of many letters longer, as reading it takes.
        """
        if self.seconds is not None:
            return self.seconds
        if self.kind == "text":
            return max(usual, -(-len(self.title + self.text) // LETTERS_A_SECOND))
        return usual if self.length is None else max(1, -(-self.length // 1000))
