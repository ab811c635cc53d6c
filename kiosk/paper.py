"""What slips and sheets are made of: a strip that is filled from the top down."""

from __future__ import annotations

from math import ceil
from typing import Literal

from PIL import Image

from kiosk.canvas import SCALE, Canvas, Style, Weight, fit, height, measure, wrap
from kiosk.slip import Fact, Head, Picture, Said

TALLEST = 4000
"""Half a metre."""
Row = tuple[str, Weight, int]


class Paper:
    """One piece of paper while it is drawn; `y` is the next free dot."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.wide = width > 400
        self.canvas = Canvas(width, TALLEST)
        self.side = 8 if self.wide else 4
        self.y = 6

    @property
    def middle(self) -> int:
        return self.width // 2

    @property
    def inner(self) -> int:
        return self.width - 2 * self.side

    def line(self, text: str, style: Style, lines: int = 1) -> None:
        """A centred text of at most so many lines, or more if it must be set that small."""
        size, broken = fit(text, style, self.inner, lines)
        self.y = self.canvas.lines((self.middle, self.y), broken, style.weight, size)

    def said(self, said: Said, style: Style, lines: int = 2) -> None:
        """A centred text in Vietnamese, and a little smaller under it in the citizen's language."""
        self.line(said.vi, style, lines)
        self.line(said.own, Style(style.weight, style.size - 2, style.least - 2), lines)

    def column(self, rows: list[Row], x: int, align: Literal["left", "center"]) -> None:
        for text, weight, size in rows:
            self.canvas.text((x, self.y), text, weight, size, align=align)
            self.y += height(text, weight, size)

    def demo(self) -> None:
        self.canvas.bar((0, self.y, self.width, self.y + 44))
        self.canvas.text((self.middle, self.y + 3), "DEMO", "ExtraBold", 30, white=True)
        self.y += 44 + 12

    def head(self, head: Head) -> None:
        small, large = (26, 38) if self.wide else (20, 30)
        own = " · ".join(said.own for said in (head.unit, head.office) if said.own)
        if head.logo:
            self._logo(head.logo)
        self.line(head.unit.vi, Style("Regular", small, 18))
        self.line(head.office.vi, Style("ExtraBold", large, 22))
        self.line(own, Style("Regular", small - 4, 16))
        self.y += 10
        self.canvas.bar((self.side, self.y, self.width - self.side, self.y + 3))
        self.y += 14

    def rule(self) -> None:
        self.canvas.dashes(self.y, self.side, self.width - self.side)
        self.y += 12

    def phones(self, phones: tuple[Fact, ...]) -> None:
        """Two columns, side by side in the middle: whose it is, and the number."""
        size, gap = (24, 18) if self.wide else (20, 12)
        numbers = [_rows(each.answer.vi, "SemiBold", size, self.inner // 2) for each in phones]
        room = self.inner - gap - _widest(numbers)
        whose = [
            _rows(each.question.vi, "Regular", size, room)
            + _rows(each.question.own, "Regular", size - 4, room)
            for each in phones
        ]
        left = self.side + (room - _widest(whose)) // 2
        for words, number in zip(whose, numbers, strict=True):
            top = self.y
            self.column(words, left, "left")
            # On the line that the first words stand on, also where Ủ or Ấ sets them lower.
            below, self.y = self.y, top + height(*words[0]) - height(*number[0])
            self.column(number, left + _widest(whose) + gap, "left")
            self.y = max(below, self.y) + 2
        self.y += 4

    def _logo(self, logo: Picture) -> None:
        tall = len(logo.data) // -(-logo.width // 8)
        drawn = Image.frombytes("1", (logo.width, tall), logo.data).convert("L")
        large = drawn.resize((logo.width * SCALE, tall * SCALE), Image.Resampling.NEAREST)
        self.canvas.paste(large, (self.middle - logo.width // 2, self.y))
        self.y += tall + 8


def _rows(text: str, weight: Weight, size: int, width: int) -> list[Row]:
    return [(line, weight, size) for line in wrap(text, weight, size, width)]


def _widest(columns: list[list[Row]]) -> int:
    return max(ceil(measure(*row)) for rows in columns for row in rows)
