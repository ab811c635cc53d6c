"""What the office does, as the hall hears of it: calls that wait, and those that are over."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TYPE_CHECKING

from office import Event
from voices.hall import RECENT, Hall
from voices.prompter import Prompter
from voices.records import Records
from voices.zone import Call, Zone

if TYPE_CHECKING:
    from web.parts import Parts

LOOK_BACK = 500
DAY = 86_400_000
CALLS = frozenset({"called", "recalled"})
OVER = frozenset(
    {"undone", "started", "absent", "held", "transferred", "finished", "cancelled", "expired"}
)


class Listener:
    """`is_quiet(at)`: whether nothing is spoken then; `silence(zone)` ends what it says."""

    def __init__(
        self,
        parts: Parts,
        hall: Hall,
        prompter: Prompter,
        records: Records,
        is_quiet: Callable[[int], bool],
        silence: Callable[[Zone], None],
    ) -> None:
        self._office = parts.office
        self._zone_of = {counter.id: counter.zone for counter in parts.ward.counters}
        self._hall = hall
        self._prompter = prompter
        self._records = records
        self._is_quiet = is_quiet
        self._silence = silence

    def where(self, counter: int) -> list[Zone]:
        """Where the calls to that counter are heard."""
        return self._hall.where(self._zone_of.get(counter, ""))

    def catch_up(self) -> None:
        """After a start: calls never spoken and young enough are still spoken."""
        self._records.forget(self._office.now() - DAY)
        first = max(0, self._office.last_seq - LOOK_BACK)
        spoken = self._records.since(first)
        self.hear(self._office.events_after(first, LOOK_BACK), spoken)

    def hear(self, events: list[Event], spoken: Set[tuple[int, str]] = frozenset()) -> None:
        """`spoken`: (seq, zone) of what was said before."""
        for event in events:
            if event.kind in CALLS:
                self._add(event, spoken)
            elif event.kind in OVER and event.ticket is not None:
                self.over(event.ticket, undone=event.kind == "undone")
            elif event.kind == "day_closed":
                self._prompter.forget()
                self._records.forget(self._office.now() - DAY)

    def over(self, ticket: int, *, undone: bool) -> None:
        self._hall.over(ticket)
        for zone in self._hall.playing(ticket):
            # In a sentence with others it is heard out: stopping it would take theirs too.
            if undone and zone.playing and len(zone.playing.calls) == 1:
                self._silence(zone)
        self._prompter.over(ticket)

    def _add(self, event: Event, spoken: Set[tuple[int, str]]) -> None:
        counter, ticket = event.counter or 0, event.ticket or 0
        said = self._prompter.said(event)
        self._prompter.called(ticket)
        young = event.at >= self._office.now() - RECENT and not self._is_quiet(event.at)
        for zone in self.where(counter):
            call = Call(event.seq, event.at, ticket, said)
            if (event.seq, zone.id) in spoken:
                zone.set([call], "spoken")
            elif young:
                zone.add(call, RECENT)
            else:
                zone.set([call], "silent")
