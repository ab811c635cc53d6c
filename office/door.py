"""At the door: taking a number, booking a visit, checking in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from office import finds, names, numbers, place, quota
from office.change import Change
from office.clock import MINUTE
from office.errors import Refused
from office.hours import issuing, opens_next, spans
from office.store import Tx
from office.ticket import Ticket
from office.ward import Service

Also = Callable[[Tx, Ticket], None]
Fits = Callable[[Service, int], bool]
CODE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
MOST_FILES = 20
FARTHEST_DAYS = 366
FARTHEST = FARTHEST_DAYS * 24 * 60 * MINUTE


@dataclass(frozen=True)
class Wanted:
    """What a citizen asks for; `person` is a keyed hash, never an ID number.

    `consent`: the version of the words that whoever is called by name agreed to. `quantity`: of
    files, 1 to `MOST_FILES`; `planned`: the service that comes after this one.
    """

    service: str
    priority: str | None = None
    name: str | None = None
    say_name: bool = False
    language: str = "vi"
    dossier: str | None = None
    person: str | None = None
    consent: str | None = None
    quantity: int = 1
    planned: str | None = None


def issue(
    change: Change, wanted: Wanted, local: datetime, reason: str | None, also: Also | None
) -> Ticket:
    """Give a number now. Refused: `closed_now`, `quota_full`, `person_limit`, `unknown_*`."""
    service = change.service(wanted.service)
    reason = change.reason("issue", reason, needed=not _gives_now(change, local))
    _within_limits(change, service, wanted, change.day)
    if wanted.planned is not None:
        _may_be_planned(change, service, wanted)
    ticket = _insert(
        change,
        wanted,
        day=change.day,
        state="waiting",
        letter=service.letter,
        number=numbers.give(change, service.letter),
        taken_at=change.now,
        since=change.now,
        counts_from=_counts_from(change, wanted.priority, change.now, None),
        place="first",
    )
    change.write(
        "issued",
        ticket=ticket,
        priority=bool(wanted.priority),
        named=_named(wanted),
        consent=wanted.consent if _named(wanted) else None,
        quantity=wanted.quantity,
        planned=wanted.planned,
        reason=reason,
    )
    if also is not None:
        also(change.tx, ticket)
    return ticket


def book(
    change: Change,
    wanted: Wanted,
    day: str,
    slot_at: int | None,
    hours_of_slot: Fits,
    code: str | None = None,
) -> Ticket:
    """A visit to come: with `slot_at` an appointment, without it a number taken from afar.

    `code`: an unused one that somebody else gave; otherwise one is made.
    Refused: `slot_full`, `bad_value` (field "slot_at"), `wrong_day`, `quota_full`.
    """
    service = change.service(wanted.service)
    _may_be_booked(change, day)
    if slot_at is not None:
        known = service.slots is not None and change.now <= slot_at <= change.now + FARTHEST
        if service.slots is None or not known or not hours_of_slot(service, slot_at):
            raise Refused("bad_value", field="slot_at")
        taken = change.tx.value(
            "SELECT count(*) FROM tickets WHERE service = ? AND slot_at = ?"
            " AND state <> 'cancelled'",
            (service.id, slot_at),
        )
        if taken >= service.slots.places:
            raise Refused("slot_full", service=service.id, slot_at=slot_at)
    _within_limits(change, service, wanted, day)
    ticket = _insert(
        change,
        wanted,
        day=day,
        state="booked",
        code=code or "".join(secrets.choice(CODE) for _ in range(8)),
        taken_at=change.now,
        slot_at=slot_at,
        place="first" if slot_at is None else "appointment",
    )
    change.write("booked", ticket=ticket, priority=bool(wanted.priority), slot_at=slot_at)
    return ticket


def check_in(change: Change, code: str, local: datetime, also: Also | None) -> Ticket:
    """The booked citizen is here.

    Refused: `closed_now`, `unknown_code`, `wrong_day`, `wrong_state`.
    """
    _gives_now(change, local)
    booked = finds.by_code(change.tx, code)
    if booked is None:
        raise Refused("unknown_code")
    if booked.day != change.day:
        raise Refused("wrong_day", day=booked.day)
    service = change.service(booked.service)
    rules = change.rules
    in_time = place.slot_holds(rules, booked.slot_at, change.now)
    slot_at = booked.slot_at if in_time else None
    remote = booked.slot_at is None and booked.taken_at is not None
    since = place.since_remote(rules, booked.taken_at or 0, change.now) if remote else change.now
    ticket = change.move(
        booked,
        "check_in",
        "waiting",
        letter=service.letter,
        number=numbers.give(change, service.letter),
        since=since,
        counts_from=_counts_from(change, booked.priority, since, slot_at),
        due_at=None if slot_at is None else slot_at - rules.slot_due * MINUTE,
        place="first" if slot_at is None else "appointment",
    )
    change.write("checked_in", ticket=ticket, late=booked.slot_at is not None and not in_time)
    if also is not None:
        also(change.tx, ticket)
    return ticket


def _gives_now(change: Change, local: datetime) -> bool:
    """Whether numbers are given now; outside the hours only staff may. Refused: `closed_now`."""
    gives = issuing(change.map.ward, local)
    if not gives and not change.by.staff:
        raise Refused("closed_now", opens_at=opens_next(change.map.ward, local))
    return gives


def _may_be_booked(change: Change, day: str) -> None:
    """Refused: `bad_value` (field "day") for no date, `wrong_day` for one without opening hours."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Refused("bad_value", field="day") from None
    if on.isoformat() != day:
        raise Refused("bad_value", field="day")
    ahead = on - date.fromisoformat(change.day)
    known = timedelta(0) <= ahead <= timedelta(days=FARTHEST_DAYS)
    if not known or not spans(change.map.ward, on):
        raise Refused("wrong_day", day=day)


def _may_be_planned(change: Change, service: Service, wanted: Wanted) -> None:
    """Refused: `bad_value` (field "planned") for the same service, `quota_full`."""
    planned = change.service(wanted.planned or "")
    if planned == service:
        raise Refused("bad_value", field="planned")
    _within_limits(change, planned, replace(wanted, quantity=1), change.day)


def _within_limits(change: Change, service: Service, wanted: Wanted, day: str) -> None:
    person, left = wanted.person, quota.left(change.tx, service, day)
    if left is not None and left < wanted.quantity:
        raise Refused("quota_full", service=service.id, quota=service.quota, left=max(0, left))
    if change.rules.per_person is not None and person is not None:
        taken = change.tx.value(
            "SELECT count(*) FROM tickets WHERE person = ? AND service = ? AND day = ?"
            " AND state <> 'cancelled'",
            (person, service.id, day),
        )
        if taken >= change.rules.per_person:
            raise Refused("person_limit", service=service.id, limit=change.rules.per_person)


def _counts_from(change: Change, priority: str | None, since: int, slot_at: int | None) -> int:
    return place.counts_from(change.rules, since, priority=priority is not None, slot_at=slot_at)


def _named(wanted: Wanted) -> bool:
    return wanted.name is not None and wanted.say_name


def _seen(change: Change, columns: Mapping[str, Any]) -> bool:
    """Staff have the citizen before them; a list that they book from is the citizen's own word."""
    return change.by.staff and columns["state"] != "booked"


def _insert(change: Change, wanted: Wanted, **columns: Any) -> Ticket:
    if wanted.language not in change.map.ward.languages:
        raise Refused("bad_value", field="language")
    if not 1 <= wanted.quantity <= MOST_FILES:
        raise Refused("bad_value", field="quantity")
    change.map.priority(wanted.priority)
    columns |= {
        "service": wanted.service,
        "priority": wanted.priority,
        "priority_confirmed": int(wanted.priority is not None and _seen(change, columns)),
        "language": wanted.language,
        "dossier": wanted.dossier,
        "person": wanted.person,
        "quantity": wanted.quantity,
        "planned": wanted.planned,
        "token": secrets.token_urlsafe(12),
        "state_at": change.now,
    }
    marks = ", ".join("?" * len(columns))
    row = change.tx.one(
        f"INSERT INTO tickets ({', '.join(columns)}) VALUES ({marks}) RETURNING *",
        tuple(columns.values()),
    )
    assert row is not None
    ticket = Ticket.of(row)
    if wanted.name is not None:
        name = names.clean(wanted.name, change.map.ward.not_aloud)
        names.keep(change.tx, ticket.id, name, wanted.say_name)
    return ticket
