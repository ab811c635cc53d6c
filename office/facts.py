"""What may be known: whole snapshots as JSON-ready dicts, for pages and for answers."""

from __future__ import annotations

from typing import Any

from office import day, deskfacts, finds, hallfacts, inuse, names, rollfacts, wait
from office.days import Days
from office.errors import Refused
from office.line import Line, open_counters
from office.moves import FINAL
from office.store import Tx
from office.ticket import Name, Ticket
from office.ward import Ward


class Facts(Days):
    """Questions to the office. Nothing here changes anything."""

    def ticket(self, ticket: int) -> Ticket:
        """Refused: `unknown_ticket`."""
        row = self.store.one("SELECT * FROM tickets WHERE id = ?", (ticket,))
        if row is None:
            raise Refused("unknown_ticket", ticket=ticket)
        return Ticket.of(row)

    def ticket_by_token(self, token: str) -> Ticket | None:
        row = self.store.one("SELECT * FROM tickets WHERE token = ?", (token,))
        return None if row is None else Ticket.of(row)

    def ticket_by_code(self, code: str) -> Ticket | None:
        with self.store.reading() as tx:
            return finds.by_code(tx, code)

    def awaits_visits(self) -> bool:
        """Whether somebody who has booked is still to come, today or later."""
        found = self.store.one(
            f"SELECT 1 FROM tickets WHERE {inuse.NOT_FINAL}"
            " AND state = 'booked' AND day >= ? LIMIT 1",
            (self.today(),),
        )
        return found is not None

    def ticket_facts(self, ticket: int) -> dict[str, Any]:
        """One ticket without its name: state, people ahead, minutes to wait, counters."""
        found = self.ticket(ticket)
        with self.store.reading() as tx:
            return self._ticket_facts(tx, found)

    def name(self, ticket: int) -> Name | None:
        """How the citizen is called; None without a name or once the day is closed."""
        with self.store.reading() as tx:
            return names.of(tx, ticket)

    def desk_facts(self, counter: int) -> dict[str, Any]:
        """One counter: its turn, what may be pressed, its line with why, held and missed."""
        with self.store.reading() as tx:
            view = deskfacts.View(tx, self.map, counter, self.today(), self.now())
            facts = deskfacts.of(view)
            turn = facts["turn"]
            if turn is not None:
                ticket = Ticket.of(
                    tx.all("SELECT * FROM tickets WHERE id = ?", (turn["ticket"],))[0]
                )
                turn["ticket"] = self._ticket_facts(tx, ticket) | _name(tx, ticket.id)
            return facts

    def key_facts(self, counter: int) -> dict[str, Any]:
        """What one key would do at a counter now: {counter, state, turn, smart}; `turn` an id."""
        with self.store.reading() as tx:
            return deskfacts.keys(deskfacts.View(tx, self.map, counter, self.today(), self.now()))

    def following(self) -> dict[int, Ticket]:
        """Whom each open counter would call next, by counter; without numbers of paper rolls."""
        found: dict[int, Ticket] = {}
        with self.store.reading() as tx:
            for counter in open_counters(tx, [each.id for each in self.ward.counters]):
                line = Line(tx, self.map, counter, self.today(), self.now())
                chosen = line.next()
                if chosen is not None and chosen.ticket is not None:
                    found[counter] = chosen.ticket
        return found

    def hall_facts(self) -> dict[str, Any]:
        """The whole hall as everybody may see it; no names."""
        now = self.now()
        with self.store.reading() as tx:
            local = self.time.local(now)
            return hallfacts.of(tx, self.map, self.today(), now, local, self._day is not None)

    def rolls(self) -> dict[str, Any]:
        """Today's paper rolls, and for each series what was given and a safe next range."""
        with self.store.reading() as tx:
            return rollfacts.of(tx, self.map, self.today())

    def find(self, text: str, service: str | None = None) -> dict[str, Any]:
        """Today's numbers by a part of the name, the number or a time: {count, tickets}."""

        def minute(at: int) -> int:
            local = self.time.local(at)
            return local.hour * finds.HOUR + local.minute

        with self.store.reading() as tx:
            sought = finds.Sought.read(text)
            count, found = finds.find(tx, self.today(), sought, service, minute)
            return {"count": count, "tickets": found}

    def found(self, ticket: int) -> dict[str, Any]:
        """One numbered ticket as `find` tells of it, and how many stand before it while it waits.

        `ahead` is None for whom nobody can call. Refused: `unknown_ticket`.
        """
        ahead = self.ticket_facts(ticket)["ahead"]
        with self.store.reading() as tx:
            return {**finds.one(tx, ticket), "ahead": ahead}

    def is_empty(self) -> bool:
        """Nobody waits, is held or is at a counter."""
        with self.store.reading() as tx:
            return tx.one(day.EMPTY_HALL) is None

    def in_use_beyond(self, ward: Ward, old: Ward | None = None) -> list[inuse.Use]:
        """What people depend on now and `ward` does not have; nothing of it may vanish."""
        with self.store.reading() as tx:
            return inuse.beyond(tx, self.today(), ward, old)

    def _ticket_facts(self, tx: Tx, ticket: Ticket) -> dict[str, Any]:
        ahead, minutes = None, None
        if ticket.state == "waiting":
            ahead, minutes = wait.expected(tx, self.map, ticket, self.now())
        counters: list[int] = []
        if ticket.state not in FINAL and ticket.service in self.map.services:
            open_ones = wait.counters_for(tx, self.map, ticket.service, ticket.counter)
            counters = open_ones or list(self.map.counters_of(ticket.service))
        return {
            "id": ticket.id,
            "label": ticket.label,
            "letter": ticket.letter,
            "number": ticket.number,
            "service": ticket.service,
            "state": ticket.state,
            "priority": ticket.priority,
            "priority_confirmed": bool(ticket.priority_confirmed),
            "language": ticket.language,
            "since": ticket.since,
            "taken_at": ticket.taken_at,
            "counts_from": ticket.counts_from,
            "slot_at": ticket.slot_at,
            "counter": ticket.counter,
            "quantity": ticket.files,
            "planned": ticket.planned,
            "returns": ticket.returns,
            "roll": ticket.roll is not None,
            "ahead": ahead,
            "wait_minutes": None if minutes is None else list(minutes),
            "counters": counters,
            "token": ticket.token,
        }


def _name(tx: Tx, ticket: int) -> dict[str, Any]:
    name = names.of(tx, ticket)
    return {"name": name.text if name else None, "say_name": bool(name and name.say)}
