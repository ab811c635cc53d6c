"""How a day went, in figures: who waited how long, what each counter did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from typing import Any

from office.clock import MINUTE
from office.ward import Ward
from practice.records import Records, Shift, Ticket, Turn
from practice.sittings import sittings_of

Figures = dict[str, Any]
CLASSES = ("ordinary", "priority", "appointment")
TARGET = 15
"""Minutes of waiting on the average (Decision 468/QĐ-TTg for 2025; domain, section 2)."""
HALF_HOUR = 30 * MINUTE
BIN, LAST_BIN = 5, 60
"""Minutes; longer waits stand together."""


def summary(records: Records, ward: Ward, day: str, now: int) -> Figures:
    """Durations in minutes with one decimal, moments in ms UTC:

    {day, taken, paper, done, missed, left, expired, calls, recalls, mean, longest: {label, service,
    minutes} | None, by_class: [{class, …WAITS}], by_service: [{service, letter, …WAITS}],
    half_hours: [{start, taken, called, waiting, None while it is to come}], counters: [{id, turns,
    busy_minutes, open_minutes, mean_minutes}], waits: [{from, to | None, ordinary, priority,
    appointment}]}
    with WAITS {count, mean, p50, p95, max, over} of those who were called; `over` waited longer
    than TARGET.

    `paper`: of those taken, numbers of a paper roll; they are in no WAITS.
    `missed`: called, and never came; `left`: gave the number back; `expired`: never called. The
    wait of an appointment counts from its time, or from the coming if that was later.
    """
    tickets, turns = records.tickets(day), records.turns(day)
    called = [ticket for ticket in tickets if ticket.first_wait is not None]
    came = {turn.ticket for turn in turns if turn.started_at is not None}
    ended = [ticket for ticket in tickets if ticket.state in ("missed", "expired")]
    longest = max(called, key=lambda ticket: ticket.first_wait or 0, default=None)
    return {
        "day": day,
        "taken": len(tickets),
        "paper": sum(ticket.paper for ticket in tickets),
        "done": sum(ticket.state == "done" for ticket in tickets),
        "missed": sum(each.called_at is not None and each.id not in came for each in ended),
        "left": sum(ticket.state == "cancelled" for ticket in tickets),
        "expired": sum(each.called_at is None for each in ended),
        "calls": sum(turn.calls > 0 for turn in turns),
        "recalls": sum(max(0, turn.calls - 1) for turn in turns),
        "longest": None if longest is None else _longest(longest),
        **_waits(called),
        "by_class": [
            {"class": name, **_waits(each for each in called if _class(each) == name)}
            for name in CLASSES
        ],
        "by_service": _by_service(ward, called),
        "half_hours": _half_hours(ward, day, tickets, now),
        "counters": _counters(ward, turns, records.shifts(day), now),
        "waits": _histogram(called),
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank: the smallest value that so many of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _class(ticket: Ticket) -> str:
    if ticket.slot_at is not None:
        return "appointment"
    return "priority" if ticket.priority else "ordinary"


def _minutes(ticket: Ticket) -> float:
    return (ticket.first_wait or 0) / MINUTE


def _longest(ticket: Ticket) -> Figures:
    return {
        "label": ticket.label,
        "service": ticket.service,
        "minutes": round(_minutes(ticket), 1),
    }


def _waits(tickets: Iterable[Ticket]) -> Figures:
    waits = sorted(map(_minutes, tickets))
    if not waits:
        return {"count": 0, "mean": 0.0, "p50": 0.0, "p95": 0.0, "max": 0.0, "over": 0}
    return {
        "count": len(waits),
        "mean": round(sum(waits) / len(waits), 1),
        "p50": round(percentile(waits, 0.5), 1),
        "p95": round(percentile(waits, 0.95), 1),
        "max": round(waits[-1], 1),
        "over": sum(wait > TARGET for wait in waits),
    }


def _by_service(ward: Ward, called: list[Ticket]) -> list[Figures]:
    known = [service.id for service in ward.services]
    order = dict.fromkeys((*known, *(ticket.service for ticket in called)))
    letters = {service.id: service.letter for service in ward.services}
    found = []
    for service in order:
        own = [ticket for ticket in called if ticket.service == service]
        if own:
            found.append({"service": service, "letter": letters.get(service, ""), **_waits(own)})
    return found


def _half_hours(ward: Ward, day: str, tickets: list[Ticket], now: int) -> list[Figures]:
    """From the first sitting, or the first citizen, to the last call or sitting."""
    sittings = sittings_of(ward, date.fromisoformat(day))
    calls = [ticket.called_at for ticket in tickets if ticket.called_at is not None]
    moments = [ticket.taken_at for ticket in tickets] + calls
    starts = [start for start, _ in sittings] + moments
    ends = [end for _, end in sittings] + [moment + 1 for moment in moments]
    if not starts:
        return []
    first = min(starts) // HALF_HOUR * HALF_HOUR
    taken = Counter((ticket.taken_at - first) // HALF_HOUR for ticket in tickets)
    called = Counter((at - first) // HALF_HOUR for at in calls)
    found = []
    for i in range(ceil((max(ends) - first) / HALF_HOUR)):
        start = first + i * HALF_HOUR
        end = min(start + HALF_HOUR, now)
        waiting = sum(_waits_at(ticket, end) for ticket in tickets) if start <= now else None
        found.append({"start": start, "taken": taken[i], "called": called[i], "waiting": waiting})
    return found


def _waits_at(ticket: Ticket, at: int) -> bool:
    """Whether it stood in line then, waiting for its first call."""
    until = ticket.called_at
    if until is None and ticket.state != "waiting":
        until = ticket.state_at
    return ticket.taken_at <= at and (until is None or at < until)


def _counters(ward: Ward, turns: list[Turn], shifts: list[Shift], now: int) -> list[Figures]:
    ids = sorted({counter.id for counter in ward.counters} | {turn.counter for turn in turns})
    found = []
    for id in ids:
        served = [turn for turn in turns if turn.counter == id and turn.started_at is not None]
        busy = sum((turn.ended_at or now) - (turn.started_at or 0) for turn in served) / MINUTE
        found.append(
            {
                "id": id,
                "turns": len(served),
                "busy_minutes": round(busy, 1),
                "open_minutes": round(_open(id, shifts, now), 1),
                "mean_minutes": round(busy / len(served), 1) if served else 0.0,
            }
        )
    return found


def _open(counter: int, shifts: list[Shift], now: int) -> float:
    own = [shift for shift in shifts if shift.counter == counter]
    ends = [*(shift.at for shift in own[1:]), now]
    spans = zip(own, ends, strict=True) if own else ()
    return sum(end - shift.at for shift, end in spans if shift.state == "open") / MINUTE


def _histogram(called: list[Ticket]) -> list[Figures]:
    starts = range(0, LAST_BIN + 1, BIN)
    bins: list[Figures] = [
        {"from": start, "to": start + BIN if start < LAST_BIN else None} for start in starts
    ]
    for each in bins:
        each.update(dict.fromkeys(CLASSES, 0))
    for ticket in called:
        where = min(int(_minutes(ticket) // BIN), len(bins) - 1)
        bins[where][_class(ticket)] += 1
    return bins
