"""Repeats: a command that carries a known key does nothing and answers the present state."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from office.change import Change
from office.errors import Changed, Refused
from office.ticket import Outcome, Unseen


def digest(body: Any) -> str:
    """What was asked, as a hash: the same key with another body is a mistake, not a repeat."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def replay(change: Change, key: str, body: Any) -> Outcome | None:
    """The present state of what the key made before. Refused: `key_reused`."""
    row = change.tx.one("SELECT * FROM keys WHERE device = ? AND key = ?", (change.by.device, key))
    if row is None:
        return None
    if row["body"] != digest(body):
        raise Refused("key_reused")
    return Outcome(
        ticket=None if row["ticket"] is None else change.ticket(row["ticket"]),
        turn=None if row["turn"] is None else change.turn(row["turn"]),
        finished=None if row["finished"] is None else change.turn(row["finished"]),
        replayed=True,
    )


def keep(change: Change, key: str, body: Any, outcome: Outcome) -> None:
    ticket, turn, finished = outcome.ticket, outcome.turn, outcome.finished
    change.tx.execute(
        "INSERT INTO keys (device, key, body, ticket, turn, finished) VALUES (?, ?, ?, ?, ?, ?)",
        (
            change.by.device,
            key,
            digest(body),
            ticket.id if ticket else None,
            turn.id if turn else None,
            finished.id if finished else None,
        ),
    )


def compare(change: Change, counter: int, seen: int | Unseen | None) -> None:
    """Refused: `changed` when the counter's open turn is not the one the officer saw."""
    if isinstance(seen, Unseen):
        return
    change.counter(counter)
    turn = change.open_turn(counter)
    if (turn.id if turn else None) != seen:
        raise Changed(counter, turn.id if turn else None)
