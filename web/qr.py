"""QR codes as this office draws them: level M, never a Micro QR, which phones do not read."""

from __future__ import annotations

import io
import re

import segno

QUIET = 4
"""Light modules around a code."""
MASK = 2
"""The one that suits most of our addresses. Trying all eight takes five times as long as drawing,
and a random token leaves no pattern that could mislead a reader (ISO/IEC 18004, 7.8)."""
DARK = re.compile(rb"\x01+")


def code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, mask=MASK)


def path(drawn: segno.QRCode) -> str:
    """An SVG path of the dark modules, one run after the other, with the quiet zone around."""
    return "".join(
        f"M{QUIET + run.start()} {QUIET + y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(drawn.matrix)
        for run in DARK.finditer(row)
    )


def svg(text: str) -> bytes:
    drawn = io.BytesIO()
    code(text).save(drawn, kind="svg", border=QUIET, omitsize=True, dark="#14202f", light="#ffffff")
    return drawn.getvalue()
