"""How large a hall's numbers must be: capitals under 0.7°, from the screen's size and the hall's.

The picture is 120 × 67.5 rem, or 67.5 × 120 on a screen that stands upright.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config import Display

# Domain: 98 mm at 8 m; the other lines at half of the distance.
ANGLE = 98 / 8000
CAPITAL = 0.74
"""Of the font's size."""
DIAGONAL = hypot(120, 67.5)
MM_PER_INCH = 25.4
TOLERANCE = 1.05
"""So that 65 inches seen from 8 m have room for six calls at once."""
LARGEST = {
    "calls": 14.4,
    "notices": 14.4,
    "media": 12.0,
    "zones": 13.5,
    "totem": 13.5,
    "counter": 26.0,
}
"""rem of font in which each layout shows a number of four signs, its counter of two beside it."""


@dataclass(frozen=True)
class Sizes:
    """rem of font: of the number being called and its counter, and of the numbers in lists."""

    call: float
    line: float


def wanted(display: Display) -> Sizes:
    rem_per_mm = DIAGONAL / (display.screen_inches * MM_PER_INCH)
    call = ANGLE * display.viewing_distance_m * 1000 * rem_per_mm / CAPITAL
    return Sizes(round(call, 2), round(call / 2, 2))


def layout_of(display: Display) -> str:
    return "zones" if len(display.zones) > 1 and display.layout == "calls" else display.layout


def reach_m(display: Display) -> float:
    """From how far the number being called can be read in this display's layout."""
    return display.viewing_distance_m * LARGEST[layout_of(display)] / wanted(display).call


def inches_for(display: Display) -> float:
    """The screen on which this layout is read from the last row."""
    return display.screen_inches * display.viewing_distance_m / (reach_m(display) * TOLERANCE)


def is_too_small(display: Display) -> bool:
    return reach_m(display) * TOLERANCE < display.viewing_distance_m
