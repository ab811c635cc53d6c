"""What must be true after every press: the re-telling's facts, and the design's invariants."""

from __future__ import annotations

from typing import Any

from office_order import (
    LETTERS,
    OWN,
    QUOTA,
    Dict,
    ahead_of,
    gives_numbers,
    minutes_of,
    next_at,
    order_at,
    waiting,
)
from office_presses import Presses

AFTER_DONE = {"done", "serving", "called", "waiting"}


def agree(both: Presses) -> None:
    _tickets(both)
    _turns(both)
    for counter in OWN:
        _line(both, counter)
    for ticket in waiting(both.model):
        facts = both.office.ticket_facts(ticket["id"])
        told = (facts["ahead"], facts["wait_minutes"])
        assert told == (ahead_of(both.model, ticket), minutes_of(both.model, ticket))
    _hall(both)
    _invariants(both)


def _tickets(both: Presses) -> None:
    rows = {row["id"]: row for row in both.store.all("SELECT * FROM tickets")}
    assert list(rows) == list(both.model.tickets)
    same = ["state", "service", "day", "letter", "number", "since", "counts_from", "counter"]
    same += ["quantity", "planned", "served"]
    for number, ticket in both.model.tickets.items():
        row = rows[number]
        assert [row[name] for name in same] == [ticket[name] for name in same]
        assert row["returns"] == ticket["returns"]
        assert (row["slot_at"], row["due_at"]) == (ticket["slot"], ticket["due"])
        assert (row["priority"] is not None) == ticket["priority"]
        assert row["priority_confirmed"] == ticket["confirmed"]


def _turns(both: Presses) -> None:
    rows = {row["id"]: row for row in both.store.all("SELECT * FROM turns")}
    assert list(rows) == list(both.model.turns)
    same = ["ticket", "counter", "day", "service", "calls", "called_at", "started_at", "waited"]
    same += ["outcome", "came_from"]
    for number, turn in both.model.turns.items():
        row = rows[number]
        assert [row[name] for name in same] == [turn[name] for name in same]
        assert (row["ended_at"] is None) == (turn["ended_at"] is None)
        flags = ("confirmed", "by_next", "chosen", "resumed", "priority", "roll", "auto")
        for name in flags:
            assert row[name] == turn[name], name


def _line(both: Presses, counter: int) -> None:
    facts = both.office.desk_facts(counter)
    assert facts["state"] == both.model.desks[counter]
    turn = both.model.open_turn(counter)
    assert (turn and turn["id"]) == (facts["turn"] and facts["turn"]["id"])
    assert [row["id"] for row in facts["waiting"]] == order_at(both.model, counter)
    following, told = next_at(both.model, counter), facts["next"]
    if following is None or told is None:
        assert following is told
    elif "last" in following:
        assert told["label"] == f"{following['letter']}{following['next']:03d}"
    else:
        assert told["id"] == following["id"]
    for state in ("held", "missed"):
        assert {row["id"] for row in facts[state]} == _in_state(both, state)
    for row in facts["held"]:
        assert row["counter"] == _last_turn(both, row["id"])["counter"]


def _in_state(both: Presses, state: str) -> set[int]:
    return {each["id"] for each in both.model.tickets.values() if each["state"] == state}


def _last_turn(both: Presses, ticket: int) -> Dict:
    return both.model.turns_of(both.model.tickets[ticket])[-1]


def _hall(both: Presses) -> None:
    facts, day = both.office.hall_facts(), both.model.day
    assert facts["open"] == (day is not None and gives_numbers(both.model.now))
    for service in facts["services"]:
        mine = [t for t in both.model.tickets.values() if t["service"] == service["id"]]
        files = both.model.files(service["id"], facts["day"])
        assert service["waiting"] == sum(t["state"] == "waiting" for t in mine)
        assert service["full"] == (files >= QUOTA.get(service["id"], 9999))
        assert service["letter"] == LETTERS[service["id"]]
    undone = [t["id"] for t in both.model.turns.values() if t["outcome"] == "undone"]
    shown = [call["turn"] for call in facts["calls"]]
    assert not set(undone) & set(shown)
    if day is not None:
        called = [t for t in both.model.turns.values() if t["day"] == day and t["calls"]]
        called = [t for t in called if t["outcome"] != "undone"]
        called.sort(key=lambda t: (t["last_call"], t["id"]), reverse=True)
        assert shown == [t["id"] for t in called][:40]


def _invariants(both: Presses) -> None:
    """Those of the design, asked of the file itself."""
    for twice in (
        "SELECT 1 FROM tickets WHERE number IS NOT NULL GROUP BY day, letter, number",
        "SELECT 1 FROM turns WHERE ended_at IS NULL GROUP BY counter",
        "SELECT 1 FROM turns WHERE ended_at IS NULL GROUP BY ticket",
    ):
        assert both.store.all(f"{twice} HAVING count(*) > 1") == []
    at_counter = both.store.all("SELECT id FROM tickets WHERE state IN ('called', 'serving')")
    turns = both.store.all("SELECT ticket FROM turns WHERE ended_at IS NULL ORDER BY ticket")
    assert [row[0] for row in at_counter] == [row[0] for row in turns]
    assert not both.store.all("SELECT 1 FROM tickets WHERE since > ?", (both.office.now(),))
    states: dict[int, Any] = dict(map(tuple, both.store.all("SELECT id, state FROM tickets")))
    for ticket, was in both.final.items():
        assert states[ticket] in (AFTER_DONE if was == "done" else {was}), "final means final"
    both.final = {t: s for t, s in states.items() if s in ("done", "cancelled", "expired")}
