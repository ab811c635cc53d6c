"""The day's paper rolls: which are open, how far they were called, which range is safe next."""

from __future__ import annotations

from typing import Any

from office.numbers import HIGHEST
from office.store import Tx
from office.wardmap import WardMap

HUNDRED = 100
STATES = """
SELECT state, count(*) AS people FROM tickets
WHERE day = ? AND letter = ? AND number BETWEEN ? AND ? GROUP BY state
"""


def of(tx: Tx, map: WardMap, day: str) -> dict[str, Any]:
    """{series: [{letter, service, given, first, last}], rolls: [{id, letter, first, last, next,
    called, done, missed, opened_at, closed_at}]}, the newest roll first.

    `given`: the series' highest number until now, 0 for none; `first`–`last` a range that keeps
    well away from it, None when there is none left. `next` is None once all was called.
    """
    rows = tx.all("SELECT * FROM rolls WHERE day = ? ORDER BY id DESC", (day,))
    rolls = [_roll(tx, day, dict(row)) for row in rows]
    series = [_series(tx, map, day, letter, rolls) for letter in map.letters]
    return {"series": series, "rolls": rolls}


def _roll(tx: Tx, day: str, roll: dict[str, Any]) -> dict[str, Any]:
    used = (day, roll["letter"], roll["first"], roll["next"] - 1)
    people = {row["state"]: row["people"] for row in tx.all(STATES, used)}
    kept = {key: roll[key] for key in ("id", "letter", "first", "last", "opened_at", "closed_at")}
    return kept | {
        "next": roll["next"] if roll["next"] <= roll["last"] else None,
        "called": roll["next"] - roll["first"],
        "done": people.get("done", 0),
        "missed": people.get("missed", 0),
    }


def _series(
    tx: Tx, map: WardMap, day: str, letter: str, rolls: list[dict[str, Any]]
) -> dict[str, Any]:
    given = tx.value("SELECT last FROM series WHERE day = ? AND letter = ?", (day, letter)) or 0
    reserved = max((roll["last"] for roll in rolls if roll["letter"] == letter), default=0)
    first = (max(given, reserved) // HUNDRED + 2) * HUNDRED + 1
    last = first + HUNDRED - 1
    fits = last <= HIGHEST
    return {
        "letter": letter,
        "service": map.letters[letter].id,
        "given": given,
        "first": first if fits else None,
        "last": last if fits else None,
    }
