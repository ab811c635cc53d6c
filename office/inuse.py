"""What people in the hall depend on that another description of the ward does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from office.store import Tx
from office.ward import Ward
from office.wardmap import WardMap

NOT_FINAL = "state NOT IN ('done', 'cancelled', 'expired')"
Kind = Literal["service", "letter", "counter", "priority", "reason", "roll"]
State = Literal["booked", "waiting", "called", "serving", "held", "missed", "sent", "planned"]


@dataclass(frozen=True)
class Use:
    """One thing in use. `id`: a service, counter, priority or reason; `letter` of a series.

    `people` counts tickets by their state; "sent" are waiting for this counter alone, "planned" go
    on to this service after another. `label`: who is at the counter; `state` of the counter
    itself, "" when it is closed.
    """

    kind: Kind
    id: str
    people: tuple[tuple[State, int], ...] = ()
    letter: str = ""
    label: str = ""
    state: str = ""


def beyond(tx: Tx, day: str, new: Ward, old: Ward | None = None) -> list[Use]:
    """What is in use on that day, or booked for later, and has no place in `new`.

    `old` is the ward as it was until now: a letter that a service gives up is known only by it.
    """
    known = WardMap(new)
    found = [*_services(tx, day, known, old), *_rolls(tx, day, known)]
    return [*found, *_counters(tx, day, known), *_priorities(tx, day, new), *_reasons(tx, day, new)]


def _services(tx: Tx, day: str, known: WardMap, old: Ward | None) -> Iterator[Use]:
    before = {each.id: each.letter for each in old.services} if old else {}
    gone: dict[str, dict[State, int]] = {}
    renamed: dict[tuple[str, str], dict[State, int]] = {}
    for row in tx.all(
        "SELECT service, letter, state, count(*) AS people, min(id) AS first FROM tickets"
        f" WHERE {NOT_FINAL} AND day >= ? GROUP BY service, letter, state"
        " UNION ALL SELECT planned, NULL, 'planned', count(*), min(id) FROM tickets"
        f" WHERE {NOT_FINAL} AND day >= ? AND planned IS NOT NULL GROUP BY planned"
        " ORDER BY first",
        (day, day),
    ):
        service, letter = row["service"], row["letter"]
        if service not in known.services:
            states = gone.setdefault(service, {})
            states[row["state"]] = states.get(row["state"], 0) + row["people"]
        elif letter and _gives_up(service, letter, known, before):
            renamed.setdefault((service, letter), {})[row["state"]] = row["people"]
    for service, states in gone.items():
        yield Use("service", service, tuple(states.items()))
    for (service, letter), states in renamed.items():
        yield Use("letter", service, tuple(states.items()), letter)


def _gives_up(service: str, letter: str, known: WardMap, before: dict[str, str]) -> bool:
    """A transferred ticket keeps the letter of where it came from, which must keep it too."""
    if letter not in known.letters:
        return True
    return before.get(service) == letter != known.services[service].letter


def _rolls(tx: Tx, day: str, known: WardMap) -> Iterator[Use]:
    for row in tx.all(
        "SELECT DISTINCT letter FROM rolls WHERE day = ? AND closed_at IS NULL AND next <= last",
        (day,),
    ):
        if row["letter"] not in known.letters:
            yield Use("roll", "", letter=row["letter"])


def _counters(tx: Tx, day: str, known: WardMap) -> Iterator[Use]:
    desks = {row["counter"]: row["state"] for row in tx.all("SELECT counter, state FROM desks")}
    people: dict[int, dict[State, int]] = {}
    labels: dict[int, str] = {}
    for row in tx.all(
        "SELECT turns.counter, tickets.state, letter, number FROM turns JOIN tickets"
        " ON tickets.id = turns.ticket WHERE turns.ended_at IS NULL"
    ):
        people.setdefault(row["counter"], {})[row["state"]] = 1
        labels[row["counter"]] = f"{row['letter']}{row['number']:03d}"
    for row in tx.all(
        f"SELECT 'sent' AS state, counter, count(*) AS people FROM tickets WHERE {NOT_FINAL}"
        " AND state = 'waiting' AND counter IS NOT NULL AND day = ? GROUP BY counter"
        " UNION ALL SELECT 'held', turns.counter, count(*) FROM tickets JOIN turns"
        " ON turns.id = (SELECT max(id) FROM turns WHERE ticket = tickets.id"
        " AND outcome IS NOT 'undone')"
        f" WHERE tickets.{NOT_FINAL} AND tickets.state = 'held' AND tickets.day = ?"
        " GROUP BY turns.counter",
        (day, day),
    ):
        people.setdefault(row["counter"], {})[row["state"]] = row["people"]
    for counter in sorted({*people, *(one for one, state in desks.items() if state != "closed")}):
        if counter not in known.counters:
            states = tuple(people.get(counter, {}).items())
            state = desks.get(counter, "closed")
            yield Use(
                "counter",
                str(counter),
                states,
                label=labels.get(counter, ""),
                state="" if state == "closed" else state,
            )


def _priorities(tx: Tx, day: str, new: Ward) -> Iterator[Use]:
    known = {each.id for each in new.priorities if not each.retired}
    found: dict[str, dict[State, int]] = {}
    for row in tx.all(
        f"SELECT priority, state, count(*) AS people FROM tickets WHERE {NOT_FINAL} AND day >= ?"
        " AND priority IS NOT NULL GROUP BY priority, state ORDER BY min(id)",
        (day,),
    ):
        if row["priority"] not in known:
            found.setdefault(row["priority"], {})[row["state"]] = row["people"]
    for priority, states in found.items():
        yield Use("priority", priority, tuple(states.items()))


def _reasons(tx: Tx, day: str, new: Ward) -> Iterator[Use]:
    known = {each.id for each in new.reasons}
    for row in tx.all(
        "SELECT reason FROM desks WHERE state = 'paused' AND reason IS NOT NULL"
        " UNION SELECT turns.reason FROM tickets JOIN turns"
        " ON turns.id = (SELECT max(id) FROM turns WHERE ticket = tickets.id"
        " AND outcome IS NOT 'undone')"
        f" WHERE tickets.{NOT_FINAL} AND tickets.state = 'held' AND tickets.day = ?"
        " AND turns.reason IS NOT NULL ORDER BY 1",
        (day,),
    ):
        if row["reason"] not in known:
            yield Use("reason", row["reason"])
