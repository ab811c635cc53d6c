"""The test slip: whose printer, a ruler from edge to edge, every Vietnamese mark, a code."""

from __future__ import annotations

from datetime import datetime

from PIL import Image

from kiosk.canvas import Canvas, Style, fit
from kiosk.draw import qr
from kiosk.slip import Part

MILLIMETRE = 8
"""Dots, at 203 dpi."""
LETTERS = (
    "ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ",
    "ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ",
    "ắằẳẵặ ấầẩẫậ ếềểễệ ỉĩị",
    "ốồổỗộ ớờởỡợ ứừửữự ỳỷỹỵ",
)
TALLEST = 1200
BLACK = 40


class TrialSlip(Part):
    """`width` in printer dots; `place` is where the printer stands, `at` when, in words."""

    width: int
    place: str
    printer: str
    at: str
    url: str


def trial_slip(width: int, place: str, printer: str, at: datetime, url: str) -> TrialSlip:
    return TrialSlip(
        width=width, place=place, printer=printer, at=f"{at:%H:%M:%S · %d/%m/%Y}", url=url
    )


def draw_trial(slip: TrialSlip) -> Image.Image:
    """In mode "1", as wide as the printer prints and as high as it needs."""
    canvas, middle, inner = Canvas(slip.width, TALLEST), slip.width // 2, slip.width - 16
    y = _ruler(canvas, 0)
    for text, style in (
        ("IN THỬ", Style("ExtraBold", 64, 40)),
        (slip.place, Style("SemiBold", 32, 22)),
        (f"Máy in {slip.printer}", Style("Regular", 26, 18)),
        (slip.at, Style("Regular", 26, 18)),
    ):
        size, lines = fit(text, style, inner, 2)
        y = canvas.lines((middle, y), lines, style.weight, size)
    y += 12
    canvas.bar((0, y, slip.width, y + BLACK))
    y += BLACK + 12
    style = Style("SemiBold", 34, 18)
    size = min(fit(line, style, inner, 1)[0] for line in LETTERS)
    y = canvas.lines((middle, y), LETTERS, style.weight, size) + 8
    code = qr(slip.url, 210)
    canvas.paste(code, (middle - code.width // 4, y))
    y += code.width // 2
    size, lines = fit("Giấy ra đến dòng này là đủ", Style("SemiBold", 26, 18), inner, 2)
    y = canvas.lines((middle, y), lines, "SemiBold", size) + 8
    canvas.bar((0, y, slip.width, y + 3))
    return canvas.finish(y + 12)


def _ruler(canvas: Canvas, y: int) -> int:
    """A mark each millimetre, a number each centimetre; the outermost dots are black."""
    canvas.bar((0, y, canvas.width, y + 3))
    for place in range(0, canvas.width, MILLIMETRE):
        tall = 30 if place % (10 * MILLIMETRE) == 0 else 20 if place % (5 * MILLIMETRE) == 0 else 12
        canvas.bar((place, y, place + 2, y + tall))
    canvas.bar((canvas.width - 2, y, canvas.width, y + 30))
    for mark in range(10 * MILLIMETRE, canvas.width - 3 * MILLIMETRE, 10 * MILLIMETRE):
        canvas.text((mark, y + 30), str(mark // MILLIMETRE), "SemiBold", 20)
    return y + 66
