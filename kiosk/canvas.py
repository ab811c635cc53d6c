"""A strip of paper to draw on, at twice the printer's dots, averaged down to black and white.

Positions and sizes are printer dots (8 a millimetre at 203 dpi). A line of text is as high as
`height` says, so that the marks of no line reach into another, Ễ under Ộ neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Literal

import fontpkg_be_vietnam_pro
from PIL import Image, ImageChops, ImageDraw, ImageFont

SCALE = 2
THRESHOLD = 140
LEADING = 1.27
CAPITAL = 0.74
FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"

BREAKS = re.compile(r"[ \t\r\n]")

Weight = Literal["Regular", "SemiBold", "ExtraBold"]
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Style:
    """A weight and a size; `least` is the smallest size that a long text may be set in."""

    weight: Weight
    size: int
    least: int


@lru_cache(maxsize=256)
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    path = FONTS / f"BeVietnamPro-{weight}.ttf"
    return ImageFont.truetype(path, size * SCALE, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def measure(text: str, weight: Weight, size: int) -> float:
    """The width of one line, in dots."""
    return font(weight, size).getlength(text) / SCALE


def height(text: str, weight: Weight, size: int) -> int:
    """The height of one line: higher when a capital bears two marks (Ấ, Ễ, Ố)."""
    return round(size * LEADING) + _rise(text, weight, size)


def wrap(text: str, weight: Weight, size: int, width: int) -> list[str]:
    """Lines no wider than `width`, filled evenly; a word too long for a line is broken."""
    lines = _fill(text, weight, size, width)
    even = width
    while len(lines) > 1 and even > width // 2:
        even -= max(4, width // 40)
        narrower = _fill(text, weight, size, even)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def fit(text: str, style: Style, width: int, lines: int) -> tuple[int, list[str]]:
    """The largest size at which the text takes at most `lines`; at the least size, any number."""
    for size in range(style.size, style.least, -2):
        broken = wrap(text, style.weight, size, width)
        if len(broken) <= lines and not _splits_a_word(text, broken):
            return size, broken
    return style.least, wrap(text, style.weight, style.least, width)


class Canvas:
    """A strip at SCALE, cut to its height when it is finished."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self._image = Image.new("L", (width * SCALE, height * SCALE), 255)
        self._draw = ImageDraw.Draw(self._image)
        self._texts: list[tuple[str, tuple[int, int], ImageFont.FreeTypeFont]] = []

    def text(
        self,
        at: tuple[int, int],
        text: str,
        weight: Weight,
        size: int,
        *,
        align: Literal["left", "center"] = "center",
        white: bool = False,
    ) -> None:
        """One line whose top is at y; x is its left or its middle."""
        x, y = at
        left = x if align == "left" else x - measure(text, weight, size) / 2
        # The capitals stand in the middle of the line's height.
        base = y + _rise(text, weight, size) + size * (LEADING + CAPITAL) / 2
        place = (round(left * SCALE), round(base * SCALE))
        face = font(weight, size)
        self._draw.text(place, text, fill=255 if white else 0, font=face, anchor="ls")
        self._texts.append((text, place, face))

    def lines(
        self,
        at: tuple[int, int],
        lines: Iterable[str],
        weight: Weight,
        size: int,
        *,
        align: Literal["left", "center"] = "center",
        white: bool = False,
    ) -> int:
        """Lines below one another; returns the y under the last."""
        x, y = at
        for line in lines:
            self.text((x, y), line, weight, size, align=align, white=white)
            y += height(line, weight, size)
        return y

    def bar(self, box: Box, *, radius: int = 0, outline: int = 0) -> None:
        """A black box, or the outline of one `outline` dots thick; the box's ends are outside."""
        left, top, right, bottom = (value * SCALE for value in box)
        shape = (left, top, right - 1, bottom - 1)
        if outline:
            self._draw.rounded_rectangle(
                shape, radius * SCALE, outline=0, width=outline * SCALE, fill=255
            )
        else:
            self._draw.rounded_rectangle(shape, radius * SCALE, fill=0)

    def dashes(self, y: int, left: int, right: int) -> None:
        for x in range(left, right, 12):
            self.bar((x, y, min(x + 7, right), y + 2))

    def paste(self, picture: Image.Image, at: tuple[int, int]) -> None:
        """Put a picture drawn at SCALE; its darker side wins."""
        place = (at[0] * SCALE, at[1] * SCALE)
        self._image.paste(0, place, ImageChops.invert(picture))

    def inks(self) -> list[tuple[str, Box]]:
        """Every text drawn so far and the box of its ink in dots: what a test of fit looks at."""
        return [
            (text, _dots(self._draw.textbbox(place, text, font=face, anchor="ls")))
            for text, place, face in self._texts
        ]

    def finish(self, height: int) -> Image.Image:
        """The first `height` dots, in mode "1"."""
        strip = self._image.crop((0, 0, self.width * SCALE, height * SCALE)).reduce(SCALE)
        return strip.point(lambda value: 255 * (value >= THRESHOLD), mode="1")


def _rise(text: str, weight: Weight, size: int) -> int:
    """How far the ink stands above a usual line."""
    usual = (LEADING + CAPITAL) / 2
    return ceil(size * max([0.0, *(_above(sign, weight) - usual for sign in set(text))]))


@lru_cache(maxsize=2048)
def _above(sign: str, weight: Weight) -> float:
    """The height of a sign over the line it stands on, as a share of the font's size."""
    return -font(weight, 100).getbbox(sign, anchor="ls")[1] / (100 * SCALE)


def _fill(text: str, weight: Weight, size: int, width: int) -> list[str]:
    lines = [""]
    for word in words(text):
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer, weight, size) <= width:
            lines[-1] = longer
            continue
        *whole, rest = _pieces(word, weight, size, width)
        lines += [*whole, rest]
    return [line for line in lines if line]


def _pieces(word: str, weight: Weight, size: int, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, weight, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _splits_a_word(text: str, lines: list[str]) -> bool:
    return " ".join(lines) != " ".join(words(text))


def words(text: str) -> list[str]:
    """Split where a line may break: a no-break space holds two words together."""
    return [word for word in BREAKS.split(text) if word]


def _dots(box: tuple[float, float, float, float]) -> Box:
    left, top, right, bottom = (value / SCALE for value in box)
    return round(left), round(top), round(right), round(bottom)
