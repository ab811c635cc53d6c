"""The journal: append-only lines with a rising `seq`, the one source of what happened."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

from office.store import Tx
from office.ticket import Event


def write(tx: Tx, event: Event) -> Event:
    cursor = tx.execute(
        "INSERT INTO events (at, day, kind, ticket, turn, counter, officer, surface, data)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.at,
            event.day,
            event.kind,
            event.ticket,
            event.turn,
            event.counter,
            event.officer,
            event.surface,
            json.dumps(event.data, ensure_ascii=False, separators=(",", ":")),
        ),
    )
    return replace(event, seq=cursor.lastrowid or 0)


def after(tx: Tx, seq: int, limit: int) -> list[Event]:
    rows = tx.all("SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit))
    return [_event(row) for row in rows]


def last(tx: Tx) -> tuple[int, int]:
    """(seq, at) of the newest line; (0, 0) of an empty journal."""
    row = tx.one("SELECT seq, at FROM events ORDER BY seq DESC LIMIT 1")
    return (row["seq"], row["at"]) if row else (0, 0)


def last_of_day(tx: Tx, day: str) -> int | None:
    """When the newest line of that day was written; ms UTC."""
    at: int | None = tx.value(
        "SELECT at FROM events WHERE day = ? ORDER BY seq DESC LIMIT 1", (day,)
    )
    return at


def last_consent(tx: Tx) -> dict[str, Any] | None:
    """The words of consent as they were last written down."""
    data = tx.value(
        "SELECT data FROM events WHERE kind = 'consent_worded' ORDER BY seq DESC LIMIT 1"
    )
    return None if data is None else dict(json.loads(data))


def _event(row: sqlite3.Row) -> Event:
    return Event(**{**dict(row), "data": json.loads(row["data"])})
