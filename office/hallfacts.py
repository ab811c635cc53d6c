"""The hall's snapshot: counters, lines, recent calls. Nothing in it is personal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Row
from typing import Any

from office import quota, wait
from office.hours import issuing, opens_next
from office.store import Tx
from office.ticket import Ticket
from office.wardmap import WardMap

# Enough for every counter of a large office calling at the same moment.
CALLS = 40


def of(
    tx: Tx, map: WardMap, day: str, now: int, local: datetime, day_is_open: bool
) -> dict[str, Any]:
    opened = day_is_open and issuing(map.ward, local)
    # A day that was closed early opens no more that day.
    until = local if day_is_open else local.replace(hour=23, minute=59, second=59)
    return {
        "day": day,
        "open": opened,
        "opens_at": None if opened else opens_next(map.ward, until),
        "desks": [_desk(tx, map, counter) for counter in map.counters],
        "services": [_service(tx, map, service, day, now) for service in map.services],
        "calls": _calls(tx, map, day),
        "missed": _missed(tx, day),
    }


def _desk(tx: Tx, map: WardMap, counter: int) -> dict[str, Any]:
    row = tx.one("SELECT * FROM desks WHERE counter = ?", (counter,))
    turn = tx.one(
        "SELECT tickets.id, tickets.state, letter, number FROM turns"
        " JOIN tickets ON tickets.id = turns.ticket"
        " WHERE turns.counter = ? AND turns.ended_at IS NULL",
        (counter,),
    )
    opens = map.counters[counter].opens
    return {
        "counter": counter,
        "state": row["state"] if row else "closed",
        "reason": row["reason"] if row else None,
        "until": row["until"] if row else None,
        "opens": None if opens is None else opens.strftime("%H:%M"),
        "turn": None
        if turn is None
        else {
            "state": turn["state"],
            "label": f"{turn['letter']}{turn['number']:03d}",
            "ticket": turn["id"],
        },
    }


def _service(tx: Tx, map: WardMap, service: str, day: str, now: int) -> dict[str, Any]:
    described = map.services[service]
    waiting = tx.value(
        "SELECT count(*) FROM tickets WHERE state = 'waiting' AND day = ? AND service = ?",
        (day, service),
    )
    newcomer = _newcomer(service, day, now)
    _, minutes = wait.expected(tx, map, newcomer, now)
    left = quota.left(tx, described, day)
    opens = [map.counters[each].opens for each in map.counters_of(service)]
    known = [each for each in opens if each is not None]
    return {
        "id": service,
        "letter": described.letter,
        "waiting": waiting,
        "wait_minutes": None if minutes is None else list(minutes),
        "open": minutes is not None,
        "opens": min(known).strftime("%H:%M") if known else None,
        "full": left is not None and left <= 0,
    }


def _calls(tx: Tx, map: WardMap, day: str) -> list[dict[str, Any]]:
    """The newest calls of the day that were not undone, and those of each zone: a busy one leaves
    a quiet one its own. A recall moves one up.
    """
    rows = _newest(tx, day)
    zones: dict[str, list[int]] = {}
    for counter in map.ward.counters:
        zones.setdefault(counter.zone, []).append(counter.id)
    if len(rows) == CALLS and len(zones) > 1:
        rows += [row for counters in zones.values() for row in _newest(tx, day, counters)]
    by_turn = {row["id"]: row for row in rows}
    newest = sorted(by_turn.values(), key=lambda row: (row["last_call_at"], row["id"]))
    return [
        {
            "seq": row["call_seq"],
            "at": row["last_call_at"],
            "first_at": row["called_at"],
            "turn": row["id"],
            "ticket": row["ticket"],
            "label": f"{row['letter']}{row['number']:03d}",
            "counter": row["counter"],
            "calls": row["calls"],
            "language": row["language"],
            "state": row["state"],
            "open": row["ended_at"] is None,
            "named": bool(row["named"]),
        }
        for row in reversed(newest)
    ]


def _newest(tx: Tx, day: str, counters: Sequence[int] = ()) -> list[Row]:
    """Of these counters, or of all."""
    there = f" AND turns.counter IN ({', '.join('?' * len(counters))})" if counters else ""
    return tx.all(
        "SELECT turns.*, letter, number, state, language,"
        " EXISTS (SELECT 1 FROM names WHERE names.ticket = turns.ticket AND say = 1) AS named"
        " FROM turns JOIN tickets ON tickets.id = turns.ticket"
        f" WHERE turns.day = ? AND calls > 0 AND outcome IS NOT 'undone'{there}"
        " ORDER BY last_call_at DESC, turns.id DESC LIMIT ?",
        (day, *counters, CALLS),
    )


def _missed(tx: Tx, day: str) -> list[str]:
    """The labels of those who were called and did not come, the newest first."""
    rows = tx.all(
        "SELECT letter, number FROM tickets WHERE state = 'missed' AND day = ?"
        " ORDER BY state_at DESC, id DESC",
        (day,),
    )
    return [f"{row['letter']}{row['number']:03d}" for row in rows]


def _newcomer(service: str, day: str, now: int) -> Ticket:
    """Somebody who took a number at this moment would stand here."""
    return Ticket(
        id=2**62,
        day=day,
        letter=None,
        number=None,
        service=service,
        state="waiting",
        priority=None,
        language="vi",
        dossier=None,
        person=None,
        token="",
        code=None,
        counter=None,
        taken_at=now,
        since=now,
        counts_from=now,
        slot_at=None,
        due_at=None,
        place="first",
        returns=0,
        roll=None,
        state_at=now,
        moves=0,
        priority_confirmed=0,
        quantity=1,
        planned=None,
        served=None,
    )
