"""A ticket's place in line, as pure arithmetic on milliseconds (design, "Who is next")."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from office.clock import MINUTE
from office.ward import Rules


def counts_from(rules: Rules, since: int, *, priority: bool, slot_at: int | None) -> int:
    """The moment a ticket counts from; `slot_at` only while its appointment still holds."""
    early = since - (rules.head_start * MINUTE if priority else 0)
    return early if slot_at is None else min(early, slot_at - rules.slot_lead * MINUTE)


def slot_holds(rules: Rules, slot_at: int | None, checked_in: int) -> bool:
    """More than `slot_grace` late, a booked visit counts as a walk-in."""
    return slot_at is not None and checked_in <= slot_at + rules.slot_grace * MINUTE


def since_remote(rules: Rules, taken_at: int, checked_in: int) -> int:
    return max(taken_at, checked_in - rules.remote_credit * MINUTE)


def since_returned(rules: Rules, since: int, now: int) -> int:
    return max(since, now - rules.return_credit * MINUTE)


def since_transferred(rules: Rules, waited: int, now: int) -> int:
    return now - min(waited, rules.transfer_credit * MINUTE)


@dataclass(frozen=True, order=True)
class Standing:
    """Where a waiting ticket stands at one counter: smaller is earlier."""

    key: int
    id: int
    priority: bool = False
    due: bool = True


def sequence(standings: Iterable[Standing], streak: int, in_a_row: int) -> list[int]:
    """Ticket ids in the order Next would call them if nobody else came.

    `streak` is how many of this counter's last turns by Next were priority class; after
    `in_a_row` of them a due ordinary ticket goes first.
    """
    due: dict[bool, list[Standing]] = {True: [], False: []}
    early: list[Standing] = []
    for standing in standings:
        (due[standing.priority] if standing.due else early).append(standing)
    for heap in due.values():
        heapq.heapify(heap)
    order: list[int] = []
    while due[True] or due[False]:
        ordinary_turn = bool(due[False]) and (
            not due[True] or streak >= in_a_row or due[False][0] < due[True][0]
        )
        taken = heapq.heappop(due[not ordinary_turn])
        streak = 0 if ordinary_turn else streak + 1
        order.append(taken.id)
    return order + [standing.id for standing in sorted(early)]


def wait_range(
    ahead: int, open_turns: int, mean_minutes: float, counters: int
) -> tuple[int, int] | None:
    """(ahead + half the open turns) × mean ÷ counters, ± 30 %, rounded outwards to 5 minutes."""
    if counters == 0:
        return None
    minutes = (ahead + open_turns / 2) * mean_minutes / counters
    low = int(minutes * 0.7 // 5) * 5
    high = -int(-(minutes * 1.3) // 5) * 5
    return low, max(high, low + 5)


def streak_of(classes: Sequence[bool]) -> int:
    """How many of the newest turns, newest first, were priority class without a break."""
    count = 0
    for priority in classes:
        if not priority:
            break
        count += 1
    return count
