"""The codes beside the calls: how a phone joins the Wi-Fi, and where it sees the hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from segno import helpers

from web import qr

if TYPE_CHECKING:
    from config import Display, WiFi

HALL = "/thong-tin/"


def codes(display: Display, wifi: WiFi | None, address: str) -> list[tuple[str, str]]:
    """(kind, SVG) of those that the display is set to show; none without a Wi-Fi: no phone would
    get here.
    """
    if wifi is None:
        return []
    drawn = {"wifi": _joins(wifi), "hall": qr.code(address + HALL)}
    return [(kind, _svg(drawn[kind])) for kind in display.codes]


def _joins(wifi: WiFi) -> segno.QRCode:
    security = "WPA" if wifi.password else None
    return helpers.make_wifi(ssid=wifi.name, password=wifi.password or None, security=security)


def _svg(code: segno.QRCode) -> str:
    svg: str = code.svg_inline(border=qr.QUIET, omitsize=True, svgclass=None, lineclass=None)
    return svg
