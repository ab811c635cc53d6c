"""A small hall on a real file with a clock that is set by hand."""

from __future__ import annotations

import weakref
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from hall import ZONE, HallClock, ms

from office import By, Office, Outcome, Refused, Store, Ticket, Ward
from office.ward import Purpose

TUESDAY = "2026-03-10"
STAFF = By(surface="counter", device="pc", staff=True)
CITIZEN = By(surface="kiosk", device="k1")
SPAN = [{"start": "07:30", "end": "11:30"}, {"start": "13:00", "end": "17:00"}]

WARD: dict[str, Any] = {
    "hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), SPAN)
    | {"sat": SPAN[:1], "holidays": ["2026-03-12"]},
    "services": [
        {"id": "copies", "letter": "A", "name": {"vi": "Chứng thực"}},
        {"id": "births", "letter": "B", "name": {"vi": "Hộ tịch"}},
        {
            "id": "land",
            "letter": "C",
            "name": {"vi": "Đất đai"},
            "quota": 3,
            "slots": {"minutes": 30, "places": 1},
        },
        {"id": "results", "letter": "R", "name": {"vi": "Trả kết quả"}, "minutes": 3},
        {"id": "old", "letter": "Z", "name": {"vi": "Cũ"}, "retired": True},
    ],
    "counters": [
        {"id": 1, "services": ["copies"], "also": ["results"], "zone": "hall"},
        {"id": 2, "services": ["copies"], "zone": "hall"},
        {"id": 3, "services": ["births"], "also": "all", "zone": "hall"},
        {"id": 4, "services": ["land"], "zone": "hall"},
    ],
    "priorities": [{"id": "elderly", "name": {"vi": "Cao tuổi"}}],
    "reasons": [
        {
            "id": "because",
            "name": {"vi": "Vì vậy"},
            "for": [each for each in get_args(Purpose) if each != "withdraw"],
        }
    ],
}


class Hall:
    """An office, its file and its clock; opens on a Tuesday at 08:00 with counters 1–4 open."""

    def __init__(
        self,
        folder: Path,
        *,
        start: str = f"{TUESDAY} 08:00",
        opened: tuple[int, ...] = (1, 2, 3, 4),
        ward: dict[str, Any] | None = None,
        **rules: Any,
    ) -> None:
        self.path = folder / "office.db"
        self.ward = Ward.model_validate({**WARD, **(ward or {}), "rules": rules})
        self.clock = HallClock(start)
        self._open()
        for counter in opened:
            self.office.desk(counter, "open", by=STAFF)

    def _open(self) -> None:
        self.store = Store(self.path, bound=False, synchronous="OFF")
        # Newer Pythons complain of a connection that nobody closed.
        weakref.finalize(self, self.store.close)
        self.office = Office(self.store, self.ward, self.clock)

    def restart(self) -> None:
        self.store.close()
        self._open()

    def later(self, **span: float) -> None:
        self.clock.ahead(seconds=timedelta(**span).total_seconds())

    def at(self, clock: str) -> None:
        """Pass the time until this local time of the same day."""
        self.until(f"{datetime.fromtimestamp(self.clock.at / 1000, ZONE).date()} {clock}")

    def until(self, moment: str) -> None:
        """Pass the time until "2026-03-11 08:00" at the office."""
        self.clock.ahead(seconds=(ms(moment) - self.clock.at) / 1000)

    def take(self, service: str = "copies", **wanted: Any) -> Ticket:
        self.later(seconds=1)
        ticket = self.office.issue(service, by=CITIZEN, **wanted).ticket
        assert ticket is not None
        return ticket

    def next(self, counter: int = 1) -> Outcome:
        return self.office.call_next(counter, by=STAFF)

    def called(self, counter: int = 1) -> str:
        """Call the next, greet and finish; the label that was called."""
        ticket = self.next(counter).ticket
        assert ticket is not None
        self.office.start(counter, by=STAFF)
        self.office.finish(counter, by=STAFF)
        return ticket.label

    def start(self, counter: int = 1) -> Outcome:
        self.next(counter)
        return self.office.start(counter, by=STAFF)

    def miss(self, counter: int = 1) -> Ticket:
        """Call the next, call again, and find the citizen absent."""
        self.next(counter)
        self.later(seconds=15)
        self.office.recall(counter, by=STAFF)
        self.later(seconds=15)
        ticket = self.office.absent(counter, by=STAFF).ticket
        assert ticket is not None
        return ticket

    def state(self, ticket: Ticket) -> str:
        return self.office.ticket(ticket.id).state

    def kinds(self) -> list[str]:
        return [event.kind for event in self.office.events_after(0, 10_000)]


def refusal(verb: Any, *args: Any, **kwargs: Any) -> Refused:
    """The refusal that the verb answers with; fails when it is allowed."""
    try:
        verb(*args, **kwargs)
    except Refused as refused:
        return refused
    raise AssertionError("it was allowed")
