"""Draws a slip: the layout of the paper, from the office's name to the line it is cut at."""

from __future__ import annotations

from typing import Literal

from PIL import Image

from kiosk.canvas import SCALE, Canvas, Style, Weight, fit, height
from kiosk.numeral import ROUND, numeral
from kiosk.slip import Fact, Said, Slip
from web.qr import QUIET, code

TALLEST = 4000

Part = tuple[str, Weight, int]


def draw(slip: Slip) -> Image.Image:
    """The slip in mode "1", `slip.width` dots wide and as high as it needs."""
    return Paper(slip).drawn()


class Paper:
    """One slip while it is drawn, from the top down; `_y` is the next free dot."""

    def __init__(self, slip: Slip) -> None:
        self.slip = slip
        self.wide = slip.width > 400
        self.canvas = Canvas(slip.width, TALLEST)
        self.side = 8 if self.wide else 4
        self._y = 6

    def drawn(self) -> Image.Image:
        slip = self.slip
        if slip.demo:
            self._demo()
        self._office()
        if slip.again:
            self._again(slip.again)
        self._number()
        self._service()
        if slip.name:
            self._line(slip.name, Style("SemiBold", 38, 28), 2)
            self._y += 12
        for note in slip.notes:
            self._note(note)
        if slip.facts:
            self._cells(slip.facts)
        if slip.counters:
            self._counters(slip.counters)
        self._follow()
        self._foot()
        return self.canvas.finish(self._y)

    @property
    def _middle(self) -> int:
        return self.slip.width // 2

    @property
    def _inner(self) -> int:
        return self.slip.width - 2 * self.side

    def _demo(self) -> None:
        self.canvas.bar((0, self._y, self.slip.width, self._y + 44))
        self.canvas.text((self._middle, self._y + 3), "DEMO", "ExtraBold", 30, white=True)
        self._y += 44 + 12

    def _office(self) -> None:
        slip, small, large = self.slip, *((26, 38) if self.wide else (20, 30))
        english = " · ".join(said.en for said in (slip.unit, slip.office) if said.en)
        self._line(slip.unit.vi, Style("Regular", small, 18))
        self._line(slip.office.vi, Style("ExtraBold", large, 22))
        self._line(english, Style("Regular", small - 4, 16))
        self._y += 10
        self.canvas.bar((self.side, self._y, self.slip.width - self.side, self._y + 3))
        self._y += 14

    def _again(self, again: Said) -> None:
        size, lines = fit(both(again), Style("ExtraBold", 32, 22), self._inner - 40, 2)
        tall = sum(height(line, "ExtraBold", size) for line in lines) + 14
        box = (self.side, self._y, self.slip.width - self.side, self._y + tall)
        self.canvas.bar(box, radius=8, outline=4)
        self.canvas.lines((self._middle, self._y + 7), lines, "ExtraBold", size)
        self._y += tall + 10

    def _number(self) -> None:
        size = 30 if self.wide else 26
        text = both(self.slip.title)
        size, lines = fit(text, Style("SemiBold", size, 20), self._inner, 1)
        self._y = self.canvas.lines((self._middle, self._y), lines, "SemiBold", size) + 18
        picture, tall = numeral(self.slip.label, self.slip.width)
        self.canvas.paste(picture, (0, self._y - ROUND))
        self._y += tall + 24

    def _service(self) -> None:
        """White on black; outlined on narrow paper, where a full black bar overheats the head."""
        inner = self._inner - (40 if self.wide else 28)
        size, lines = fit(self.slip.service.vi, Style("ExtraBold", 44, 28), inner, 2)
        small, english = fit(self.slip.service.en, Style("SemiBold", 28, 20), inner, 2)
        pad = 12
        tall = 2 * pad
        tall += sum(height(line, "ExtraBold", size) for line in lines)
        tall += sum(height(line, "SemiBold", small) for line in english)
        box = (self.side, self._y, self.slip.width - self.side, self._y + tall)
        self.canvas.bar(box, radius=12, outline=0 if self.wide else 4)
        white = self.wide
        y = self.canvas.lines((self._middle, self._y + pad), lines, "ExtraBold", size, white=white)
        self.canvas.lines((self._middle, y), english, "SemiBold", small, white=white)
        self._y += tall + 14

    def _note(self, note: Said) -> None:
        self._line(note.vi, Style("SemiBold", 30, 22), 2)
        self._line(note.en, Style("Regular", 24, 18), 2)
        self._y += 10

    def _cells(self, facts: tuple[Fact, ...]) -> None:
        """Facts side by side in outlined cells: alike in height and in the size of each line."""
        gap, room = (12, 32) if self.wide else (8, 18)
        width = (self._inner - gap * (len(facts) - 1)) // len(facts)
        rows = [
            (style.weight, _common(texts, style, width - room), texts)
            for style, texts in (
                (Style("Regular", 26, 14), [fact.question.vi for fact in facts]),
                (Style("Regular", 22, 14), [fact.question.en for fact in facts]),
                (Style("ExtraBold", 44, 16), [fact.answer.vi for fact in facts]),
                (Style("SemiBold", 26, 14), [fact.answer.en for fact in facts]),
            )
            if any(texts)
        ]
        downs = [max(height(text, weight, size) for text in texts) for weight, size, texts in rows]
        tall = 18 + sum(downs)
        lefts = [self.side + place * (width + gap) for place in range(len(facts))]
        for left in lefts:
            box = (left, self._y, left + width, self._y + tall)
            self.canvas.bar(box, radius=10, outline=2)
        y = self._y + 9
        for (weight, size, texts), down in zip(rows, downs, strict=True):
            for left, text in zip(lefts, texts, strict=True):
                self.canvas.text((left + width // 2, y), text, weight, size)
            y += down
        self._y += tall + 14

    def _counters(self, fact: Fact) -> None:
        self._line(fact.question.vi, Style("Regular", 26, 20))
        self._line(fact.question.en, Style("Regular", 22, 18))
        self._line(fact.answer.vi, Style("ExtraBold", 44, 28), 2)
        self._y += 12

    def _follow(self) -> None:
        """The code, and beside it (under it on narrow paper) what it is for."""
        code = qr(self.slip.url, 210)
        side = code.width // SCALE
        width = self._inner - side - 16 if self.wide else self._inner
        parts = self._help(width)
        if self.wide:
            words = sum(height(*part) for part in parts)
            tall = max(side, words)
            self.canvas.paste(code, (self.side, self._y + (tall - side) // 2))
            self._y += (tall - words) // 2
            self._column(parts, self.side + side + 16, "left")
            self._y += (tall - words) // 2 + 10
        else:
            self.canvas.paste(code, (self._middle - side // 2, self._y - 12))
            self._y += side - 12
            self._column(parts, self._middle, "center")
            self._y += 12

    def _help(self, width: int) -> list[Part]:
        slip = self.slip
        large = Style("ExtraBold", 34, 26) if self.wide else Style("ExtraBold", 28, 20)
        parts: list[Part] = []
        for text, style, most in (
            (slip.follow.vi, large, 2 if self.wide else 1),
            (slip.follow.en, Style("SemiBold", 24, 18), 2 if self.wide else 1),
            (slip.how.vi if slip.how else "", Style("Regular", 24, 20), 3),
            (slip.how.en if slip.how else "", Style("Regular", 22, 18), 3),
        ):
            size, lines = fit(text, style, width, most)
            parts += [(line, style.weight, size) for line in lines]
        return parts

    def _column(self, parts: list[Part], x: int, align: Literal["left", "center"]) -> None:
        for line, weight, size in parts:
            self.canvas.text((x, self._y), line, weight, size, align=align)
            self._y += height(line, weight, size)

    def _foot(self) -> None:
        self.canvas.dashes(self._y, self.side, self.slip.width - self.side)
        self._y += 12
        self._line(self.slip.taken.vi, Style("SemiBold", 26, 18))
        small = 24 if self.wide else 22
        self._line(self.slip.phone.vi, Style("Regular", small, 18))
        self._line(self.slip.not_receipt.vi, Style("Regular", small, 20), 2)
        self._line(self.slip.not_receipt.en, Style("Regular", small - 2, 18), 2)
        self._y += 8

    def _line(self, text: str, style: Style, lines: int = 1) -> None:
        """A centred text of at most so many lines, or more if it must be set that small."""
        size, broken = fit(text, style, self._inner, lines)
        self._y = self.canvas.lines((self._middle, self._y), broken, style.weight, size)


def _common(texts: list[str], style: Style, width: int) -> int:
    """The largest size at which each of the texts fits on one line."""
    return min(fit(text, style, width, 1)[0] for text in texts)


def both(said: Said) -> str:
    return f"{said.vi} · {said.en}" if said.en else said.vi


def qr(url: str, side: int) -> Image.Image:
    """The code at SCALE, four light modules around it, at most about `side` dots wide."""
    rows = [list(row) for row in code(url).matrix_iter(border=QUIET)]
    module = max(3, side // len(rows))
    flat = bytes(0 if dark else 255 for row in rows for dark in row)
    small = Image.frombytes("L", (len(rows), len(rows)), flat)
    length = len(rows) * module * SCALE
    return small.resize((length, length), Image.Resampling.NEAREST)
