"""How the screens of the hall are written in config.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from office.ward import Id, Part, Words
from settings.values import Inches

Layout = Literal["calls", "notices", "media", "totem", "counter"]
HallList = Literal["counters", "waiting", "legend", "next", "missed"]
Code = Literal["wifi", "hall"]


class Display(Part):
    """A screen of the waiting hall. `zones`: whose counters it shows, all when empty; two have a
    half each. `counter`: the one above which it hangs, with the layout `counter`.
    """

    id: Id
    name: Words
    zone: Id
    screen_inches: Inches = 65
    viewing_distance_m: Annotated[float, Field(ge=1, le=40)] = 8
    names: Literal["number", "masked", "given", "full"] = "number"
    sound: bool = False
    layout: Layout = "calls"
    media_volume: Annotated[int, Field(ge=0, le=100)] = 0
    zones: Annotated[tuple[Id, ...], Field(max_length=2)] = ()
    counter: Annotated[int, Field(ge=1, le=99)] | None = None
    lists: tuple[HallList, ...] = ("counters", "waiting")
    codes: tuple[Code, ...] = ("wifi", "hall")
    officer: bool = False
