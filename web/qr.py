"""QR codes as this office draws them: level M, never a Micro QR, which phones do not read."""

from __future__ import annotations

import io

import segno

QUIET = 4
"""Light modules around a code."""


def code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)


def svg(text: str) -> bytes:
    drawn = io.BytesIO()
    code(text).save(drawn, kind="svg", border=QUIET, omitsize=True, dark="#14202f", light="#ffffff")
    return drawn.getvalue()
