"""The posted rule told again over plain dicts: hours, who is next, who is ahead, how long.

Written from the design and importing nothing of the office: what it says and what the office
says must be the same. A hall is an `office_model.Model`; times are ms UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from math import ceil, floor
from typing import Any

SECOND = 1000
MINUTE = 60 * SECOND
ZONE = timezone(timedelta(hours=7))
SITTINGS = [(450, 690), (780, 1020)]
"""07:30–11:30 and 13:00–17:00, minutes of the day."""

LETTERS = {"copies": "A", "births": "B", "results": "R", "advice": "D"}
OWN: dict[int, list[str]] = {1: ["copies"], 2: ["copies", "births"], 3: ["results"]}
ALSO: dict[int, list[str]] = {1: ["results"], 2: [], 3: ["copies", "births", "advice"]}
QUOTA = {"births": 5}
SLOT_MINUTES = {"births": 30}

Dict = dict[str, Any]


def local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, ZONE)


def day_of(at: int) -> str:
    return local(at).date().isoformat()


def sittings(day: date) -> list[tuple[int, int]]:
    """Monday to Friday all day, on Saturday the morning, on Sunday none."""
    return {5: SITTINGS[:1], 6: []}.get(day.weekday(), SITTINGS)


def minute_of(at: int) -> int:
    return local(at).hour * 60 + local(at).minute


def gives_numbers(at: int) -> bool:
    sitting = sittings(local(at).date())
    return any(start <= minute_of(at) < end for start, end in sitting)


def is_slot(service: str, at: int) -> bool:
    step = SLOT_MINUTES.get(service)
    if step is None or at % MINUTE:
        return False
    return any(
        start <= minute_of(at)
        and minute_of(at) + step <= end
        and (minute_of(at) - start) % step == 0
        for start, end in sittings(local(at).date())
    )


def is_over(at: int) -> bool:
    """Half an hour after the last sitting of the day."""
    ends = [end for _, end in sittings(local(at).date())]
    return bool(ends) and minute_of(at) >= max(ends) + 30


def is_due(ticket: Dict, now: int) -> bool:
    return not ticket["due"] or bool(ticket["due"] <= now)


def sent_to_open(hall: Any, ticket: Dict) -> int | None:
    """The open counter that alone may call it; None: its service's line."""
    counter: int | None = ticket["counter"]
    return counter if counter is not None and hall.desks[counter] == "open" else None


def stands_at(hall: Any, ticket: Dict, counter: int) -> tuple[int, int] | None:
    """(counts from, id) of a waiting ticket in this counter's eyes; None: it calls it not."""
    alone = sent_to_open(hall, ticket)
    if alone is not None:
        return (ticket["counts_from"], ticket["id"]) if alone == counter else None
    if ticket["service"] in OWN[counter]:
        return ticket["counts_from"], ticket["id"]
    if ticket["service"] in ALSO[counter]:
        return ticket["counts_from"] + 10 * MINUTE, ticket["id"]
    return None


def waiting(hall: Any) -> list[Dict]:
    return [ticket for ticket in hall.tickets.values() if ticket["state"] == "waiting"]


def choose(hall: Any, counter: int, among: Iterable[Dict], row: int) -> Dict | None:
    """The rule itself; `row`: how many priorities this counter has just called in a row."""
    candidates = [ticket for ticket in among if stands_at(hall, ticket, counter)]
    due = [ticket for ticket in candidates if is_due(ticket, hall.now)]
    ordinary = [ticket for ticket in due if not ticket["priority"]]
    best = ordinary if row >= 2 and ordinary else due or candidates
    return min(best, key=lambda ticket: stands_at(hall, ticket, counter) or (), default=None)


def called_by_next(hall: Any, counter: int) -> list[Dict]:
    """This counter's turns by Next today, newest first; undone ones never were."""
    return [
        turn
        for turn in reversed(hall.turns.values())
        if (turn["counter"], turn["day"]) == (counter, hall.day)
        and turn["by_next"]
        and turn["outcome"] != "undone"
    ]


def row_of(hall: Any, counter: int) -> int:
    row = 0
    for turn in called_by_next(hall, counter):
        if not turn["priority"]:
            break
        row += 1
    return row


def paper(hall: Any, counter: int) -> Dict | None:
    """The paper roll whose turn it could be at this counter."""
    for services in (OWN[counter], ALSO[counter]):
        letters = {LETTERS[service] for service in services}
        rolls: list[Dict] = [
            roll
            for roll in hall.rolls.values()
            if roll["open"] and roll["day"] == hall.day
            if roll["letter"] in letters and roll["next"] <= roll["last"]
        ]
        if rolls:
            return min(rolls, key=lambda roll: int(roll["next"] - roll["first"]))
    return None


def next_at(hall: Any, counter: int) -> Dict | None:
    """A waiting ticket, or a paper roll (it has a "letter" and a "next")."""
    roll, before = paper(hall, counter), called_by_next(hall, counter)
    if roll is not None and not (before and before[0]["roll"]):
        return roll
    return choose(hall, counter, waiting(hall), row_of(hall, counter)) or roll


def order_at(hall: Any, counter: int) -> list[int]:
    """Ids in the order in which they would be called if nobody else came and no paper was."""
    left, row, order = waiting(hall), row_of(hall, counter), []
    while (ticket := choose(hall, counter, left, row)) is not None:
        left.remove(ticket)
        row = row + 1 if ticket["priority"] else 0
        order.append(ticket["id"])
    return order


def told_counters(service: str) -> list[int]:
    """Where it is served as their own, else where it is also taken."""
    return [n for n in OWN if service in OWN[n]] or [n for n in ALSO if service in ALSO[n]]


def ahead_of(hall: Any, ticket: Dict) -> int:
    alone = sent_to_open(hall, ticket)
    counters = told_counters(ticket["service"]) if alone is None else [alone]
    services = {service for n in counters for service in OWN[n]}
    services |= {ticket["service"]} if alone is None else set()
    mine = (ticket["counts_from"], ticket["id"])

    def stands_before(other: Dict) -> bool:
        to = sent_to_open(hall, other)
        shares = other["service"] in services if to is None else to in counters
        earlier = (other["counts_from"], other["id"]) < mine
        return shares and earlier and is_due(other, hall.now)

    return sum(stands_before(other) for other in waiting(hall))


def minutes_of(hall: Any, ticket: Dict) -> list[int] | None:
    """The range a citizen is told, ± 30 % and outwards to whole fives."""
    service, alone = ticket["service"], sent_to_open(hall, ticket)
    own = [n for n in OWN if service in OWN[n]]
    also = [n for n in ALSO if service in ALSO[n]]
    opened = [[n for n in some if hall.desks[n] == "open"] for some in (own, own + also)]
    counters = [alone] if alone is not None else opened[0] or opened[1]
    if not counters:
        return None
    open_turns = sum(1 for n in counters if hall.open_turn(n))
    wait = (ahead_of(hall, ticket) + Fraction(open_turns, 2)) * mean(hall, service) / len(counters)
    low, high = floor(wait * Fraction(7, 10) / 5) * 5, ceil(wait * Fraction(13, 10) / 5) * 5
    if ticket["due"] is not None:
        low = max(low, (ticket["due"] - hall.now) // (5 * MINUTE) * 5)
    return [low, max(high, low + 5)]


def mean(hall: Any, service: str) -> Fraction:
    since = "called_at" if hall.one_press else "started_at"
    served = [
        turn
        for turn in hall.turns.values()
        if turn["service"] == service and turn["outcome"] == "done" and not turn["auto"]
        if turn["confirmed"] or hall.one_press
    ]
    served = sorted(served, key=lambda turn: turn["ended_at"])[-20:]
    if len(served) < 5:
        return Fraction(8)
    return Fraction(sum(turn["ended_at"] - turn[since] for turn in served), len(served) * MINUTE)
