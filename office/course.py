"""Moves of one ticket away from the counters: back in line, elsewhere, another class, out."""

from __future__ import annotations

from typing import Literal, get_args

from office import place
from office.change import Change
from office.errors import Refused
from office.moves import AT_COUNTER
from office.ticket import Ticket

Where = Literal["kept", "first", "last"]


def return_(change: Change, ticket: int, reason: str | None) -> Ticket:
    """A citizen who missed the call is back. Refused: `returns_used`, `wrong_state`."""
    missed = change.ticket(ticket)
    change.must_allow(missed, "return")
    last = change.last_turn(ticket)
    if missed.state == "done":
        if last is None or not last.unmet or missed.day != change.day:
            raise Refused("wrong_state", ticket=ticket, state="done")
        # Whom nobody met was absent; a turn that is not `done` can no longer be rated.
        change.set_turn(last, outcome="missed", confirmed=None)
    if missed.returns >= change.rules.returns and not change.by.staff:
        raise Refused("returns_used", returns=missed.returns)
    needed = missed.returns >= change.rules.returns
    reason = change.reason("return", reason, needed=needed)
    since = place.since_returned(change.rules, missed.since or 0, change.now)
    back = change.move(
        missed,
        "return",
        "waiting",
        since=since,
        counts_from=_counts_from(change, missed, since),
        due_at=None,
        place="returned",
        returns=missed.returns + 1,
    )
    change.write("returned", ticket=back, returns=back.returns, reason=reason)
    return back


def transfer(
    change: Change,
    ticket: int,
    service: str,
    counter: int | None,
    where: Where,
    at_counter: int | None,
    reason: str | None,
) -> Ticket:
    """The same number into another line. Warns `no_open_counter`; refused: `not_here`."""
    change.service(service)
    if where not in get_args(Where):
        raise Refused("bad_value", field="place")
    if counter is not None:
        change.counter(counter)
    reason = change.reason("transfer", reason, needed=False)
    moved = change.ticket(ticket)
    change.must_allow(moved, "transfer")
    last = change.last_turn(ticket)
    waited = _waited(change, moved)
    if moved.state in AT_COUNTER and last is not None:
        if last.counter != at_counter:
            raise Refused("not_here", ticket=ticket, counter=last.counter)
        change.end(last, "transferred", reason=reason)
    since, counts_from = _place(change, moved, service, where, waited)
    there = change.move(
        moved,
        "transfer",
        "waiting",
        service=service,
        planned=None if moved.planned == service else moved.planned,
        counter=counter,
        since=since,
        counts_from=counts_from,
        due_at=None,
        place="transferred",
    )
    takers = (counter,) if counter is not None else change.map.takers_of(service)
    opened = [row[0] for row in change.tx.all("SELECT counter FROM desks WHERE state = 'open'")]
    if not any(taker in opened for taker in takers):
        change.warnings.append("no_open_counter")
    change.write(
        "transferred",
        ticket=there,
        turn=last if moved.state in AT_COUNTER else None,
        frm=moved.service,
        to=service,
        to_counter=counter,
        place=where,
        reason=reason,
    )
    return there


def reclassify(change: Change, ticket: int, priority: str | None, reason: str | None) -> Ticket:
    """Give, confirm or withdraw a priority; staff only. The place of another one is computed again.

    To confirm the class that was chosen moves nobody and needs no reason. What nobody has
    confirmed is withdrawn, unless told otherwise, for the office's usual reason to `withdraw`.
    """
    if not change.by.staff:
        raise Refused("staff_only")
    change.map.priority(priority)
    before = change.ticket(ticket)
    change.must_allow(before, "reclassify")
    confirms = priority is not None and priority == before.priority
    withdraws = priority is None and before.priority is not None
    if reason is None and withdraws and not before.priority_confirmed:
        reason = change.map.usual_reason("withdraw")
        change.reason("withdraw", reason, needed=True)
    else:
        reason = change.reason("priority", reason, needed=not confirms)
    counts_from = before.counts_from
    if before.since is not None and not confirms:
        slot_at = before.slot_at if before.due_at is not None else None
        counts_from = place.counts_from(
            change.rules, before.since, priority=priority is not None, slot_at=slot_at
        )
    after = change.move(
        before,
        "reclassify",
        before.state,
        priority=priority,
        priority_confirmed=int(priority is not None),
        counts_from=counts_from,
    )
    change.write(
        "reclassified",
        ticket=after,
        turn=change.open_turn_of(ticket),
        priority=priority is not None,
        what="confirmed" if confirms else "withdrawn" if withdraws else "given",
        reason=reason,
    )
    return after


def cancel(change: Change, ticket: int, reason: str | None) -> Ticket:
    """The citizen does not want it any more; its place in a quota is free again."""
    before = change.ticket(ticket)
    change.must_allow(before, "cancel")
    reason = change.reason("cancel", reason, needed=True)
    after = change.move(before, "cancel", "cancelled")
    change.write("cancelled", ticket=after, reason=reason)
    return after


def _waited(change: Change, ticket: Ticket) -> int:
    """Since `since` until the call, or now; what was taken up again after a hold is no call."""
    until: int | None = None
    if ticket.state != "waiting":
        until = change.tx.value(
            "SELECT called_at FROM turns WHERE ticket = ? AND resumed = 0"
            " AND outcome IS NOT 'undone' ORDER BY id DESC LIMIT 1",
            (ticket.id,),
        )
    until = change.now if until is None else until
    return max(0, until - (until if ticket.since is None else ticket.since))


def _place(
    change: Change, ticket: Ticket, service: str, where: Where, waited: int
) -> tuple[int, int]:
    """(since, counts_from) in the new line."""
    if where == "last":
        return change.now, change.now
    if where == "first":
        first = change.tx.value(
            "SELECT counts_from FROM tickets WHERE state = 'waiting' AND day = ? AND service = ?"
            " AND id <> ? ORDER BY counts_from LIMIT 1",
            (change.day, service, ticket.id),
        )
        if first is not None:
            counts_from = first - 1
            return min(change.now, counts_from + _head_start(change, ticket)), counts_from
    since = place.since_transferred(change.rules, waited, change.now)
    return since, _counts_from(change, ticket, since)


def _counts_from(change: Change, ticket: Ticket, since: int) -> int:
    return since - _head_start(change, ticket)


def _head_start(change: Change, ticket: Ticket) -> int:
    return -place.counts_from(change.rules, 0, priority=ticket.priority is not None, slot_at=None)
