"""Draws a slip: the layout of the paper, from the office's name to the line it is cut at."""

from __future__ import annotations

from PIL import Image

from kiosk.canvas import SCALE, Style, fit, height
from kiosk.numeral import ROUND, numeral
from kiosk.paper import Paper, Row
from kiosk.slip import Fact, Said, Slip
from web.qr import QUIET, code


def draw(slip: Slip) -> Image.Image:
    """The slip in mode "1", `slip.width` dots wide and as high as it needs."""
    return SlipPaper(slip).drawn()


class SlipPaper(Paper):
    """One slip while it is drawn."""

    def __init__(self, slip: Slip) -> None:
        super().__init__(slip.width)
        self.slip = slip

    def drawn(self) -> Image.Image:
        slip = self.slip
        if slip.demo:
            self.demo()
        self.head(slip.head)
        if slip.again:
            self._again(slip.again)
        self._number()
        self._service()
        if slip.name:
            self.line(slip.name, Style("SemiBold", 38, 28), 2)
            self.y += 12
        for note in slip.notes:
            self._note(note)
        self._facts(slip.facts)
        if slip.counters:
            self._counters(slip.counters)
        self._follow()
        self._foot()
        return self.canvas.finish(self.y)

    def _again(self, again: Said) -> None:
        size, lines = fit(again.both, Style("ExtraBold", 32, 22), self.inner - 40, 2)
        tall = sum(height(line, "ExtraBold", size) for line in lines) + 14
        box = (self.side, self.y, self.width - self.side, self.y + tall)
        self.canvas.bar(box, radius=8, outline=4)
        self.canvas.lines((self.middle, self.y + 7), lines, "ExtraBold", size)
        self.y += tall + 10

    def _number(self) -> None:
        size = 30 if self.wide else 26
        text = self.slip.title.both
        size, lines = fit(text, Style("SemiBold", size, 20), self.inner, 1)
        self.y = self.canvas.lines((self.middle, self.y), lines, "SemiBold", size) + 18
        picture, tall = numeral(self.slip.label, self.width)
        self.canvas.paste(picture, (0, self.y - ROUND))
        self.y += tall + 24

    def _service(self) -> None:
        """White on black; outlined on narrow paper, where a full black bar overheats the head."""
        inner = self.inner - (40 if self.wide else 28)
        size, lines = fit(self.slip.service.vi, Style("ExtraBold", 44, 28), inner, 2)
        small, own = fit(self.slip.service.own, Style("SemiBold", 28, 20), inner, 2)
        pad = 12
        tall = 2 * pad
        tall += sum(height(line, "ExtraBold", size) for line in lines)
        tall += sum(height(line, "SemiBold", small) for line in own)
        box = (self.side, self.y, self.width - self.side, self.y + tall)
        self.canvas.bar(box, radius=12, outline=0 if self.wide else 4)
        white = self.wide
        y = self.canvas.lines((self.middle, self.y + pad), lines, "ExtraBold", size, white=white)
        self.canvas.lines((self.middle, y), own, "SemiBold", small, white=white)
        self.y += tall + 14

    def _note(self, note: Said) -> None:
        self.line(note.vi, Style("SemiBold", 30, 22), 2)
        self.line(note.own, Style("Regular", 24, 18), 2)
        self.y += 10

    def _facts(self, facts: tuple[Fact, ...]) -> None:
        """Two cells beside each other on narrow paper, three on wide; the first row is the odd."""
        most = 3 if self.wide else 2
        ends = range(len(facts), 0, -most)
        for end in reversed(ends):
            self._cells(facts[max(0, end - most) : end])

    def _cells(self, facts: tuple[Fact, ...]) -> None:
        """Facts side by side in outlined cells: alike in height and in the size of each line."""
        gap, room = (12, 32) if self.wide else (8, 18)
        width = (self.inner - gap * (len(facts) - 1)) // len(facts)
        rows = [
            (style.weight, _common(texts, style, width - room), texts)
            for style, texts in (
                (Style("Regular", 26, 14), [fact.question.vi for fact in facts]),
                (Style("Regular", 22, 14), [fact.question.own for fact in facts]),
                (Style("ExtraBold", 44, 16), [fact.answer.vi for fact in facts]),
                (Style("SemiBold", 26, 14), [fact.answer.own for fact in facts]),
            )
            if any(texts)
        ]
        downs = [max(height(text, weight, size) for text in texts) for weight, size, texts in rows]
        tall = 18 + sum(downs)
        lefts = [self.side + place * (width + gap) for place in range(len(facts))]
        for left in lefts:
            box = (left, self.y, left + width, self.y + tall)
            self.canvas.bar(box, radius=10, outline=2)
        y = self.y + 9
        for (weight, size, texts), down in zip(rows, downs, strict=True):
            for left, text in zip(lefts, texts, strict=True):
                self.canvas.text((left + width // 2, y), text, weight, size)
            y += down
        self.y += tall + 14

    def _counters(self, fact: Fact) -> None:
        self.line(fact.question.vi, Style("Regular", 26, 20))
        self.line(fact.question.own, Style("Regular", 22, 18))
        self.line(fact.answer.vi, Style("ExtraBold", 44, 28), 2)
        self.y += 12

    def _follow(self) -> None:
        """The code, and beside it (under it on narrow paper) what it is for."""
        code = qr(self.slip.url, 210)
        side = code.width // SCALE
        width = self.inner - side - 16 if self.wide else self.inner
        parts = self._help(width)
        if self.wide:
            words = sum(height(*part) for part in parts)
            tall = max(side, words)
            self.canvas.paste(code, (self.side, self.y + (tall - side) // 2))
            self.y += (tall - words) // 2
            self.column(parts, self.side + side + 16, "left")
            self.y += (tall - words) // 2 + 10
        else:
            self.canvas.paste(code, (self.middle - side // 2, self.y - 12))
            self.y += side - 12
            self.column(parts, self.middle, "center")
            self.y += 12

    def _help(self, width: int) -> list[Row]:
        slip = self.slip
        large = Style("ExtraBold", 34, 26) if self.wide else Style("ExtraBold", 28, 20)
        parts: list[Row] = []
        for text, style, most in (
            (slip.follow.vi, large, 2 if self.wide else 1),
            (slip.follow.own, Style("SemiBold", 24, 18), 2 if self.wide else 1),
            (slip.how.vi if slip.how else "", Style("Regular", 24, 20), 3),
            (slip.how.own if slip.how else "", Style("Regular", 22, 18), 3),
        ):
            size, lines = fit(text, style, width, most)
            parts += [(line, style.weight, size) for line in lines]
        return parts

    def _foot(self) -> None:
        slip, small = self.slip, 24 if self.wide else 22
        self.rule()
        self.line(slip.taken.vi, Style("SemiBold", 26, 18))
        self.y += 2
        self.phones(slip.phones)
        self.said(slip.not_receipt, Style("Regular", small, 20))
        if slip.last:
            self.y += 4
            self.said(slip.last, Style("SemiBold", small, 20), 3)
        self.y += 8


def _common(texts: list[str], style: Style, width: int) -> int:
    """The largest size at which each of the texts fits on one line."""
    return min(fit(text, style, width, 1)[0] for text in texts)


def qr(url: str, side: int) -> Image.Image:
    """The code at SCALE, four light modules around it, at most about `side` dots wide."""
    rows = [list(row) for row in code(url).matrix_iter(border=QUIET)]
    module = max(3, side // len(rows))
    flat = bytes(0 if dark else 255 for row in rows for dark in row)
    small = Image.frombytes("L", (len(rows), len(rows)), flat)
    length = len(rows) * module * SCALE
    return small.resize((length, length), Image.Resampling.NEAREST)
