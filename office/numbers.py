"""Numbers are given once a day: the next of a series, or the next of a paper roll."""

from __future__ import annotations

from office.change import Change
from office.errors import Refused

HIGHEST = 9999


def give(change: Change, letter: str) -> int:
    """The series' next number; reserved ranges are skipped. Refused: `numbers_used_up`."""
    last = change.tx.value(
        "SELECT last FROM series WHERE day = ? AND letter = ?", (change.day, letter)
    )
    number = (last or 0) + 1
    for row in change.tx.all(
        "SELECT first, last FROM rolls WHERE day = ? AND letter = ? ORDER BY first",
        (change.day, letter),
    ):
        if row["first"] <= number <= row["last"]:
            number = row["last"] + 1
    if number > HIGHEST:
        raise Refused("numbers_used_up", letter=letter)
    change.tx.execute(
        "INSERT INTO series (day, letter, last) VALUES (?, ?, ?)"
        " ON CONFLICT (day, letter) DO UPDATE SET last = excluded.last",
        (change.day, letter, number),
    )
    return number


def open_roll(change: Change, letter: str, first: int, last: int) -> int:
    """Reserve `first`–`last`. Refused: `bad_range`, `range_taken`, `range_overlaps`."""
    if letter not in change.map.letters:
        raise Refused("unknown_service", letter=letter)
    if not 1 <= first <= last <= HIGHEST:
        raise Refused("bad_range", first=first, last=last)
    given = change.tx.value(
        "SELECT max(number) FROM tickets WHERE day = ? AND letter = ? AND number BETWEEN ? AND ?",
        (change.day, letter, first, last),
    )
    overlapping = change.tx.one(
        "SELECT first, last FROM rolls WHERE day = ? AND letter = ? AND first <= ? AND last >= ?",
        (change.day, letter, last, first),
    )
    if overlapping is not None:
        raise Refused("range_overlaps", first=overlapping["first"], last=overlapping["last"])
    if given is not None:
        raise Refused("range_taken", number=given)
    roll = change.tx.execute(
        "INSERT INTO rolls (day, letter, first, last, next, opened_at) VALUES (?, ?, ?, ?, ?, ?)",
        (change.day, letter, first, last, first, change.now),
    ).lastrowid
    change.write("roll_opened", roll=roll, letter=letter, first=first, last=last)
    return roll or 0


def close_roll(change: Change, roll: int) -> None:
    """Call no more of it; its numbers stay reserved, for the paper may be in people's hands."""
    closed = change.tx.execute(
        "UPDATE rolls SET closed_at = ? WHERE id = ? AND closed_at IS NULL AND day = ?",
        (change.now, roll, change.day),
    )
    if closed.rowcount == 0:
        raise Refused("unknown_roll", roll=roll)
    change.write("roll_closed", roll=roll)


def take_from_roll(change: Change, roll: int) -> tuple[str, int, int]:
    """(letter, number, when the range was opened) of the roll's next number."""
    row = change.tx.one(
        "UPDATE rolls SET next = next + 1 WHERE id = ? AND next <= last"
        " RETURNING letter, next - 1 AS number, opened_at",
        (roll,),
    )
    assert row is not None
    return row["letter"], row["number"], row["opened_at"]
