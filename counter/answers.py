"""What a press is answered: the turn and the ticket as they are now, never a name."""

from __future__ import annotations

from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue

from office import Office, Outcome, Turn

OK = 200
CREATED = 201


def answer(office: Office, outcome: Outcome) -> ResponseReturnValue:
    """201 {turn, ticket}; 200 for a replay, and when nobody was left to be called."""
    facts: dict[str, Any] = {
        "turn": turn_facts(outcome.turn),
        "ticket": office.ticket_facts(outcome.ticket.id) if outcome.ticket else None,
    }
    if outcome.finished is not None:
        facts["finished"] = turn_facts(outcome.finished)
    made = outcome.ticket is not None and not outcome.replayed
    return jsonify(_with_more(facts, outcome)), CREATED if made else OK


def desk_answer(desk: dict[str, Any] | None, outcome: Outcome) -> ResponseReturnValue:
    """201 {desk}, the snapshot after the counter was opened, paused or closed."""
    return jsonify(_with_more({"desk": desk}, outcome)), OK if outcome.replayed else CREATED


def turn_facts(turn: Turn | None) -> dict[str, Any] | None:
    """One turn for the wire; times are ms UTC, `outcome` null while it is open."""
    if turn is None:
        return None
    return {
        "id": turn.id,
        "ticket": turn.ticket,
        "counter": turn.counter,
        "service": turn.service,
        "calls": turn.calls,
        "called_at": turn.called_at,
        "last_call_at": turn.last_call_at,
        "started_at": turn.started_at,
        "ended_at": turn.ended_at,
        "outcome": turn.outcome,
        "confirmed": None if turn.confirmed is None else bool(turn.confirmed),
        "waited_ms": turn.waited,
        "why": turn.why,
        "chosen": bool(turn.chosen),
        "resumed": bool(turn.resumed),
    }


def _with_more(facts: dict[str, Any], outcome: Outcome) -> dict[str, Any]:
    if outcome.replayed:
        facts["replayed"] = True
    if outcome.warnings:
        facts["warnings"] = list(outcome.warnings)
    return facts
