"""Who works here, where they sit and what they mute, as lines of the journal; officers are ids.

Signing in and out happens on days that are over too, so none of this asks for an open day.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from office.change import Change
from office.days import Days
from office.errors import Refused
from office.store import Tx
from office.ticket import By

Also = Callable[[Tx], None]
Why = Literal["self", "idle", "day", "locked", "elsewhere", "revoked"]


class Attendance(Days):
    """`also` adds a surface's rows to the same transaction."""

    def sign_in(self, *, by: By, also: Also) -> None:
        self._attend(by, also, lambda c: c.write("signed_in"))

    def sign_out(self, *, by: By, why: Why, counter: int | None, also: Also) -> None:
        """`counter`: where they sat. It closes by itself when nobody is at it."""

        def act(c: Change) -> None:
            if counter is not None:
                _leave(c, counter, why)
            c.write("signed_out", why=why)

        self._attend(by, also, act)

    def take_seat(self, counter: int, *, by: By, leaving: int | None, also: Also) -> None:
        """Sit down at a counter, up from the one `leaving`. Who sat there before is journaled.

        Refused: `unknown_counter`.
        """

        def act(c: Change) -> None:
            c.counter(counter)
            if leaving is not None and leaving != counter:
                _leave(c, leaving, "elsewhere")
            before = c.tx.value("SELECT officer FROM desks WHERE counter = ?", (counter,))
            c.tx.execute(
                "INSERT INTO desks (counter, state, officer, since) VALUES (?, 'closed', ?, ?)"
                " ON CONFLICT (counter) DO UPDATE SET officer = excluded.officer",
                (counter, by.officer, c.now),
            )
            if before is not None and before != by.officer:
                c.write("taken_over", counter=counter, frm=before)
            else:
                c.write("seated", counter=counter)

        self._attend(by, also, act)

    def leave_seat(self, counter: int, *, by: By, also: Also) -> None:
        """Refused: `counter_busy` while somebody is at it."""

        def act(c: Change) -> None:
            if c.open_turn(counter) is not None:
                raise Refused("counter_busy", counter=counter)
            _leave(c, counter, "self")

        self._attend(by, also, act)

    def set_mute(self, zone: str, minutes: int | None, *, by: By, also: Also) -> None:
        """The loudspeaker of a zone was muted for so long; None: it is heard again."""
        kind = "unmuted" if minutes is None else "muted"
        self._attend(by, also, lambda c: c.write(kind, zone=zone, minutes=minutes))

    def _attend(self, by: By, also: Also, act: Callable[[Change], object]) -> None:
        self._keep_up()
        with self.store.transaction() as tx:
            change = Change(tx, self.map, by, self.time.now(), self.today())
            act(change)
            also(tx)
            self.time.last = change.now
        self._tell(change)


def _leave(change: Change, counter: int, why: Why) -> None:
    """A counter without an officer calls nobody: a free one is closed."""
    change.tx.execute("UPDATE desks SET officer = NULL WHERE counter = ?", (counter,))
    change.write("left", counter=counter, why=why)
    free = change.tx.execute(
        "UPDATE desks SET state = 'closed', reason = NULL, until = NULL, since = ?"
        " WHERE counter = ? AND state <> 'closed' AND NOT EXISTS"
        " (SELECT 1 FROM turns WHERE turns.counter = desks.counter AND ended_at IS NULL)",
        (change.now, counter),
    )
    if free.rowcount:
        change.write("counter", counter=counter, state="closed", auto=True)
