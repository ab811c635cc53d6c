"""The office as it lives through its days: one change at a time, told to others afterwards."""

from __future__ import annotations

import logging
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from office import day, journal, repeats
from office.change import Change
from office.clock import MINUTE, Clock, JournalTime
from office.errors import Refused
from office.store import Store, allocate_lock
from office.ticket import UNSEEN, By, Event, Outcome, Unseen
from office.ward import Ward
from office.wardmap import WardMap

log = logging.getLogger(__name__)

Listener = Callable[[list[Event]], None]
Seen = int | None | Unseen
Act = Callable[[Change], Outcome | None]
SYSTEM = By(surface="office", staff=True)


class Days:
    """The store, the time, the open day, and the one way to change anything."""

    def __init__(self, store: Store, ward: Ward, clock: Clock) -> None:
        self.store = store
        self.ward = ward
        self.map = WardMap(ward)
        self._listeners: list[Listener] = []
        self._untold: deque[list[Event]] = deque()
        self._telling = allocate_lock()
        self._wiped = False
        with store.reading() as tx:
            self.last_seq, last_at = journal.last(tx)
            self._day = day.opened(tx)
        rules = ward.rules
        behind, jump = rules.clock_behind * MINUTE, rules.clock_jump * MINUTE
        self.time = JournalTime(clock, ZoneInfo(ward.time_zone), last_at, behind, jump)
        self.tick()

    def now(self) -> int:
        """Journal time, ms UTC: it never runs back."""
        return self.time.now()

    def today(self) -> str:
        """The open day, else the calendar's; local text such as 2026-03-10."""
        return self._day or self.time.day(self.now())

    def is_open(self, day: str) -> bool:
        """Whether that day has begun and is not closed."""
        return self._day == day

    def listen(self, listener: Listener) -> None:
        """Be told of the events after each commit, in the journal's order, one at a time.

        A failing listener is logged, no more.
        """
        self._listeners.append(listener)

    def events_after(self, seq: int, limit: int = 500) -> list[Event]:
        with self.store.reading() as tx:
            return journal.after(tx, seq, limit)

    def word_consent(self, version: str, words: dict[str, str]) -> None:
        """Journal what those agree to who are called by name, once for each wording.

        `words`: by language. With it, a consent of any day has the text that was agreed to.
        """
        worded = {"version": version, "words": words}
        with self.store.transaction() as tx:
            change = Change(tx, self.map, SYSTEM, self.time.now(), self.today())
            if journal.last_consent(tx) != worded:
                change.write("consent_worded", version=version, words=words)
                self.time.last = change.now
        self._tell(change)

    def tick(self) -> None:
        """Open and close days as the time comes; called every few seconds and at the start."""
        if not self._wiped:
            self._wiped = self.store.wipe()
        if self.time.trouble():
            return
        now = self.time.now()
        today = self.time.day(now)
        opened = self._day
        if opened is not None and opened < today:
            self._close(SYSTEM, opened, today)
        if self._day is None:
            self._open(today)
        elif self._day == today:
            with self.store.reading() as tx:
                over = day.closes_by_itself(tx, self.ward, self.time, now)
            if over:
                self._close(SYSTEM, today, today)

    def close_day(self, *, by: By, early: bool = True) -> None:
        """Refused: `day_closed` when it is closed already; unless `early`, `day_not_over`."""
        opened, now = self._day, self.now()
        if opened is None:
            raise Refused("day_closed")
        ends = day.sits_until(self.ward, self.time, now)
        if ends is not None and not early and opened == self.time.day(now):
            raise Refused("day_not_over", at=ends)
        self._close(by, opened, self.time.day(self.now()))

    def confirm_clock(self, *, by: By) -> None:
        """A person says that the clock is right; from here on the time is the clock's again."""
        with self.store.transaction() as tx:
            before = self.time.last
            ran_ahead = self.time.confirm()
            today = self.time.day(self.time.last)
            change = Change(tx, self.map, by, self.time.last, today)
            change.write("clock", before=before)
            opened = self._day
            if ran_ahead:
                day.put_right(change, ran_ahead)
        self._tell(change)
        if opened is not None and opened != today:
            self._close(by, opened, today)
            self._open(today, again=True)
        self.tick()

    def day_light(self) -> list[str]:
        """What a person must look at: `clock_behind`, `clock_jumped`, `day_asks`, `day_closed`."""
        troubles = [trouble] if (trouble := self.time.trouble()) else []
        with self.store.reading() as tx:
            if self._day is None:
                troubles.append("day_closed")
            elif day.asks(tx, self.ward, self.time, self.now()):
                troubles.append("day_asks")
        return troubles

    def _do(
        self,
        by: By,
        key: str | None,
        body: Any,
        act: Act,
        counter: int = 0,
        seen: Seen = UNSEEN,
    ) -> Outcome:
        """One change of the world in one transaction; the world is told after the commit."""
        self._keep_up()
        with self.store.transaction() as tx:
            if self._day is None:
                raise Refused("clock_unsure" if self.time.trouble() else "day_closed")
            change = Change(tx, self.map, by, self.time.now(), self._day)
            known = repeats.replay(change, key, body) if key else None
            if known is not None:
                return replace(known, seq=self.last_seq)
            repeats.compare(change, counter, seen)
            outcome = act(change) or Outcome()
            if key:
                repeats.keep(change, key, body, outcome)
            self.time.last = change.now
        self._tell(change)
        seq = change.events[-1].seq if change.events else self.last_seq
        return replace(outcome, seq=seq, warnings=tuple(change.warnings))

    def _keep_up(self) -> None:
        """A command that comes before the tick of a new day opens it."""
        if self._day != self.time.day(self.time.now()):
            self.tick()

    def _open(self, today: str, *, again: bool = False) -> None:
        with self.store.transaction() as tx:
            if self._day is not None or (day.is_closed(tx, today) and not again):
                return
            change = Change(tx, self.map, SYSTEM, self.time.now(), today)
            day.open_(change)
            self._day = today
            self.time.last = change.now
        self._tell(change)

    def _close(self, by: By, closing: str, today: str) -> None:
        with self.store.transaction() as tx:
            if self._day != closing:
                return
            change = Change(tx, self.map, by, self.time.now(), closing)
            day.close(change, today=today)
            self._day = None
            if closing == today:
                self.time.last = change.now
        self._wiped = self.store.wipe()
        self._tell(change)

    def _tell(self, change: Change) -> None:
        """Whoever tells already tells this too: a listener that acts or yields mixes no order."""
        if not change.events:
            return
        self.last_seq = max(self.last_seq, change.events[-1].seq)
        self._untold.append(change.events)
        while self._untold and self._telling.acquire(False):
            try:
                while self._untold:
                    self._tell_all(self._untold.popleft())
            finally:
                self._telling.release()

    def _tell_all(self, events: list[Event]) -> None:
        for listener in self._listeners:
            try:
                listener(events)
            except Exception as error:  # noqa: BLE001 - a listener is fenced off
                # Never its message: the value in it may be a name.
                place = traceback.extract_tb(error.__traceback__)[-1]
                log.error("a listener failed: %s in %s", type(error).__name__, place.name)
