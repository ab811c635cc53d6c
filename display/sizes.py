"""Whether the hall is too deep for the usual picture of a screen."""

from __future__ import annotations

from math import hypot

# A capital must be seen under 0.7°; in the burst it is 130 of the picture's 1080 lines high.
ANGLE = 98 / 8000
BURST_CAPITAL = 130 / 1080
MM_PER_INCH = 25.4


def reach_m(screen_inches: float) -> float:
    """From how far the numbers of six cards can be read on a 16:9 screen, in metres."""
    height_mm = screen_inches * MM_PER_INCH * 9 / hypot(16, 9)
    return height_mm * BURST_CAPITAL / ANGLE / 1000


def is_far(screen_inches: float, viewing_distance_m: float) -> bool:
    """True: fewer cards with bigger numbers, and lists at double size that take turns.

    Five per cent are let pass, so that 65 inches seen from 8 m is the usual picture.
    """
    return reach_m(screen_inches) * 1.05 < viewing_distance_m
