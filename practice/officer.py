"""The simulated officer of one counter: looks at the hall and presses one key at a time."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from office import By, Refused
from practice.hall import SECOND, Hall, reason_for
from practice.people import later
from practice.sittings import Sitting

SHORTEST = 1 * SECOND
PATIENCE = 25 * SECOND
"""Before an officer calls again."""
WALK = 15 * SECOND
"""After the call the counter greets even somebody of whom this program knows nothing."""


class Officer:
    """`step` does what is due and says when to look again; None: once something happens.

    `is_away` is whether somebody else sits at this counter now: then nothing is pressed.
    """

    def __init__(
        self, hall: Hall, counter: int, random: Random, is_away: Callable[[], bool]
    ) -> None:
        self._hall, self.counter, self._random, self.is_away = hall, counter, random, is_away
        self._office = hall.office
        self._by = By(surface="practice", device=f"counter-{counter}", staff=True)
        self._sittings: list[Sitting] = []
        self.due: int | None = None
        self._breaks: list[int] = []
        self._pauses = reason_for(self._office.ward, "pause")
        self._holds = reason_for(self._office.ward, "hold")

    def plan(self, sittings: list[Sitting]) -> None:
        """The day's sittings; a short break somewhere in the middle of each."""
        self._sittings, now = sittings, self._office.now()
        breaks = [
            round(start + (end - start) * self._random.uniform(0.35, 0.75))
            for start, end in sittings
        ]
        self._breaks = [moment for moment in breaks if moment > now]

    def step(self) -> int | None:
        desk, now = self._hall.desks[self.counter], self._office.now()
        if self.is_away():
            return now + 20 * SECOND
        try:
            if desk.stage == "called":
                return self._await(now)
            if desk.stage == "serving":
                return self._serve(now)
            if desk.state == "open":
                return self._call(now)
            return self._open(now)
        except Refused as refused:
            # A rule of time says when; anything else was changed by somebody in this moment.
            at = refused.facts.get("at")
            return max(now + SHORTEST, int(at)) if at else now + 5 * SECOND

    def looks_at(self) -> list[int]:
        """When this officer looks by itself: a sitting begins, within a minute, or is over."""
        starts = [
            start + round(self._random.uniform(0, 50) * SECOND) for start, _ in self._sittings
        ]
        return starts + [end for _, end in self._sittings]

    def _open(self, now: int) -> int | None:
        until = self._hall.desks[self.counter].until
        if now < until:
            return until
        if any(start <= now < end for start, end in self._sittings):
            self._office.desk(self.counter, "open", by=self._by)
            return now + SHORTEST
        return None

    def _await(self, now: int) -> int | None:
        """Somebody was called: they come, or are called again, or are absent."""
        desk = self._hall.desks[self.counter]
        person = self._hall.people.get(desk.ticket)
        rules = self._office.ward.rules
        comes = desk.called_at + WALK if person is None else person.here_since
        if comes is not None and comes <= now:
            self._office.start(self.counter, by=self._by)
            return self._hall.ends_at(self.counter)
        again = desk.last_call_at + max(rules.recall_gap * SECOND, PATIENCE)
        if now < again:
            return again if comes is None else min(again, comes)
        if desk.calls < max(rules.min_calls, rules.offer_absent_calls):
            self._office.recall(self.counter, by=self._by)
        elif now >= desk.called_at + rules.absent_after * SECOND:
            self._office.absent(self.counter, next=True, by=self._by)
        return now + 5 * SECOND

    def _serve(self, now: int) -> int | None:
        ends = self._hall.ends_at(self.counter)
        if now < ends:
            return ends
        desk = self._hall.desks[self.counter]
        person = self._hall.people.get(desk.ticket)
        wish = person.citizen.end if person and not person.has_had_enough else "finish"
        if wish == "hold" and self._holds:
            self._office.hold(self.counter, reason=self._holds, by=self._by)
        elif wish == "transfer" and (to := self._elsewhere(desk.service)):
            self._office.transfer(
                desk.ticket, service=to, at_counter=self.counter, place="kept", by=self._by
            )
        elif self._wants_break(now) or self._hall.back_at(self.counter) is not None:
            self._office.finish(self.counter, by=self._by)
        else:
            # One press: finish this one and call the next.
            self._office.call_next(self.counter, by=self._by)
        return now + SHORTEST

    def _call(self, now: int) -> int | None:
        if (ticket := self._hall.back_at(self.counter)) is not None:
            self._office.resume(self.counter, ticket, by=self._by)
            return now + SHORTEST
        if self._wants_break(now):
            del self._breaks[0]
            self._pause(until := later(now, self._random.uniform(5, 10)))
            return until
        try:
            self._office.call_next(self.counter, by=self._by)
        except Refused as refused:
            if refused.code != "nobody_waiting":
                raise
            return self._rest(now)
        return now + SHORTEST

    def _rest(self, now: int) -> int | None:
        """Nobody waits: after a sitting that is the lunch break, else a moment without work."""
        following = [start for start, _ in self._sittings if start > now]
        between = not any(start <= now < end for start, end in self._sittings)
        if between and following and self.counter not in self._hall.held.values():
            self._pause(following[0])
        return None

    def _wants_break(self, now: int) -> bool:
        return bool(self._breaks) and self._breaks[0] <= now

    def _pause(self, until: int) -> None:
        if self._pauses is not None:
            self._office.desk(self.counter, "paused", reason=self._pauses, until=until, by=self._by)

    def _elsewhere(self, service: str) -> str | None:
        """Another service that somebody serves now."""
        office, desks = self._office, self._hall.desks
        others = [
            each
            for each in office.map.services
            if each != service
            and any(desks[taker].state == "open" for taker in office.map.takers_of(each))
        ]
        return self._random.choice(others) if others else None
