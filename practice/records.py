"""What the office's file keeps of one day, as the summary needs it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from office import Store


@dataclass(frozen=True)
class Ticket:
    """`called_at`: the first call that counts. `first_wait`: ms in line until then; None when never
    called, and for a paper number, of which nobody knows when it was handed out.
    """

    id: int
    label: str
    service: str
    state: str
    priority: bool
    paper: bool
    slot_at: int | None
    taken_at: int
    state_at: int
    called_at: int | None = None
    first_wait: int | None = None


@dataclass(frozen=True)
class Turn:
    """`calls` that were heard; times ms UTC."""

    counter: int
    calls: int
    called_at: int
    started_at: int | None
    ended_at: int | None
    ticket: int


@dataclass(frozen=True)
class Shift:
    """From `at` on the counter was `open`, `paused` or `closed`."""

    counter: int
    at: int
    state: str


class Records:
    def __init__(self, store: Store) -> None:
        self._store = store

    def days(self) -> list[str]:
        """The working days, oldest first."""
        with self._store.reading() as tx:
            return [row["day"] for row in tx.all("SELECT day FROM days ORDER BY day")]

    def booked(self, day: str) -> dict[tuple[str, int], list[str]]:
        """{(service, slot_at ms UTC): codes} of who has not come yet."""
        found: dict[tuple[str, int], list[str]] = {}
        with self._store.reading() as tx:
            for row in tx.all(
                "SELECT service, slot_at, code FROM tickets WHERE state = 'booked' AND day = ?"
                " AND slot_at IS NOT NULL AND state NOT IN ('done', 'cancelled', 'expired')",
                (day,),
            ):
                found.setdefault((row["service"], row["slot_at"]), []).append(row["code"])
        return found

    def tickets(self, day: str) -> list[Ticket]:
        """Everybody who got a number, in the order of coming."""
        with self._store.reading() as tx:
            rows = tx.all(
                "SELECT id, letter, number, service, state, priority IS NOT NULL AS priority,"
                " roll IS NOT NULL AS paper, slot_at, coalesce(since, taken_at) AS taken_at,"
                " state_at FROM tickets WHERE day = ? AND number IS NOT NULL",
                (day,),
            )
            firsts = {
                row["ticket"]: row
                for row in tx.all(
                    "SELECT ticket, called_at, waited, min(id) FROM turns WHERE day = ?"
                    " AND outcome IS NOT 'undone' GROUP BY ticket",
                    (day,),
                )
            }
        found = []
        for row in rows:
            first = firsts.get(row["id"])
            wait = called = None
            taken = row["taken_at"]
            if first is not None:
                called = first["called_at"]
                taken = called - (first["waited"] or 0)
                if first["waited"] is not None:
                    wait = called - max(taken, min(row["slot_at"] or taken, called))
            found.append(
                Ticket(
                    id=row["id"],
                    label=f"{row['letter']}{row['number']:03d}",
                    service=row["service"],
                    state=row["state"],
                    priority=bool(row["priority"]),
                    paper=bool(row["paper"]),
                    slot_at=row["slot_at"],
                    taken_at=taken,
                    state_at=row["state_at"],
                    called_at=called,
                    first_wait=wait,
                )
            )
        return sorted(found, key=lambda ticket: (ticket.taken_at, ticket.id))

    def turns(self, day: str) -> list[Turn]:
        with self._store.reading() as tx:
            return [
                Turn(**dict(row))
                for row in tx.all(
                    "SELECT counter, calls, called_at, started_at, ended_at, ticket FROM turns"
                    " WHERE day = ? AND outcome IS NOT 'undone' ORDER BY id",
                    (day,),
                )
            ]

    def shifts(self, day: str) -> list[Shift]:
        with self._store.reading() as tx:
            rows = tx.all(
                "SELECT counter, at, data FROM events WHERE day = ? AND kind = 'counter'"
                " ORDER BY seq",
                (day,),
            )
        return [Shift(row["counter"], row["at"], json.loads(row["data"])["state"]) for row in rows]
