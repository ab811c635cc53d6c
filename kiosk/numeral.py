"""The ticket's number in cells, as high as the paper allows."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from kiosk.canvas import CAPITAL, SCALE, font

HEIGHT = 18 * 8
"""Capitals of 18 mm at 8 dots a millimetre."""
LETTER, DIGIT = 0.8, 0.74
GAP = 7
ROUND = 4
NARROWEST = 0.8
"""A figure is narrowed to this share of its width at most; then the number is set lower."""


def numeral(label: str, width: int) -> tuple[Image.Image, int]:
    """The number `width` dots wide, drawn at SCALE, and its height in dots.

    The picture is `ROUND` dots higher above and below: round figures are.
    """
    shares = [LETTER if sign.isalpha() else DIGIT for sign in label]
    unit = min(width / sum(shares), HEIGHT / CAPITAL)
    cells = [share * unit for share in shares]
    height = _height(label, cells)
    picture = Image.new("L", (width * SCALE, (height + 2 * ROUND) * SCALE), 255)
    left = (width - sum(cells)) / 2
    for sign, cell in zip(label, cells, strict=True):
        glyph = _glyph(sign, height)
        wanted = min(_widest(sign, height), (cell - GAP) * SCALE) / _widest(sign, height)
        narrow = glyph.resize((max(1, round(glyph.width * wanted)), glyph.height))
        at = round((left + cell / 2) * SCALE - narrow.width / 2)
        picture.paste(narrow, (at, 0))
        left += cell
    return picture, height


def _height(label: str, cells: list[float]) -> int:
    """18 mm, or as high as every sign still keeps `NARROWEST` of its width."""
    natural = min(
        (cell - GAP) * SCALE / _widest(sign, HEIGHT)
        for sign, cell in zip(label, cells, strict=True)
        if sign.isdigit()
    )
    return round(HEIGHT * min(1.0, natural / NARROWEST))


def _widest(sign: str, height: int) -> int:
    """Digits are narrowed alike, by the widest of them."""
    signs = "0123456789" if sign.isdigit() else sign
    return max(_glyph(each, height).width for each in signs)


@lru_cache(maxsize=128)
def _glyph(sign: str, height: int) -> Image.Image:
    """One sign, its ink from side to side, capitals `height` dots high."""
    face = font("ExtraBold", round(height / CAPITAL))
    room = Image.new("L", (round(3 * height) * SCALE, (height + 2 * ROUND) * SCALE), 255)
    base = (height * SCALE, (height + ROUND) * SCALE)
    ImageDraw.Draw(room).text(base, sign, fill=0, font=face, anchor="ls")
    ink = ImageChops.invert(room).getbbox() or (0, 0, 1, 1)
    return room.crop((ink[0], 0, ink[2], room.height))
