"""One counter's snapshot: the open turn, every key's state, the line in calling order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from office import names
from office.desk import LAST_DONE
from office.errors import Refused
from office.guards import Desk
from office.line import Line, Next
from office.moves import DESK
from office.place import sequence, streak_of
from office.store import Tx
from office.ticket import Name, Ticket, Turn
from office.wardmap import WardMap

SHOWN = 60


@dataclass(frozen=True)
class View:
    """A counter at one moment, read in one transaction."""

    tx: Tx
    map: WardMap
    counter: int
    day: str
    now: int

    @cached_property
    def line(self) -> Line:
        return Line(self.tx, self.map, self.counter, self.day, self.now)


def of(view: View) -> dict[str, Any]:
    described = view.map.counter(view.counter)
    row = view.tx.one("SELECT * FROM desks WHERE counter = ?", (view.counter,))
    desk = _desk(view, row["state"] if row else "closed")
    turn, ticket = desk.turn, desk.ticket
    following = view.line.next()
    order = _order(view)
    waiting = _rows(view, order[:SHOWN], following) if order else []
    return {
        "counter": described.id,
        "state": desk.state,
        "reason": row["reason"] if row else None,
        "until": row["until"] if row else None,
        "officer": row["officer"] if row else None,
        "services": list(view.map.own[view.counter]),
        "also": list(view.map.also[view.counter]),
        "flow": view.map.ward.rules.flow,
        "turn": None if turn is None or ticket is None else _turn(turn, ticket),
        "next": next((row for row in waiting if row["next"]), None) or _roll(view, following),
        "waiting_count": len(order),
        "waiting": waiting,
        "held": _parked(view, "held"),
        "missed": _parked(view, "missed"),
        "served": _served(view),
        "moves": _moves(view, desk, following),
        "smart": _smart(desk),
        "offer_absent": turn is not None and turn.calls >= view.map.ward.rules.offer_absent_calls,
    }


def keys(view: View) -> dict[str, Any]:
    row = view.tx.one("SELECT state FROM desks WHERE counter = ?", (view.counter,))
    desk = _desk(view, row["state"] if row else "closed")
    return {
        "counter": view.counter,
        "state": desk.state,
        "turn": desk.turn.id if desk.turn else None,
        "smart": _smart(desk),
    }


def _desk(view: View, state: str) -> Desk:
    turn, ticket = _open_turn(view)
    return Desk(view.counter, state, turn, ticket, view.now, view.map.ward.rules)


def _open_turn(view: View) -> tuple[Turn | None, Ticket | None]:
    row = view.tx.one("SELECT * FROM turns WHERE counter = ? AND ended_at IS NULL", (view.counter,))
    if row is None:
        return None, None
    turn = Turn.of(row)
    return turn, _ticket(view, turn.ticket)


def _ticket(view: View, ticket: int) -> Ticket:
    return Ticket.of(view.tx.all("SELECT * FROM tickets WHERE id = ?", (ticket,))[0])


def _turn(turn: Turn, ticket: Ticket) -> dict[str, Any]:
    return {
        "id": turn.id,
        "state": ticket.state,
        "ticket": ticket.id,
        "calls": turn.calls,
        "called_at": turn.called_at,
        "last_call_at": turn.last_call_at,
        "started_at": turn.started_at,
        "waited_ms": turn.waited,
        "why": {"rule": turn.why, "minutes": None, "at": turn.counts_from},
        "resumed": bool(turn.resumed),
        "chosen": bool(turn.chosen),
    }


def _order(view: View) -> list[int]:
    """The whole line, as ids of tickets, in the order Next would call it."""
    line = view.line
    streak = streak_of([priority for priority, _ in line.last_by_next()])
    return sequence(line.waiting(), streak, view.map.ward.rules.priority_in_a_row)


def _rows(view: View, order: list[int], following: Next | None) -> list[dict[str, Any]]:
    marks = ", ".join("?" * len(order))
    rows = view.tx.all(f"SELECT * FROM tickets WHERE id IN ({marks})", order)
    tickets = {ticket.id: ticket for ticket in map(Ticket.of, rows)}
    known = names.of_all(view.tx, order)
    first = following.ticket.id if following and following.ticket else None
    return [
        _row(view.line, tickets[each], known.get(each), following if each == first else None)
        for each in order
    ]


def _row(line: Line, ticket: Ticket, name: Name | None, following: Next | None) -> dict[str, Any]:
    rules, rule = line.map.ward.rules, line.rule(ticket)
    minutes = {"priority": rules.head_start, "also": rules.also_penalty}.get(rule)
    return {
        "id": ticket.id,
        "label": ticket.label,
        "service": ticket.service,
        "kind": rule,
        "why": {
            "rule": following.rule if following else rule,
            "minutes": minutes,
            "at": line.key(ticket),
        },
        "waited_ms": max(0, line.now - (ticket.since or line.now)),
        "quantity": ticket.files,
        "priority": ticket.priority,
        "priority_confirmed": bool(ticket.priority_confirmed),
        "slot_at": ticket.slot_at if ticket.due_at is not None else None,
        "due": line.is_due(ticket),
        "named": bool(name and name.say),
        "name": name.text if name else None,
        "next": following is not None,
    }


def _roll(view: View, following: Next | None) -> dict[str, Any] | None:
    if following is None or following.roll is None:
        return None
    roll = view.tx.all("SELECT * FROM rolls WHERE id = ?", (following.roll,))[0]
    return {
        "id": None,
        "label": f"{roll['letter']}{roll['next']:03d}",
        "service": view.map.letters[roll["letter"]].id,
        "kind": "roll",
        "why": {"rule": "roll", "minutes": None, "at": roll["opened_at"]},
        "waited_ms": None,
        "quantity": 1,
        "priority": None,
        "priority_confirmed": False,
        "slot_at": None,
        "due": True,
        "named": False,
        "name": None,
        "next": True,
    }


def _parked(view: View, state: str) -> list[dict[str, Any]]:
    """Held or missed tickets, the newest first; every counter sees all of them."""
    rows = view.tx.all(
        "SELECT tickets.*, turns.counter AS at_counter, turns.reason AS held_for,"
        " turns.ended_at AS since_then FROM tickets"
        " JOIN turns ON turns.id = (SELECT max(id) FROM turns"
        " WHERE ticket = tickets.id AND outcome IS NOT 'undone')"
        " WHERE tickets.state = ? AND tickets.day = ?"
        " AND tickets.state NOT IN ('done', 'cancelled', 'expired')"
        " ORDER BY turns.ended_at DESC LIMIT ?",
        (state, view.day, SHOWN),
    )
    returns = view.map.ward.rules.returns
    known = names.of_all(view.tx, [row["id"] for row in rows])
    parked = []
    for row in rows:
        name = known.get(row["id"])
        parked.append(
            {
                "id": row["id"],
                "label": f"{row['letter']}{row['number']:03d}",
                "service": row["service"],
                "reason": row["held_for"],
                f"{state}_at": row["since_then"],
                "counter": row["at_counter"],
                "returns_left": max(0, returns - row["returns"]),
                "name": name.text if name else None,
            }
        )
    return parked


def _served(view: View) -> list[dict[str, Any]]:
    rows = view.tx.all(
        "SELECT turns.*, letter, number FROM turns JOIN tickets ON tickets.id = turns.ticket"
        " WHERE turns.counter = ? AND turns.day = ? AND outcome = 'done'"
        " ORDER BY turns.id DESC LIMIT 3",
        (view.counter, view.day),
    )
    return [
        {
            "id": row["ticket"],
            "turn": row["id"],
            "label": f"{row['letter']}{row['number']:03d}",
            "ended_at": row["ended_at"],
            "served_ms": row["ended_at"] - (row["started_at"] or row["called_at"]),
            "confirmed": bool(row["confirmed"]),
        }
        for row in rows
    ]


def _moves(view: View, desk: Desk, following: Next | None) -> dict[str, dict[str, Any]]:
    last, last_ticket = _last_done(view)

    def may_call() -> None:
        desk.may_make_room()
        if following is None and desk.turn is None:
            raise Refused("nobody_waiting")

    def may_become(state: str) -> Callable[[], object]:
        def guard() -> None:
            desk.must_be_free()
            if state not in DESK[desk.state]:
                raise Refused("wrong_state", state=desk.state)

        return guard

    undo_until = desk.undo_until(desk.turn) if desk.turn else None
    reopen_until = desk.reopen_until(last) if last else None
    return {
        "call_next": _foretold(may_call),
        "recall": _foretold(desk.may_recall),
        "start": _foretold(desk.must_be_called),
        "absent": _foretold(desk.may_be_absent),
        "undo": _foretold(desk.may_undo, undo_until),
        "finish": _foretold(desk.may_finish),
        "reopen": _foretold(lambda: desk.may_reopen(last, last_ticket), reopen_until),
        "hold": _foretold(desk.must_have_turn),
        "transfer": _foretold(desk.must_have_turn),
        "confirm": _foretold(desk.may_confirm),
        "withdraw": _foretold(desk.may_withdraw),
        "open": _foretold(may_become("open")),
        "pause": _foretold(may_become("paused")),
        "close": _foretold(may_become("closed")),
    }


def _foretold(guard: Callable[[], object], until: int | None = None) -> dict[str, Any]:
    """Whether a key may be pressed now; if not, why and from when; if so, until when."""
    try:
        guard()
    except Refused as refused:
        return {"ok": False, "code": refused.code, "at": refused.facts.get("at"), "until": None}
    return {"ok": True, "code": None, "at": None, "until": until}


def _smart(desk: Desk) -> str | None:
    if desk.state != "open":
        return None
    if desk.ticket is None:
        return "call_next"
    if desk.ticket.state == "called" and desk.rules.flow != "one_press":
        return "start"
    return "finish_next"


def _last_done(view: View) -> tuple[Turn | None, Ticket | None]:
    row = view.tx.one(LAST_DONE, (view.counter, view.day))
    turn = None if row is None else Turn.of(row)
    return turn, None if turn is None else _ticket(view, turn.ticket)
