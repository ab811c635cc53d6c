"""A ticket's place in line, as pure arithmetic on milliseconds (design, "Who is next")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

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
    return min(checked_in, max(taken_at, checked_in - rules.remote_credit * MINUTE))


def since_returned(rules: Rules, since: int, now: int) -> int:
    return min(now, max(since, now - rules.return_credit * MINUTE))


def since_transferred(rules: Rules, waited: int, now: int) -> int:
    return now - min(waited, rules.transfer_credit * MINUTE)


class Standing(NamedTuple):
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
    line = sorted(standings)
    first = [each for each in line if each.due and each.priority]
    others = [each for each in line if each.due and not each.priority]
    order: list[int] = []
    p = o = 0
    while p < len(first) or o < len(others):
        if o < len(others) and (p == len(first) or streak >= in_a_row or others[o] < first[p]):
            order.append(others[o].id)
            o, streak = o + 1, 0
        else:
            order.append(first[p].id)
            p, streak = p + 1, streak + 1
    return order + [each.id for each in line if not each.due]


def wait_range(
    ahead: int, open_turns: int, mean_minutes: float, counters: int
) -> tuple[int, int] | None:
    """(ahead + half the open turns) × mean ÷ counters, ± 30 %, rounded outwards to 5 minutes."""
    if counters == 0:
        return None
    minutes = (ahead + open_turns / 2) * mean_minutes / counters
    low = int(round(minutes * 0.7, 6) // 5) * 5
    high = -int(-round(minutes * 1.3, 6) // 5) * 5
    return low, max(high, low + 5)


def not_before(minutes: tuple[int, int], left: int) -> tuple[int, int]:
    """A wait of which `left` ms pass in any case, as those of an appointment until it is due."""
    low = max(minutes[0], max(0, left) // (5 * MINUTE) * 5)
    return low, max(minutes[1], low + 5)


def streak_of(classes: Sequence[bool]) -> int:
    """How many of the newest turns, newest first, were priority class without a break."""
    count = 0
    for priority in classes:
        if not priority:
            break
        count += 1
    return count
