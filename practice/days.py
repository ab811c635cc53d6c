"""Days of a practice hall, each from its opening to its closing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from random import Random

from office import By, Office, Refused
from practice.agenda import Agenda
from practice.hall import SECOND, Hall
from practice.load import plan
from practice.officer import Officer
from practice.sittings import sittings_at, sittings_of

BY = By(surface="practice", staff=True)


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
        self._day, self._closing = "", 0

    def begin(self, day: date) -> None:
        """Everybody of that day makes their plans; the day is open.

        Of a day that has begun already, those come who would come from now on.
        """
        self._day = day.isoformat()
        self._agenda.clear()
        self._random.seed(f"{self._seed} {day}")
        self.hall.begin(self._day, f"{self._seed} {day} hall")
        ward, now = self.office.ward, self.office.now()
        self._closing = sittings_of(ward, day)[-1][1]
        for counter, officer in self.officers.items():
            officer.due = None
            officer.plan(sittings_at(ward, self.office.map.counters[counter], day))
            for moment in officer.looks_at():
                self._agenda.at(moment, partial(self._look, officer))
        for citizen in plan(ward, day, self._citizens, self._random):
            if citizen.at >= now:
                self.hall.expect(citizen)

    def next(self) -> int | None:
        return self._agenda.next()

    def do(self) -> None:
        """What is due by the office's time."""
        self._agenda.do(self.office.now())

    def is_over(self) -> bool:
        """The last sitting is over and everybody has been served or has gone, or it was closed."""
        if self._agenda.next() is None or not self.office.is_open(self._day):
            return True
        return self.office.now() >= self._closing and self.office.is_empty()

    def end(self) -> None:
        """The counters close, then the day; one that is closed already stays as it is."""
        self._agenda.clear()
        if not self.office.is_open(self._day):
            return
        for counter, desk in self.hall.desks.items():
            if desk.state != "closed":
                with suppress(Refused):
                    self.office.desk(counter, "closed", by=BY)
        with suppress(Refused):
            self.office.close_day(by=BY)

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
