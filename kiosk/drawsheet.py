"""Draws the sheet of a procedure: its title, and what to bring with a box before each."""

from __future__ import annotations

from PIL import Image

from kiosk.canvas import Style, fit, height
from kiosk.paper import TALLEST, Paper
from kiosk.slip import Line, Sheet

BOX = 22


class TooLongError(ValueError):
    """The sheet would be longer than half a metre."""


def draw_sheet(sheet: Sheet) -> Image.Image:
    """The sheet in mode "1", `sheet.width` dots wide. Raises TooLongError."""
    return SheetPaper(sheet).drawn()


class SheetPaper(Paper):
    """One sheet while it is drawn."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet.width)
        self.sheet = sheet

    def drawn(self) -> Image.Image:
        sheet = self.sheet
        if sheet.demo:
            self.demo()
        self.head(sheet.head)
        self.line(sheet.title, Style("ExtraBold", 38 if self.wide else 32, 24), 3)
        self.y += 14
        for line in sheet.lines:
            self._paragraph(line)
        self.y += 6
        self.rule()
        for said in sheet.about:
            self.said(said, Style("Regular", 22, 18))
        if sheet.about:
            self.y += 6
        self.phones(sheet.phones)
        self.y += 2
        self.said(sheet.printed, Style("Regular", 22, 18))
        self.y += 8
        if self.y > TALLEST:
            raise TooLongError
        return self.canvas.finish(self.y)

    def _paragraph(self, line: Line) -> None:
        if line.kind == "heading":
            self.y += 8
            self._left(line.text, Style("ExtraBold", 28, 24), 0)
        elif line.kind == "text":
            self._left(line.text, Style("Regular", 24, 24), 0)
        else:
            down = (height("x", "Regular", 24) - BOX) // 2 + 1
            left, top = self.side + 2, self.y + down
            self.canvas.bar((left, top, left + BOX, top + BOX), radius=3, outline=2)
            self._left(line.text, Style("Regular", 24, 24), BOX + 14)
        self.y += 8

    def _left(self, text: str, style: Style, indent: int) -> None:
        size, broken = fit(text, style, self.inner - indent, 1)
        at = (self.side + indent, self.y)
        self.y = self.canvas.lines(at, broken, style.weight, size, align="left")
