"""The line as SQL: who is next at a counter, who is ahead of a ticket. No query scans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from office.clock import MINUTE
from office.place import Standing, streak_of
from office.store import Tx
from office.ticket import Ticket
from office.wardmap import WardMap

OPEN = "SELECT counter FROM desks WHERE state = 'open'"

# A ticket sent to one counter is a candidate there alone while that counter is open.
PROBE = f"""
FROM tickets
WHERE state = 'waiting' AND day = :day AND service = :service
  AND (counter IS NULL OR counter NOT IN ({OPEN}))
"""
SENT = """
FROM tickets INDEXED BY line_sent
WHERE state = 'waiting' AND counter = :counter AND day = :day
"""
WHOLE = "SELECT * "
STANDING = """
SELECT counts_from + :penalty, id, priority IS NOT NULL, due_at IS NULL OR due_at <= :now
"""
DUE = " AND (due_at IS NULL OR due_at <= :now)"
EARLY = " AND due_at > :now"
ORDINARY = " AND priority IS NULL"
FIRST = " ORDER BY counts_from, id LIMIT 1"

LAST_BY_NEXT = """
SELECT priority, roll FROM turns
WHERE counter = :counter AND day = :day AND by_next = 1 AND outcome IS NOT 'undone'
ORDER BY id DESC LIMIT :limit
"""

AHEAD = f"""
SELECT count(*) FROM tickets
WHERE state = 'waiting' AND day = :day AND service = :service
  AND (counts_from, id) < (:counts_from, :id) AND (due_at IS NULL OR due_at <= :now)
  AND (counter IS NULL OR counter NOT IN ({OPEN}))
"""
AHEAD_SENT = """
SELECT count(*) FROM tickets INDEXED BY line_sent
WHERE state = 'waiting' AND counter IN (%s) AND day = :day
  AND (counts_from, id) < (:counts_from, :id) AND (due_at IS NULL OR due_at <= :now)
"""


@dataclass(frozen=True)
class Next:
    """Whom a counter calls next: a waiting ticket, or the next number of a paper roll."""

    ticket: Ticket | None = None
    roll: int | None = None
    rule: str = ""


@dataclass(frozen=True)
class Line:
    """The line as one counter sees it at one moment."""

    tx: Tx
    map: WardMap
    counter: int
    day: str
    now: int

    def next(self) -> Next | None:
        """The selection rule of design section 2; None when nobody waits and no roll is open."""
        last = self.last_by_next()
        roll = self._roll()
        if roll is not None and not (last and last[0][1]):
            return Next(roll=roll, rule="roll")
        row_full = streak_of([priority for priority, _ in last])
        if row_full >= self.map.ward.rules.priority_in_a_row:
            ordinary = self._smallest(DUE + ORDINARY)
            if ordinary is not None:
                chosen = self._smallest(DUE)
                in_turn = chosen is not None and chosen.priority is not None
                rule = "two_in_row" if in_turn else self.rule(ordinary)
                return Next(ordinary, rule=rule)
        ticket = self._smallest(DUE) or self._smallest(EARLY)
        if ticket is not None:
            return Next(ticket, rule=self.rule(ticket))
        return None if roll is None else Next(roll=roll, rule="roll")

    def waiting(self) -> list[Standing]:
        """Everybody this counter may call by Next, in no order; few columns of many rows."""
        sent = STANDING + SENT
        rows = self.tx.all(sent, self._params(penalty=0)) if self._is_open else []
        for service in self._services():
            late = self._penalty_of(service)
            rows += self.tx.all(STANDING + PROBE, self._params(service=service, penalty=late))
        return [Standing(*row) for row in rows]

    def is_due(self, ticket: Ticket) -> bool:
        return ticket.due_at is None or ticket.due_at <= self.now

    def key(self, ticket: Ticket) -> int:
        """`counts_from`, later by the penalty where this counter serves it only `also`."""
        assert ticket.counts_from is not None
        return ticket.counts_from + self._penalty(ticket)

    def rule(self, ticket: Ticket) -> str:
        """Why the ticket stands where it stands, as one word of the journal."""
        if self._is_sent_here(ticket):
            return "sent"
        if self._penalty(ticket):
            return "also"
        if ticket.place != "first":
            return ticket.place
        return "first" if ticket.priority is None else "priority"

    def last_by_next(self) -> list[tuple[bool, bool]]:
        """(priority, roll) of this counter's newest turns by Next today, newest first."""
        limit = self.map.ward.rules.priority_in_a_row
        rows = self.tx.all(LAST_BY_NEXT, self._params(limit=limit))
        return [(bool(row["priority"]), bool(row["roll"])) for row in rows]

    @cached_property
    def _is_open(self) -> bool:
        state = self.tx.value("SELECT state FROM desks WHERE counter = ?", (self.counter,))
        return bool(state == "open")

    def _is_sent_here(self, ticket: Ticket) -> bool:
        return self._is_open and ticket.counter == self.counter

    def _services(self) -> tuple[str, ...]:
        return self.map.own[self.counter] + self.map.also[self.counter]

    def _penalty(self, ticket: Ticket) -> int:
        return 0 if self._is_sent_here(ticket) else self._penalty_of(ticket.service)

    def _penalty_of(self, service: str) -> int:
        if service in self.map.own[self.counter]:
            return 0
        return self.map.ward.rules.also_penalty * MINUTE

    def _smallest(self, among: str) -> Ticket | None:
        """One index probe per service, one for those sent here."""
        rows = [
            self.tx.one(WHOLE + PROBE + among + FIRST, self._params(service=service))
            for service in self._services()
        ]
        if self._is_open:
            rows.append(self.tx.one(WHOLE + SENT + among + FIRST, self._params()))
        found = [Ticket.of(row) for row in rows if row is not None]
        return min(found, key=lambda each: (self.key(each), each.id), default=None)

    def _roll(self) -> int | None:
        """Of its own services first; among those the one of which the fewest were called."""
        for services in (self.map.own[self.counter], self.map.also[self.counter]):
            letters = [self.map.services[name].letter for name in services]
            marks = ", ".join("?" * len(letters))
            row = self.tx.one(
                "SELECT id FROM rolls WHERE day = ? AND closed_at IS NULL AND next <= last"
                f" AND letter IN ({marks}) ORDER BY next - first, id LIMIT 1",
                (self.day, *letters),
            )
            if row is not None:
                return int(row["id"])
        return None

    def _params(self, **more: object) -> dict[str, object]:
        return {"counter": self.counter, "day": self.day, "now": self.now, **more}


def ahead(tx: Tx, map: WardMap, ticket: Ticket, now: int) -> int:
    """Waiting, due tickets that count from earlier and share a counter with this one.

    Those sent to an open counter stand before its own line, and before no other.
    """
    params = {"day": ticket.day, "now": now, "counts_from": ticket.counts_from, "id": ticket.id}
    if ticket.counter is not None and ticket.counter in open_counters(tx, [ticket.counter]):
        services, counters = map.own[ticket.counter], [ticket.counter]
    else:
        services = map.shared_with(ticket.service)
        counters = open_counters(tx, map.counters_of(ticket.service))
    marks = ", ".join(str(counter) for counter in counters)
    sent = tx.value(AHEAD_SENT % marks, params) if counters else 0
    return int(sent) + sum(
        int(tx.value(AHEAD, {**params, "service": service})) for service in services
    )


def open_counters(tx: Tx, among: Sequence[int]) -> list[int]:
    opened = {row[0] for row in tx.all(OPEN)}
    return [counter for counter in among if counter in opened]
