"""What is known of a video that can be shown."""

from __future__ import annotations

from dataclasses import dataclass

from display.media.unfit import Unfit

MINUTES = 10
WIDEST, HIGHEST = 3840, 2160


@dataclass(frozen=True)
class Film:
    """Dots as shown; `length` in ms."""

    width: int
    height: int
    length: int


def judged(film: Film) -> Film:
    """The film, if it is neither too large, too long nor nothing. Raises Unfit.

    One that stands upright may be as large, turned.
    """
    wide, high = max(film.width, film.height), min(film.width, film.height)
    if high < 1 or film.length < 1:
        raise Unfit("broken_video")
    if wide > WIDEST or high > HIGHEST:
        raise Unfit("wide", width=film.width, height=film.height)
    if film.length > MINUTES * 60_000:
        raise Unfit("long", minutes=-(-film.length // 60_000), most=MINUTES)
    return film
