"""Every move from every state: allowed exactly where the table of the design says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_hall import CITIZEN, STAFF, TUESDAY, Hall

from office import Refused, Ticket

# Written from the design, not from office/moves.py: where each move may start and where it leads.
ALLOWED: dict[str, dict[str, str]] = {
    "check_in": {"booked": "waiting"},
    "call_this": {"waiting": "called", "missed": "called"},
    "recall": {"called": "called"},
    "start": {"called": "serving"},
    "absent": {"called": "missed"},
    "undo": {"called": "waiting"},
    "return": {"missed": "waiting"},
    "hold": {"called": "held", "serving": "held"},
    "resume": {"held": "serving"},
    "transfer": dict.fromkeys(("waiting", "called", "serving", "held"), "waiting"),
    "reclassify": {s: s for s in ("waiting", "called", "serving", "held", "missed", "booked")},
    "finish": {"serving": "done"},
    "reopen": {"done": "serving"},
    "cancel": dict.fromkeys(("booked", "waiting", "held", "missed"), "cancelled"),
}
STATES = [
    "booked",
    "waiting",
    "called",
    "serving",
    "held",
    "missed",
    "done",
    "cancelled",
    "expired",
]


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def bring(hall: Hall, state: str) -> Ticket:
    """A ticket for counter 1 in the asked state, by the shortest honest way."""
    office = hall.office
    if state in ("booked", "expired"):
        ticket = office.book("copies", by=CITIZEN, day=TUESDAY).ticket
        assert ticket is not None
        if state == "expired":
            office.close_day(by=STAFF)
            hall.until("2026-03-11 08:00")
            office.tick()
            office.desk(1, "open", by=STAFF)
        return ticket
    ticket = hall.take()
    if state == "cancelled":
        office.cancel(ticket.id, reason="because", by=STAFF)
    elif state == "missed":
        hall.miss()
    elif state != "waiting":
        hall.next()
        if state in ("serving", "done", "held"):
            office.start(1, by=STAFF)
        if state == "done":
            office.finish(1, by=STAFF)
        if state == "held":
            office.hold(1, reason="because", by=STAFF)
    return ticket


def doing(hall: Hall, move: str, ticket: Ticket) -> Callable[[], object]:
    office, by = hall.office, STAFF
    if move in ("recall", "start", "finish", "undo", "reopen"):
        return lambda: getattr(office, move)(1, by=by)
    return {
        "check_in": lambda: office.check_in(ticket.code or "none", by=by),
        "call_this": lambda: office.call_this(1, ticket.id, reason="because", by=by),
        "absent": lambda: office.absent(1, by=by),
        "return": lambda: office.return_(ticket.id, by=by),
        "hold": lambda: office.hold(1, reason="because", by=by),
        "resume": lambda: office.resume(1, ticket.id, by=by),
        "transfer": lambda: office.transfer(ticket.id, service="births", at_counter=1, by=by),
        "reclassify": lambda: office.reclassify(
            ticket.id, priority="elderly", reason="because", by=by
        ),
        "cancel": lambda: office.cancel(ticket.id, reason="because", by=by),
    }[move]


@pytest.mark.parametrize("move", ALLOWED)
@pytest.mark.parametrize("state", STATES)
def test_a_ticket_moves_exactly_as_the_table_says(hall: Hall, move: str, state: str) -> None:
    ticket = bring(hall, state)
    assert hall.state(ticket) == state
    if state == "called" and move in ("recall", "absent"):
        hall.later(seconds=15)
        hall.office.recall(1, by=STAFF)
        hall.later(seconds=30)
    before = len(hall.kinds())
    try:
        doing(hall, move, ticket)()
    except Refused:
        assert state not in ALLOWED[move]
        assert hall.state(ticket) == state
        assert len(hall.kinds()) == before, "a refused move leaves no line in the journal"
    else:
        assert hall.state(ticket) == ALLOWED[move][state]
        assert len(hall.kinds()) == before + 1, "one event per move"


def test_final_means_final(hall: Hall) -> None:
    for state in ("cancelled", "expired"):
        ticket = bring(hall, state)
        for move in ALLOWED:
            with pytest.raises(Refused):
                doing(hall, move, ticket)()
        assert hall.state(ticket) == state
