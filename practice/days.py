"""Days of a practice hall, each from its opening to its closing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from office import By, Office, Refused
from office.hours import bounds
from office.ward import Ward
from practice.agenda import Agenda
from practice.hall import SECOND, Hall
from practice.load import plan
from practice.officer import Officer, Sitting

BY = By(surface="practice", staff=True)
LOOK_AHEAD = 400


def nobody(_counter: int) -> bool:
    return False


class Practice:
    """People and officers of one office; it acts when `do` is called, at the office's time."""

    def __init__(
        self,
        office: Office,
        citizens: int,
        seed: int,
        is_away: Callable[[int], bool] = nobody,
    ) -> None:
        """`is_away(counter)`: whether a person sits there, so that nobody is simulated."""
        self.office, self._citizens, self._seed = office, citizens, seed
        self._random = Random(seed)
        self._agenda = Agenda()
        self.hall = Hall(office, self._agenda, self._stir)
        self.officers = {
            counter: Officer(self.hall, counter, self._random, partial(is_away, counter))
            for counter in office.map.counters
        }
        self._closing = 0

    def begin(self, day: date) -> None:
        """Everybody of that day makes their plans.

        Of a day that has begun already, those come who would come from now on.
        """
        self._random.seed(f"{self._seed} {day}")
        self.hall.random.seed(f"{self._seed} {day} hall")
        sittings = sittings_of(self.office.ward, day)
        self._closing = sittings[-1][1]
        for counter, officer in self.officers.items():
            officer.due = None
            officer.plan(_own(sittings, self.office.map.counters[counter].opens, day, self.office))
            for moment in officer.looks_at():
                self._agenda.at(moment, partial(self._look, officer))
        now = self.office.now()
        for citizen in plan(self.office.ward, day, self._citizens, self._random):
            if citizen.at >= now:
                self.hall.expect(citizen)

    def next(self) -> int | None:
        return self._agenda.next()

    def do(self) -> None:
        """What is due by the office's time."""
        self._agenda.do(self.office.now())

    def is_over(self) -> bool:
        """The last sitting is over, and everybody has been served or has gone."""
        desks = self.hall.desks.values()
        return self._agenda.next() is None or (
            self.office.now() >= self._closing
            and self.hall.is_empty()
            and not any(desk.stage or desk.held for desk in desks)
        )

    def end(self) -> None:
        """The counters close, then the day."""
        self._agenda.clear()
        for counter, desk in self.hall.desks.items():
            if desk.state != "closed":
                with suppress(Refused):
                    self.office.desk(counter, "closed", by=BY)
        with suppress(Refused):
            self.office.close_day(by=BY)
        self.hall.forget()

    def _stir(self, counters: Iterable[int]) -> None:
        now = self.office.now()
        for counter in counters:
            self._look_at(self.officers[counter], now + round(self._random.uniform(1, 4) * SECOND))

    def _look_at(self, officer: Officer, moment: int) -> None:
        if officer.due is None or moment < officer.due:
            officer.due = moment
            self._agenda.at(moment, partial(self._look, officer, moment))

    def _look(self, officer: Officer, due: int | None = None) -> None:
        """`due`: only if nothing earlier has come between."""
        if due is not None and officer.due != due:
            return
        officer.due = None
        moment = officer.step()
        if moment is not None:
            self._look_at(officer, moment)


def sittings_of(ward: Ward, day: date) -> list[Sitting]:
    noon = datetime.combine(day, time(12), ZoneInfo(ward.time_zone))
    return [
        (round(start.timestamp() * 1000), round(end.timestamp() * 1000))
        for start, end in (bounds(span, noon) for span in ward.hours.on(day))
    ]


def working_days(ward: Ward, first: date) -> Iterator[date]:
    """The days with hours, from `first` on; they end after a year without any."""
    day, idle = first, 0
    while idle < LOOK_AHEAD:
        idle = 0 if ward.hours.on(day) else idle + 1
        if not idle:
            yield day
        day += timedelta(days=1)


def _own(sittings: list[Sitting], opens: time | None, day: date, office: Office) -> list[Sitting]:
    """A counter that opens later than the office has shorter sittings."""
    if opens is None:
        return sittings
    zone = ZoneInfo(office.ward.time_zone)
    own = round(datetime.combine(day, opens, zone).timestamp() * 1000)
    return [(max(start, own), end) for start, end in sittings if own < end]
