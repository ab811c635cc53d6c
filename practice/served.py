"""A practice hall behind real pages: its clock runs, and who has a console open is the officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import gevent

from office.clock import MINUTE
from practice.clock import ScaledClock
from practice.days import Practice
from practice.scene import scene
from practice.sittings import sittings_of, working_days

if TYPE_CHECKING:
    from config import Config
    from web.parts import Parts

EARLY = MINUTE
"""A day begins this long before its opening."""
LONGEST, SHORTEST = 0.5, 0.01
"""Seconds between two looks at the hall."""


@dataclass
class Wish:
    """What was asked for. `days` are still to come; None: until the program is stopped."""

    citizens: int
    seed: int
    speed: float
    days: int | None = None


def clock_for(config: Config, speed: float) -> ScaledClock:
    """Stands at the beginning of this calendar day."""
    zone = ZoneInfo(config.office.time_zone)
    midnight = datetime.combine(datetime.now(zone), time(), zone)
    return ScaledClock(round(midnight.timestamp() * 1000), speed)


class Room:
    """Lives through the days, and tells the pages of officers in training what they would see."""

    def __init__(self, parts: Parts, wish: Wish, clock: ScaledClock) -> None:
        self._parts, self._wish, self._clock = parts, wish, clock
        self._practice = Practice(parts.office, wish.citizens, wish.seed, self._is_taken)
        parts.live.room("practice-", self._snapshot)

    def work(self) -> None:
        """One working day after the other; then the hall stays as it is."""
        office = self._parts.office
        for day in islice(self._days(), self._wish.days):
            opening = sittings_of(self._parts.ward, day)[0][0]
            self._clock.set(max(opening - EARLY, office.now()))
            office.tick()
            self._practice.begin(day)
            self._live()
            self._practice.end()
            if self._wish.days is not None:
                self._wish.days -= 1
            address = f"{self._parts.address}/practice/{day}"
            print(f"Hết ngày {day:%d/%m/%Y}. · That day is over: {address}", flush=True)

    def _live(self) -> None:
        practice, office = self._practice, self._parts.office
        while not practice.is_over():
            practice.do()
            self._parts.live.touch_all("practice-")
            coming = practice.next()
            ahead = 0 if coming is None else (coming - office.now()) / 1000 / self._wish.speed
            gevent.sleep(min(LONGEST, max(SHORTEST, ahead)))

    def _days(self) -> Iterator[date]:
        """From the day that is open, else from the one after the last that was closed."""
        office = self._parts.office
        first = office.time.local(office.now()).date()
        if not office.is_open(first.isoformat()):
            first += timedelta(days=1)
        return working_days(self._parts.ward, first)

    def _is_taken(self, counter: int) -> bool:
        tongues = ("", *(f"{each}-" for each in self._parts.catalogs.languages))
        return any(self._parts.live.watchers(f"desk-{each}{counter}") for each in tongues)

    def _snapshot(self, rest: str) -> dict[str, Any] | None:
        counter = int(rest) if rest.isascii() and rest.isdigit() else 0
        if counter not in self._practice.hall.desks:
            return None
        return scene(self._practice.hall, counter)
