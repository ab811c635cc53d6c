"""One change of the world: a transaction, its moment, who asks, and the events it writes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from office.errors import Refused
from office.journal import write
from office.moves import MOVES
from office.store import Tx
from office.ticket import By, Event, Ticket, Turn
from office.ward import Counter, Rules, Service
from office.wardmap import WardMap


@dataclass
class Change:
    """Handed to every rule that writes. `day` is the open day; `now` is journal time."""

    tx: Tx
    map: WardMap
    by: By
    now: int
    day: str
    events: list[Event] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def rules(self) -> Rules:
        return self.map.ward.rules

    def service(self, service: str) -> Service:
        return self.map.service(service)

    def counter(self, counter: int) -> Counter:
        return self.map.counter(counter)

    def reason(self, purpose: str, reason: str | None, *, needed: bool) -> str | None:
        """The reason's id. Refused: `reason_needed`, `unknown_reason`."""
        if reason is None:
            if needed:
                raise Refused("reason_needed", purpose=purpose)
            return None
        return self.map.reason(purpose, reason)

    def ticket(self, ticket: int) -> Ticket:
        row = self.tx.one("SELECT * FROM tickets WHERE id = ?", (ticket,))
        if row is None:
            raise Refused("unknown_ticket", ticket=ticket)
        return Ticket.of(row)

    def turn(self, turn: int) -> Turn:
        row = self.tx.one("SELECT * FROM turns WHERE id = ?", (turn,))
        assert row is not None
        return Turn.of(row)

    def open_turn(self, counter: int) -> Turn | None:
        row = self.tx.one("SELECT * FROM turns WHERE counter = ? AND ended_at IS NULL", (counter,))
        return None if row is None else Turn.of(row)

    def open_turn_of(self, ticket: int) -> Turn | None:
        row = self.tx.one("SELECT * FROM turns WHERE ticket = ? AND ended_at IS NULL", (ticket,))
        return None if row is None else Turn.of(row)

    def last_turn(self, ticket: int) -> Turn | None:
        """The newest that counts: an undone call never was."""
        row = self.tx.one(
            "SELECT * FROM turns WHERE ticket = ? AND outcome IS NOT 'undone'"
            " ORDER BY id DESC LIMIT 1",
            (ticket,),
        )
        return None if row is None else Turn.of(row)

    def must_allow(self, ticket: Ticket, move: str) -> None:
        """Refused: `wrong_state`."""
        if ticket.state not in MOVES[move].frm:
            raise Refused("wrong_state", ticket=ticket.id, state=ticket.state)

    def move(self, ticket: Ticket, move: str, to: str, **columns: Any) -> Ticket:
        """Take an allowed move, guarded by the state that was read. Refused: `wrong_state`."""
        self.must_allow(ticket, move)
        assert to in MOVES[move].to
        state_at = ticket.state_at if to == ticket.state else self.now
        changes = {"state": to, "state_at": state_at, **columns, "moves": ticket.moves + 1}
        names = ", ".join(f"{name} = ?" for name in changes)
        moved = self.tx.execute(
            f"UPDATE tickets SET {names} WHERE id = ? AND state = ? AND moves = ?",
            (*changes.values(), ticket.id, ticket.state, ticket.moves),
        )
        assert moved.rowcount == 1
        return replace(ticket, **changes)

    def set_turn(self, turn: Turn, **columns: Any) -> Turn:
        names = ", ".join(f"{name} = ?" for name in columns)
        self.tx.execute(
            f"UPDATE turns SET {names} WHERE id = ?",
            (*columns.values(), turn.id),
        )
        return replace(turn, **columns)

    def end(self, turn: Turn, outcome: str, **columns: Any) -> Turn:
        return self.set_turn(turn, ended_at=self.now, outcome=outcome, **columns)

    def write(
        self,
        kind: str,
        *,
        ticket: Ticket | None = None,
        turn: Turn | None = None,
        counter: int | None = None,
        note: str | None = None,
        **data: Any,
    ) -> Event:
        """Add one line to the journal. A free `note` lies apart and is wiped with the names."""
        if ticket is not None:
            data = {"label": ticket.label, "service": ticket.service, **data}
        kept = {key: value for key, value in data.items() if value is not None}
        event = write(
            self.tx,
            Event(
                seq=0,
                at=self.now,
                day=self.day,
                kind=kind,
                ticket=ticket.id if ticket else None,
                turn=turn.id if turn else None,
                counter=turn.counter if turn else counter,
                officer=self.by.officer,
                surface=self.by.surface,
                data=json.loads(json.dumps(kept)),
            ),
        )
        if note:
            self.tx.execute("INSERT INTO notes (seq, note) VALUES (?, ?)", (event.seq, note))
        self.events.append(event)
        return event
