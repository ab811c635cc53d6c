"""The office: every verb of the waiting hall, each one change of the world in one transaction.

Every verb raises Refused and changes nothing when the rules do not allow it. `key` makes a
repeat harmless; `turn` is the open turn the officer saw, or None for a free counter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from office import course, desk, door, numbers
from office.change import Change
from office.course import Where
from office.days import Act, Seen
from office.door import Also, Fits, Wanted
from office.facts import Facts
from office.hours import is_slot
from office.noticing import Noticing
from office.showing import Showing
from office.ticket import UNSEEN, By, Outcome, Ticket, Turn
from office.visits import Booked, NotBooked, Visit, book_all
from office.ward import Service


class Office(Facts, Showing, Noticing):
    """The rules and the records of one office. Older days are closed before anything else."""

    # The door

    def issue(
        self,
        service: str,
        *,
        by: By,
        priority: str | None = None,
        name: str | None = None,
        say_name: bool = False,
        language: str = "vi",
        dossier: str | None = None,
        person: str | None = None,
        consent: str | None = None,
        quantity: int = 1,
        planned: str | None = None,
        reason: str | None = None,
        key: str | None = None,
        also: Also | None = None,
    ) -> Outcome:
        """A number now; `also` adds a surface's row to the same transaction."""
        wanted = Wanted(
            service, priority, name, say_name, language, dossier, person, consent, quantity, planned
        )

        def act(c: Change) -> Outcome:
            local = self.time.local(c.now)
            return Outcome(door.issue(c, wanted, local, reason, also))

        return self._do(by, key, ["issue", vars(wanted), reason], act)

    def book(
        self,
        service: str,
        *,
        by: By,
        day: str,
        slot_at: int | None = None,
        priority: str | None = None,
        name: str | None = None,
        say_name: bool = False,
        language: str = "vi",
        dossier: str | None = None,
        person: str | None = None,
        key: str | None = None,
    ) -> Outcome:
        """`day` is local text; `slot_at` ms UTC of an appointment, None for a remote number."""
        wanted = Wanted(service, priority, name, say_name, language, dossier, person)

        def act(c: Change) -> Outcome:
            return Outcome(door.book(c, wanted, day, slot_at, self._fits(day)))

        return self._do(by, key, ["book", vars(wanted), day, slot_at], act)

    def book_all(
        self, visits: Sequence[Visit], *, by: By, check: bool = False
    ) -> tuple[bool, list[Booked]]:
        """(whether they are booked, what became of each). Nothing is booked if one is refused."""
        answers: list[Booked] = []

        def act(c: Change) -> None:
            zone = ZoneInfo(self.ward.time_zone)
            answers.extend(book_all(c, visits, self._fits, zone, check=check))

        try:
            self._do(by, None, [], act)
        except NotBooked as nothing:
            return False, nothing.answers
        return True, answers

    def _fits(self, day: str) -> Fits:
        def fits(wanted: Service, at: int) -> bool:
            return self.time.day(at) == day and is_slot(self.ward, wanted, self.time.local(at))

        return fits

    def check_in(
        self, code: str, *, by: By, key: str | None = None, also: Also | None = None
    ) -> Outcome:
        def act(c: Change) -> Outcome:
            return Outcome(door.check_in(c, code, self.time.local(c.now), also))

        return self._do(by, key, ["check_in", code], act)

    def open_roll(self, letter: str, first: int, last: int, *, by: By) -> int:
        """Reserve a paper roll's numbers; answers the range's id."""
        roll = 0

        def act(c: Change) -> None:
            nonlocal roll
            roll = numbers.open_roll(c, letter, first, last)

        self._do(by, None, [], act)
        return roll

    def close_roll(self, roll: int, *, by: By) -> None:
        self._do(by, None, [], lambda c: numbers.close_roll(c, roll))

    # The desk

    def call_next(
        self, counter: int, *, by: By, key: str | None = None, turn: Seen = UNSEEN
    ) -> Outcome:
        def act(c: Change) -> Outcome:
            return _outcome(c, *desk.call_next(c, counter))

        return self._do(by, key, ["call_next", counter], act, counter, turn)

    def call_this(
        self,
        counter: int,
        ticket: int,
        *,
        by: By,
        reason: str | None = None,
        key: str | None = None,
        turn: Seen = UNSEEN,
    ) -> Outcome:
        """One waiting or missed ticket; out of order unless it was this counter's next."""

        def act(c: Change) -> Outcome:
            return _outcome(c, *desk.call_this(c, counter, ticket, reason))

        return self._do(by, key, ["call_this", counter, ticket, reason], act, counter, turn)

    def recall(
        self, counter: int, *, by: By, key: str | None = None, turn: Seen = UNSEEN
    ) -> Outcome:
        return self._do(by, key, ["recall", counter], _at(desk.recall, counter), counter, turn)

    def start(
        self, counter: int, *, by: By, key: str | None = None, turn: Seen = UNSEEN
    ) -> Outcome:
        return self._do(by, key, ["start", counter], _at(desk.start, counter), counter, turn)

    def finish(
        self, counter: int, *, by: By, key: str | None = None, turn: Seen = UNSEEN
    ) -> Outcome:
        return self._do(by, key, ["finish", counter], _at(desk.finish, counter), counter, turn)

    def undo(self, counter: int, *, by: By, key: str | None = None, turn: Seen = UNSEEN) -> Outcome:
        return self._do(by, key, ["undo", counter], _at(desk.undo, counter), counter, turn)

    def reopen(
        self, counter: int, *, by: By, key: str | None = None, turn: Seen = UNSEEN
    ) -> Outcome:
        return self._do(by, key, ["reopen", counter], _at(desk.reopen, counter), counter, turn)

    def absent(
        self,
        counter: int,
        *,
        by: By,
        next: bool = False,
        key: str | None = None,
        turn: Seen = UNSEEN,
    ) -> Outcome:
        """With `next`, the next citizen is called by the same press."""

        def act(c: Change) -> Outcome:
            if next:
                return _outcome(c, *desk.call_next(c, counter, absent_first=True))
            return _outcome(c, desk.absent(c, counter))

        return self._do(by, key, ["absent", counter, next], act, counter, turn)

    def hold(
        self,
        counter: int,
        *,
        by: By,
        reason: str | None = None,
        note: str | None = None,
        key: str | None = None,
        turn: Seen = UNSEEN,
    ) -> Outcome:
        def act(c: Change) -> Outcome:
            return _outcome(c, desk.hold(c, counter, reason, note))

        return self._do(by, key, ["hold", counter, reason, note], act, counter, turn)

    def resume(
        self, counter: int, ticket: int, *, by: By, key: str | None = None, turn: Seen = UNSEEN
    ) -> Outcome:
        """A held ticket: silently at the counter that held it, called at another."""

        def act(c: Change) -> Outcome:
            return _outcome(c, *desk.resume(c, counter, ticket))

        return self._do(by, key, ["resume", counter, ticket], act, counter, turn)

    def desk(
        self,
        counter: int,
        state: str,
        *,
        by: By,
        reason: str | None = None,
        until: int | None = None,
        key: str | None = None,
        turn: Seen = UNSEEN,
    ) -> Outcome:
        """Open, pause (reason; `until` ms UTC) or close a counter that has no open turn."""

        def act(c: Change) -> None:
            desk.set_state(c, counter, state, reason, until)

        return self._do(by, key, ["desk", counter, state, reason, until], act, counter, turn)

    # One ticket

    def transfer(
        self,
        ticket: int,
        *,
        service: str,
        by: By,
        counter: int | None = None,
        place: Where = "kept",
        at_counter: int | None = None,
        reason: str | None = None,
        key: str | None = None,
        turn: Seen = UNSEEN,
    ) -> Outcome:
        """Into another line, with its number; `at_counter` is where the officer sits."""

        def act(c: Change) -> Outcome:
            moved = course.transfer(c, ticket, service, counter, place, at_counter, reason)
            return Outcome(moved)

        body = ["transfer", ticket, service, counter, place, at_counter, reason]
        return self._do(by, key, body, act, at_counter or 0, UNSEEN if at_counter is None else turn)

    def return_(
        self, ticket: int, *, by: By, reason: str | None = None, key: str | None = None
    ) -> Outcome:
        """A citizen who missed the call is back in line."""
        body = ["return", ticket, reason]
        return self._do(by, key, body, lambda c: Outcome(course.return_(c, ticket, reason)))

    def reclassify(
        self,
        ticket: int,
        *,
        priority: str | None,
        by: By,
        reason: str | None = None,
        key: str | None = None,
    ) -> Outcome:
        """Give or withdraw (None) a priority."""

        def act(c: Change) -> Outcome:
            return Outcome(course.reclassify(c, ticket, priority, reason))

        return self._do(by, key, ["reclassify", ticket, priority, reason], act)

    def cancel(
        self, ticket: int, *, by: By, reason: str | None = None, key: str | None = None
    ) -> Outcome:
        body = ["cancel", ticket, reason]
        return self._do(by, key, body, lambda c: Outcome(course.cancel(c, ticket, reason)))


def _at(move: Callable[[Change, int], Turn], counter: int) -> Act:
    return lambda c: _outcome(c, move(c, counter))


def _outcome(change: Change, turn: Turn | None, finished: Turn | None = None) -> Outcome:
    ticket: Ticket | None = None if turn is None else change.ticket(turn.ticket)
    return Outcome(ticket, turn, finished)
