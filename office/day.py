"""The working day: opened and closed by itself, but never by a clock that cannot be trusted."""

from __future__ import annotations

from datetime import timedelta

from office import journal, names
from office.change import Change
from office.clock import JournalTime
from office.hours import last_closing
from office.moves import AT_COUNTER, MOVES
from office.store import Tx
from office.ticket import Ticket
from office.ward import Ward

EMPTY_HALL = """
SELECT 1 FROM tickets WHERE state NOT IN ('done', 'cancelled', 'expired')
  AND state IN ('waiting', 'held', 'called', 'serving') LIMIT 1
"""


def opened(tx: Tx) -> str | None:
    """The open day, local text; None when there is none."""
    day: str | None = tx.value("SELECT day FROM days WHERE closed_at IS NULL ORDER BY day LIMIT 1")
    return day


def is_closed(tx: Tx, day: str) -> bool:
    return tx.one("SELECT 1 FROM days WHERE day = ? AND closed_at IS NOT NULL", (day,)) is not None


def open_(change: Change) -> None:
    change.tx.execute(
        "INSERT INTO days (day, opened_at) VALUES (?, ?)"
        " ON CONFLICT (day) DO UPDATE SET closed_at = NULL",
        (change.day, change.now),
    )
    change.write("day_opened")


def close(change: Change, *, today: str) -> None:
    """Finish what is unfinished, close the counters, forget the names.

    An older day is closed with the time of its last event, not with that of the restart.
    """
    if change.day != today:
        change.now = journal.last_of_day(change.tx, change.day) or change.now
    rows = change.tx.all(
        "SELECT * FROM tickets WHERE state NOT IN ('done', 'cancelled', 'expired') AND day <= ?"
        " AND state IN ('booked', 'waiting', 'called', 'serving', 'held', 'missed') ORDER BY id",
        (change.day,),
    )
    for ticket in map(Ticket.of, rows):
        _expire(change, ticket)
    for row in change.tx.all("SELECT counter FROM desks WHERE state <> 'closed' ORDER BY counter"):
        change.tx.execute(
            "UPDATE desks SET state = 'closed', reason = NULL, until = NULL, officer = NULL,"
            " since = ? WHERE counter = ?",
            (change.now, row["counter"]),
        )
        change.write("counter", counter=row["counter"], state="closed", auto=True)
    change.tx.execute(
        "UPDATE rolls SET closed_at = ? WHERE day = ? AND closed_at IS NULL",
        (change.now, change.day),
    )
    change.tx.execute("DELETE FROM keys")
    names.wipe(change.tx, change.day)
    if change.day > today:
        # By a clock that ran ahead: that day never was, and opens when it comes.
        change.tx.execute("DELETE FROM days WHERE day = ?", (change.day,))
    else:
        change.tx.execute("UPDATE days SET closed_at = ? WHERE day = ?", (change.now, change.day))
    change.write("day_closed")


def put_right(change: Change, by: int) -> None:
    """The clock was `by` ms ahead: those who are here keep their places and their patience.

    Else newcomers would stand before them, and a called citizen could not be called again.
    Closed days after today never were: they open when they come.
    """
    here = {"by": by, "day": change.day}
    change.tx.execute(
        "UPDATE tickets SET since = since - :by, counts_from = counts_from - :by,"
        " state_at = state_at - :by WHERE day = :day"
        " AND state IN ('waiting', 'called', 'serving', 'held', 'missed')",
        here,
    )
    change.tx.execute(
        "UPDATE turns SET called_at = called_at - :by, last_call_at = last_call_at - :by,"
        " started_at = started_at - :by WHERE ended_at IS NULL AND day = :day",
        here,
    )
    change.tx.execute("UPDATE rolls SET opened_at = opened_at - :by WHERE day = :day", here)
    change.tx.execute("DELETE FROM days WHERE day > ? AND closed_at IS NOT NULL", (change.day,))


def closes_by_itself(tx: Tx, ward: Ward, time: JournalTime, now: int) -> bool:
    """Half an hour after the last sitting once the hall is empty; at `close_latest` anyway."""
    local = time.local(now)
    latest = ward.rules.close_latest
    if ward.always_open:
        return False
    if latest is not None and local.time() >= latest:
        return True
    return _is_over(ward, time, now) and tx.one(EMPTY_HALL) is None


def asks(tx: Tx, ward: Ward, time: JournalTime, now: int) -> bool:
    """The sittings are over but somebody is still here: the manager decides."""
    return not ward.always_open and _is_over(ward, time, now) and tx.one(EMPTY_HALL) is not None


def sits_until(ward: Ward, time: JournalTime, now: int) -> int | None:
    """When today's last sitting ends, ms UTC, while it has not ended yet."""
    local = time.local(now)
    last = None if ward.always_open else last_closing(ward, local)
    return int(last.timestamp() * 1000) if last is not None and local < last else None


def _is_over(ward: Ward, time: JournalTime, now: int) -> bool:
    local = time.local(now)
    last = last_closing(ward, local)
    return last is not None and local >= last + timedelta(minutes=ward.rules.close_after)


def _expire(change: Change, ticket: Ticket) -> None:
    turn = change.last_turn(ticket.id) if ticket.state in AT_COUNTER else None
    if ticket.state == "serving" and turn is not None:
        change.move(ticket, "finish", "done")
        change.end(turn, "done", confirmed=0, auto=1)
        change.write(MOVES["finish"].event, ticket=ticket, turn=turn, confirmed=False, auto=True)
        return
    change.move(ticket, "expire", "expired")
    if turn is not None:
        change.end(turn, "expired")
    change.write("expired", ticket=ticket, turn=turn, frm=ticket.state)
