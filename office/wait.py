"""How long a citizen may have to wait, honestly: a range, or nothing when no counter is open."""

from __future__ import annotations

from office.line import ahead, open_counters
from office.place import not_before, wait_range
from office.store import Tx
from office.ticket import Ticket
from office.wardmap import WardMap

CONFIRMED = """
SELECT avg(ended_at - started_at), count(*) FROM (
  SELECT started_at, ended_at FROM turns
  WHERE outcome = 'done' AND auto = 0 AND service = ? AND confirmed = 1
  ORDER BY ended_at DESC LIMIT ?)
"""
FINISHED = """
SELECT avg(ended_at - called_at), count(*) FROM (
  SELECT * FROM (SELECT called_at, ended_at FROM turns
    WHERE outcome = 'done' AND auto = 0 AND service = :service AND confirmed = 1
    ORDER BY ended_at DESC LIMIT :limit)
  UNION ALL SELECT * FROM (SELECT called_at, ended_at FROM turns
    WHERE outcome = 'done' AND auto = 0 AND service = :service AND confirmed = 0
    ORDER BY ended_at DESC LIMIT :limit)
  ORDER BY ended_at DESC LIMIT :limit)
"""


def mean_minutes(tx: Tx, map: WardMap, service: str) -> float:
    """Mean service time of the newest turns; the configured one until enough exist."""
    rules = map.ward.rules
    if rules.flow == "one_press":
        row = tx.one(FINISHED, {"service": service, "limit": rules.mean_of})
    else:
        row = tx.one(CONFIRMED, (service, rules.mean_of))
    assert row is not None
    if row[1] < rules.mean_needs:
        return float(map.services[service].minutes) if service in map.services else 8.0
    return float(row[0]) / 60_000


def counters_for(tx: Tx, map: WardMap, service: str, sent_to: int | None = None) -> list[int]:
    """The open counters that will call it: its own, else those that also take it."""
    if sent_to is not None and open_counters(tx, [sent_to]):
        return [sent_to]
    own = open_counters(tx, map.counters_of(service))
    return own or open_counters(tx, map.takers_of(service))


def expected(tx: Tx, map: WardMap, ticket: Ticket, now: int) -> tuple[int, tuple[int, int] | None]:
    """(people ahead, minutes from–to) of a waiting ticket."""
    before = ahead(tx, map, ticket, now)
    minutes = for_place(tx, map, ticket.service, before, ticket.counter)
    if minutes is not None and ticket.due_at is not None:
        minutes = not_before(minutes, ticket.due_at - now)
    return before, minutes


def for_place(
    tx: Tx, map: WardMap, service: str, before: int, sent_to: int | None = None
) -> tuple[int, int] | None:
    counters = counters_for(tx, map, service, sent_to)
    if not counters:
        return None
    marks = ", ".join("?" * len(counters))
    turns = tx.value(
        f"SELECT count(*) FROM turns WHERE ended_at IS NULL AND counter IN ({marks})",
        counters,
    )
    return wait_range(before, turns, mean_minutes(tx, map, service), len(counters))
