"""At the counter: calling, serving, finishing. Every function is one move of the table."""

from __future__ import annotations

import secrets

from office import numbers
from office.change import Change
from office.clock import MINUTE
from office.errors import Refused
from office.guards import Desk
from office.line import Line
from office.moves import DESK
from office.ticket import Ticket, Turn

LONGEST_PAUSE = 24 * 60 * MINUTE
LAST_DONE = """
SELECT * FROM turns WHERE counter = ? AND day = ? AND outcome = 'done' ORDER BY id DESC LIMIT 1
"""


def look(change: Change, counter: int) -> Desk:
    change.counter(counter)
    state = change.tx.value("SELECT state FROM desks WHERE counter = ?", (counter,)) or "closed"
    turn = change.open_turn(counter)
    ticket = change.ticket(turn.ticket) if turn else None
    return Desk(counter, state, turn, ticket, change.now, change.rules)


def make_room(change: Change, counter: int) -> Turn | None:
    """Finish the open turn that may be finished; the turn as it was before, or None."""
    desk = look(change, counter)
    desk.may_make_room()
    if desk.turn is not None:
        finish(change, counter)
    return desk.turn


def call_next(
    change: Change, counter: int, *, absent_first: bool = False
) -> tuple[Turn | None, Turn | None]:
    """(the new turn, the turn that made room). Refused: `nobody_waiting` on a free counter."""
    left = absent(change, counter) if absent_first else None
    before = make_room(change, counter)
    ended = left if before is None else change.turn(before.id)
    found = Line(change.tx, change.map, counter, change.day, change.now).next()
    if found is None:
        if ended is None:
            raise Refused("nobody_waiting", counter=counter)
        return None, ended
    ticket = found.ticket or _from_roll(change, found.roll or 0)
    return _begin(change, counter, ticket, "call_next", found.rule, before, by_next=1), ended


def call_this(
    change: Change, counter: int, ticket: int, reason: str | None
) -> tuple[Turn | None, Turn | None]:
    """Out of order unless it was this counter's next; then a reason is needed."""
    chosen = change.ticket(ticket)
    change.must_allow(chosen, "call_this")
    before = make_room(change, counter)
    following = Line(change.tx, change.map, counter, change.day, change.now).next()
    in_order = following is not None and following.ticket == chosen
    reason = change.reason("call", reason, needed=not in_order)
    why = following.rule if following is not None and in_order else "chosen"
    turn = _begin(
        change, counter, chosen, "call_this", why, before, chosen=int(not in_order), reason=reason
    )
    return turn, None if before is None else change.turn(before.id)


def recall(change: Change, counter: int) -> Turn:
    turn, ticket = look(change, counter).may_recall()
    calls = turn.calls + 1
    change.move(ticket, "recall", "called")
    event = change.write(
        "recalled", ticket=ticket, turn=turn, calls=calls, language=ticket.language
    )
    return change.set_turn(turn, calls=calls, last_call_at=change.now, call_seq=event.seq)


def start(change: Change, counter: int) -> Turn:
    turn, ticket = look(change, counter).must_be_called()
    change.move(ticket, "start", "serving")
    change.write("started", ticket=ticket, turn=turn)
    return change.set_turn(turn, started_at=change.now)


def absent(change: Change, counter: int) -> Turn:
    turn, ticket = look(change, counter).may_be_absent()
    change.move(ticket, "absent", "missed")
    change.write("absent", ticket=ticket, turn=turn)
    return change.end(turn, "missed")


def undo(change: Change, counter: int) -> Turn:
    """Take a call back: the ticket stands as before, and so does the turn it had finished."""
    turn, ticket = look(change, counter).may_undo()
    change.move(ticket, "undo", turn.came_from)
    change.write("undone", ticket=ticket, turn=turn, to=turn.came_from)
    undone = change.end(turn, "undone")
    if turn.finished is not None:
        earlier = change.turn(turn.finished)
        kept = change.ticket(earlier.ticket)
        # One who goes on may be the very next, and was moved by this call alone.
        if kept.id == ticket.id or kept.moves == turn.finished_moves:
            _resurrect(change, earlier, kept, turn.finished_state or "serving", undo=True)
    return undone


def finish(change: Change, counter: int) -> Turn:
    """Done; or on, with its place in line, to the service that was planned to come after."""
    turn, ticket = look(change, counter).may_finish()
    confirmed = int(ticket.state == "serving")
    if ticket.planned is None:
        change.move(ticket, "finish", "done")
    else:
        on = {"service": ticket.planned, "planned": None, "served": ticket.service}
        change.move(ticket, "finish", "waiting", counter=None, **on)
    change.write(
        "finished", ticket=ticket, turn=turn, confirmed=bool(confirmed), planned=ticket.planned
    )
    return change.end(turn, "done", confirmed=confirmed)


def reopen(change: Change, counter: int) -> Turn:
    last, ticket = _last_done(change, counter)
    turn, done = look(change, counter).may_reopen(last, ticket)
    return _resurrect(change, turn, done, "serving")


def hold(change: Change, counter: int, reason: str | None, note: str | None) -> Turn:
    turn, ticket = look(change, counter).must_have_turn()
    reason = change.reason("hold", reason, needed=True)
    change.move(ticket, "hold", "held")
    change.write("held", ticket=ticket, turn=turn, reason=reason, note=note)
    return change.end(turn, "held", reason=reason)


def resume(change: Change, counter: int, ticket: int) -> tuple[Turn | None, Turn | None]:
    """Silent where it was held; called where it was not."""
    held = change.ticket(ticket)
    change.must_allow(held, "resume")
    last = change.last_turn(ticket)
    before = make_room(change, counter)
    here = last is not None and last.counter == counter
    turn = _begin(change, counter, held, "resume", "resumed", before, resumed=1, silent=here)
    return turn, None if before is None else change.turn(before.id)


def set_state(
    change: Change, counter: int, state: str, reason: str | None, until: int | None
) -> None:
    desk = look(change, counter)
    if state not in DESK:
        raise Refused("bad_value", field="state")
    desk.must_be_free()
    if state not in DESK[desk.state]:
        raise Refused("wrong_state", counter=counter, state=desk.state)
    pausing = state == "paused"
    purpose = {"paused": "pause", "closed": "close"}.get(state)
    reason = change.reason(purpose, reason, needed=pausing) if purpose else None
    until = until if pausing else None
    if until is not None and not change.now <= until <= change.now + LONGEST_PAUSE:
        raise Refused("bad_value", field="until")
    change.tx.execute(
        "INSERT INTO desks (counter, state, reason, until, officer, since)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (counter) DO UPDATE SET state = excluded.state,"
        " reason = excluded.reason, until = excluded.until, officer = excluded.officer,"
        " since = excluded.since",
        (counter, state, reason, until, change.by.officer, change.now),
    )
    change.write("counter", counter=counter, state=state, reason=reason, until=until)


def _last_done(change: Change, counter: int) -> tuple[Turn | None, Ticket | None]:
    row = change.tx.one(LAST_DONE, (counter, change.day))
    turn = None if row is None else Turn.of(row)
    return turn, None if turn is None else change.ticket(turn.ticket)


def _begin(
    change: Change,
    counter: int,
    ticket: Ticket,
    move: str,
    why: str,
    before: Turn | None,
    *,
    by_next: int = 0,
    chosen: int = 0,
    resumed: int = 0,
    silent: bool = False,
    reason: str | None = None,
) -> Turn:
    finished = None if before is None else change.ticket(before.ticket)
    waited = None
    if not resumed and ticket.roll is None and ticket.since is not None:
        waited = max(0, change.now - _waits_from(change, ticket, ticket.since))
    row = change.tx.one(
        "INSERT INTO turns (ticket, day, counter, service, officer, called_at, last_call_at, calls,"
        " started_at, why, counts_from, waited, by_next, chosen, resumed, priority, roll,"
        " came_from, finished, finished_state, finished_moves)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
        (
            ticket.id,
            change.day,
            counter,
            ticket.service,
            change.by.officer,
            change.now,
            change.now,
            0 if silent else 1,
            change.now if silent else None,
            why,
            ticket.counts_from,
            waited,
            by_next,
            chosen,
            resumed,
            int(ticket.priority is not None),
            int(why == "roll"),
            ticket.state,
            before.id if before else None,
            None if before is None else ("serving" if before.started_at else "called"),
            finished.moves if finished else None,
        ),
    )
    assert row is not None
    turn = Turn.of(row)
    change.move(ticket, move, "serving" if silent else "called")
    if silent:
        change.write("resumed", ticket=ticket, turn=turn)
        return turn
    event = change.write(
        "called",
        ticket=ticket,
        turn=turn,
        calls=1,
        language=ticket.language,
        why=why,
        chosen=bool(chosen),
        resumed=bool(resumed),
        reason=reason,
    )
    return change.set_turn(turn, call_seq=event.seq)


def _waits_from(change: Change, ticket: Ticket, since: int) -> int:
    """Nobody waits while being served: what came on from a service waits from its end."""
    last = None if ticket.served is None else change.last_turn(ticket.id)
    return since if last is None or last.outcome != "done" else max(since, last.ended_at or 0)


def _resurrect(change: Change, turn: Turn, ticket: Ticket, to: str, *, undo: bool = False) -> Turn:
    started_at = turn.started_at or (change.now if to == "serving" else None)
    back: dict[str, str | None] = {}
    if ticket.state == "waiting":
        other = ticket.service if ticket.service != turn.service else ticket.planned
        back = {"service": turn.service, "planned": other, "served": None}
    change.move(ticket, "reopen", to, **back)
    change.write("reopened", ticket=ticket, turn=turn, to=to, undo=undo or None)
    return change.set_turn(turn, ended_at=None, outcome=None, confirmed=None, started_at=started_at)


def _from_roll(change: Change, roll: int) -> Ticket:
    """The paper number becomes a ticket as it is called; its place is when the range opened."""
    letter, number, opened_at = numbers.take_from_roll(change, roll)
    service = change.map.letters[letter]
    row = change.tx.one(
        "INSERT INTO tickets (day, letter, number, service, state, language, token, since,"
        " counts_from, place, roll, state_at) VALUES (?, ?, ?, ?, 'waiting', 'vi', ?, ?, ?,"
        " 'first', ?, ?) RETURNING *",
        (
            change.day,
            letter,
            number,
            service.id,
            secrets.token_urlsafe(12),
            opened_at,
            opened_at,
            roll,
            change.now,
        ),
    )
    assert row is not None
    return Ticket.of(row)
