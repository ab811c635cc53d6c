"""Where the loudspeakers are, when they speak, and what they leave out when many are called."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from office.ward import Id, Part, Words
from settings.values import Sittings

Percent = Annotated[int, Field(ge=0, le=100)]
Muter = Literal["officer", "guide", "manager"]


class Zone(Part):
    """A part of the hall: what is said in it is heard in it.

    `speaker`: `display`, the display with `sound`; `server`, this computer's own; or the id of a
    kiosk on whose computer run.py agent runs. `hears`: zones whose calls are heard here too, or
    `all`.
    """

    id: Id
    name: Words
    speaker: Id = "display"
    hears: tuple[Id, ...] = ()


class Backlog(Part):
    """What calls that wait for the loudspeaker make of each other; seconds and counts of calls."""

    join_after: Annotated[int, Field(ge=5, le=60)] = 20
    join_most: Annotated[int, Field(ge=1, le=4)] = 3
    whole_up_to: Annotated[int, Field(ge=0, le=31)] = 1
    short_chime: bool = True


class Loudness(Part):
    """How loud it is within these hours."""

    hours: Sittings
    percent: Percent


class Mute(Part):
    """The key that silences a zone: who may press it, and how long it lasts."""

    by: tuple[Muter, ...] = ("officer", "guide", "manager")
    minutes: Annotated[int, Field(ge=1, le=240)] = 10


class Announcing(Part):
    """The announcements in the course of a day. `gap`: seconds between two."""

    repeat: Annotated[int, Field(ge=1, le=3)] = 1
    gap: Annotated[float, Field(ge=0, le=10)] = 0.5
    volume: Percent = 100
    by_hour: tuple[Loudness, ...] = ()
    quiet: Sittings = ()
    backlog: Backlog = Backlog()
    mute: Mute = Mute()
