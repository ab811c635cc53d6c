"""The people in a practice hall: they take numbers, come when they are called, or do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from office import By, Event, Office, Refused
from office.ward import Ward
from practice.agenda import Agenda
from practice.people import Citizen, later
from practice.records import Records

SECOND = 1000
KIOSK = By(surface="practice", device="kiosk")
GUIDE = By(surface="practice", device="guide", staff=True)
IN_LINE = frozenset({"issued", "checked_in", "returned", "transferred", "undone", "roll_opened"})
ENDS = frozenset({"finished", "absent", "held", "transferred", "undone", "cancelled", "expired"})
COPYING = (4, 12)
"""Minutes until one whose file is on hold is back with what was missing."""
UNKNOWN_TAKES = 3
"""Minutes at the counter of somebody whom this program did not invent."""
Stir = Callable[[Iterable[int]], None]
"""Told the counters at which there may be something to do."""
HANDS_BACK = 0.5
"""How many of those who lose patience say so; the others are missed when they are called."""


@dataclass
class Desk:
    """A counter as anybody in the hall sees it. `stage`: "" free, "called", "serving"."""

    state: str = "closed"
    stage: str = ""
    ticket: int = 0
    service: str = ""
    called_at: int = 0
    last_call_at: int = 0
    calls: int = 0
    since: int = 0
    until: int = 0


@dataclass
class Person:
    """A citizen with a number. `here_since`: at the counter, ms UTC; `gone`: not in the hall."""

    citizen: Citizen
    waiting: bool = True
    here_since: int | None = None
    gone: bool = False
    absent_once: bool = False
    held_once: bool = False
    moved_once: bool = False

    @property
    def has_had_enough(self) -> bool:
        """Nobody is put on hold or sent elsewhere twice."""
        return self.held_once or self.moved_once


class Hall:
    """Sees every event of the office, whoever made it happen, and lets the people act."""

    def __init__(self, office: Office, agenda: Agenda, stir: Stir) -> None:
        self.office, self.agenda, self._stir = office, agenda, stir
        self.random = Random()
        self.desks = {counter: self._as_it_is(counter) for counter in office.map.counters}
        self.held = self._held()
        self.people: dict[int, Person] = {}
        self._booked: dict[tuple[str, int], list[str]] = {}
        self._leaves = reason_for(office.ward, "cancel")
        office.listen(self._hear_all)

    def begin(self, day: str, seed: str) -> None:
        """Nobody is known yet; who has booked for that day keeps the booking."""
        self.people.clear()
        self.random.seed(seed)
        self._booked = Records(self.office.store).booked(day)

    def expect(self, citizen: Citizen) -> None:
        """Somebody will come; an appointment is booked now."""
        code = None
        if citizen.slot_at is not None:
            kept = self._booked.get((citizen.service, citizen.slot_at))
            with suppress(Refused):
                code = kept.pop() if kept else self._book(citizen)
        self.agenda.at(citizen.at, lambda: self._arrive(citizen, code))

    def back_at(self, counter: int) -> int | None:
        """Whose file this counter holds and who is here again."""
        for ticket, holder in self.held.items():
            person = self.people.get(ticket)
            if holder == counter and (person is None or person.here_since is not None):
                return ticket
        return None

    def ends_at(self, counter: int) -> int:
        """When the person at this counter has no further business there, ms UTC."""
        desk = self.desks[counter]
        person = self.people.get(desk.ticket)
        return later(desk.since, person.citizen.takes if person else UNKNOWN_TAKES)

    def _book(self, citizen: Citizen) -> str | None:
        office = self.office
        assert citizen.slot_at is not None
        day = office.time.day(citizen.slot_at)
        wanted = {"priority": citizen.priority, "name": citizen.name}
        ticket = office.book(
            citizen.service,
            by=GUIDE,
            day=day,
            slot_at=citizen.slot_at,
            say_name=citizen.name is not None,
            language=citizen.language,
            **wanted,
        ).ticket
        return ticket.code if ticket else None

    def _arrive(self, citizen: Citizen, code: str | None) -> None:
        with suppress(Refused):
            if code is None:
                outcome = self.office.issue(
                    citizen.service,
                    by=KIOSK,
                    priority=citizen.priority,
                    name=citizen.name,
                    say_name=citizen.name is not None,
                    language=citizen.language,
                )
            else:
                outcome = self.office.check_in(code, by=KIOSK)
            assert outcome.ticket is not None
            ticket = outcome.ticket.id
            self.people[ticket] = Person(citizen)
            if outcome.ticket.due_at is not None:
                takers = self.office.map.takers_of(citizen.service)
                self.agenda.at(outcome.ticket.due_at, lambda: self._stir(takers))
            self.agenda.at(later(citizen.at, citizen.patience), lambda: self._tire(ticket))

    def _tire(self, ticket: int) -> None:
        person = self.people.get(ticket)
        if person is None or not person.waiting:
            return
        person.gone = True
        if self._leaves is not None and self.random.random() < HANDS_BACK:
            with suppress(Refused):
                self.office.cancel(ticket, by=GUIDE, reason=self._leaves)

    def _hear_all(self, events: list[Event]) -> None:
        for event in events:
            self._hear(event)

    def _hear(self, event: Event) -> None:
        desk, ticket = self.desks.get(event.counter or 0), event.ticket or 0
        if desk is not None:
            _note(desk, event)
        if event.kind == "held" or event.data.get("to") == "held":
            self.held[ticket] = event.counter or 0
        elif event.kind != "reclassified":
            self.held.pop(ticket, None)
        if (person := self.people.get(ticket)) is not None:
            self._react(person, ticket, event)
        if event.kind in IN_LINE:
            self._stir(self._takers(event))

    def _takers(self, event: Event) -> list[int]:
        roll = event.kind == "roll_opened"
        service = (
            self.office.map.letters[event.data["letter"]].id if roll else event.data["service"]
        )
        sent = event.data.get("to_counter")
        return [*self.office.map.takers_of(service), *([sent] if sent else [])]

    def _react(self, person: Person, ticket: int, event: Event) -> None:
        kind, citizen = event.kind, person.citizen
        if kind in ("called", "recalled"):
            person.waiting = False
            hears = 1 if person.absent_once or person.held_once else citizen.hears
            if not person.gone and person.here_since is None and 0 < hears <= event.data["calls"]:
                at = event.at + round(citizen.walk * SECOND)
                self.agenda.at(at, lambda: self._come(person, ticket, event.counter or 0))
        elif kind in ("returned", "transferred"):
            person.waiting, person.here_since = True, None
            person.moved_once = person.moved_once or kind == "transferred"
        elif kind == "undone":
            person.waiting, person.here_since = event.data["to"] == "waiting", None
        elif kind == "absent":
            person.absent_once = True
            if citizen.back_after is not None and not person.gone:
                self.agenda.at(later(event.at, citizen.back_after), lambda: self._return(ticket))
        elif kind == "held":
            person.held_once, person.here_since = True, None
            back = later(event.at, self.random.uniform(*COPYING))
            self.agenda.at(back, lambda: self._bring(person, ticket))
        elif kind in ENDS:
            person.waiting = False

    def _come(self, person: Person, ticket: int, counter: int) -> None:
        if self.desks[counter].ticket == ticket:
            person.here_since = self.office.now()
            self._stir([counter])

    def _return(self, ticket: int) -> None:
        with suppress(Refused):
            self.office.return_(ticket, by=GUIDE)

    def _bring(self, person: Person, ticket: int) -> None:
        if (counter := self.held.get(ticket)) is not None:
            person.here_since = self.office.now()
            self._stir([counter])

    def _as_it_is(self, counter: int) -> Desk:
        """From the office's file, for a hall that was open before this program."""
        facts = self.office.desk_facts(counter)
        desk = Desk(state=facts["state"], until=facts["until"] or 0)
        if (turn := facts["turn"]) is not None:
            desk.ticket, desk.stage = turn["ticket"]["id"], turn["state"]
            desk.service, desk.calls = turn["ticket"]["service"], turn["calls"]
            desk.called_at, desk.last_call_at = turn["called_at"], turn["last_call_at"]
            desk.since = turn["started_at"] or turn["called_at"]
        return desk

    def _held(self) -> dict[int, int]:
        """Held tickets and their counters; every counter is told of all of them."""
        facts = self.office.desk_facts(next(iter(self.desks)))["held"] if self.desks else []
        return {row["id"]: row["counter"] for row in facts}


def reason_for(ward: Ward, purpose: str) -> str | None:
    """The first reason that the office has for it."""
    return next((each.id for each in ward.reasons if purpose in each.for_), None)


def _note(desk: Desk, event: Event) -> None:
    kind, ticket = event.kind, event.ticket or 0
    if kind == "counter":
        desk.state, desk.until = event.data["state"], event.data.get("until", 0)
    elif kind == "called":
        desk.ticket, desk.stage, desk.calls = ticket, "called", 1
        desk.called_at = desk.last_call_at = desk.since = event.at
        desk.service = event.data["service"]
    elif kind == "recalled":
        desk.calls, desk.last_call_at = event.data["calls"], event.at
    elif kind in ("started", "resumed", "reopened"):
        desk.ticket, desk.stage, desk.since = ticket, "serving", event.at
        desk.service = event.data["service"]
    elif kind in ENDS and ticket == desk.ticket:
        desk.ticket, desk.stage = 0, ""
