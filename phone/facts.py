"""One's own ticket and where the hall stands: no name, no other ticket's secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from office import Office, Ticket


class Hall:
    """The hall's facts, made once for all phones after each event."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._seq = -1
        self._facts: dict[str, Any] = {}

    def facts(self) -> dict[str, Any]:
        if self._seq != self._office.last_seq:
            self._facts = self._office.hall_facts()
            self._seq = self._office.last_seq
        return self._facts


def facts(office: Office, ticket: Ticket, hall: dict[str, Any]) -> dict[str, Any]:
    """Some of the ticket's own facts, with {counter, called_at, last, now}.

    `counter` and `called_at` (ms) while it is called or served; `last`: the hall's latest call
    as {label, counter}; `now` (ms).
    """
    own = office.ticket_facts(ticket.id)
    turns = [desk for desk in hall["desks"] if desk["turn"]]
    counter = next((d["counter"] for d in turns if d["turn"]["ticket"] == ticket.id), None)
    called = next((call["at"] for call in hall["calls"] if call["ticket"] == ticket.id), None)
    last = next(iter(hall["calls"]), None)
    kept = ("label", "service", "state", "ahead", "wait_minutes", "counters", "slot_at", "planned")
    return {
        **{key: own[key] for key in kept},
        "counter": counter,
        "called_at": called,
        "last": None if last is None else {key: last[key] for key in ("label", "counter")},
        "now": office.now(),
    }
