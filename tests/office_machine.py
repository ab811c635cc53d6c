"""What Hypothesis may press, in any order: every move of the office, repeats, time, restarts.

One rule takes numbers and chooses by them, mostly what may be pressed and sometimes anything:
with a rule for each key Hypothesis leaves out half of them, and no long chain is ever reached.
"""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from office_agree import agree
from office_order import LETTERS, MINUTE, OWN, SECOND, Dict, day_of, waiting
from office_presses import STAFF, Presses

from office import Refused

T = TypeVar("T")
SPAN = [0, 1, 9_999, 10_000, 19_999, 20_000, 30_000, 60_000, 60_001, 120_001]
SPAN += [minutes * MINUTE for minutes in (4, 9, 11, 26, 61)]
CROWD = 12
INSTEAD = {
    "check_in": ("booked", "book"),
    "start": ("called", "call_next"),
    "undo": ("called", "call_next"),
    "absent": ("called", "call_next"),
    "finish": ("serving", "start"),
    "hold": ("serving", "start"),
    "resume": ("held", "hold"),
    "return_": ("missed", "absent"),
    "reopen": ("done", "finish"),
}
"""key: (a state that it needs, the key that leads there)."""
HALF_HOUR, DAY = 30 * MINUTE, 24 * 60 * MINUTE
SERVICES = list(LETTERS)

FREE = ("call_next", "call_next", "call_next", "call_this", "resume", "resume", "reopen", "desk")
BUSY = ("start", "start", "start", "finish", "recall", "undo", "hold", "absent", "late_undo", *FREE)
KEYS = (
    *["desk_key"] * 16,
    *("issue", "book", "check_in", "open_roll", "close_roll"),
    *("transfer", "transfer", "return_", "return_", "reclassify", "cancel"),
    *("time", "time", "time", "tick", "morning", "power", "again", "old_page"),
    *("issue", "issue", "issue", "check_in"),
)

numbers = st.integers(0, 9_999)
services = st.sampled_from(SERVICES)
arrival = st.tuples(services, st.booleans(), st.sampled_from([0, 1, 4, 9]))


def one(n: int, *of: T) -> T:
    chosen: T = of[n % len(of)]
    return chosen


class Machine(Presses):
    """A working morning with people in it."""

    @initialize(
        opened=st.sampled_from([(1, 2, 3), (1, 3), (1, 2)]),
        crowd=st.lists(arrival, min_size=3, max_size=9),
    )
    def begin(self, opened: tuple[int, ...], crowd: list[tuple[str, bool, int]]) -> None:
        for counter in opened:
            self._desk(counter, "open")
        for service, priority, minutes in crowd:
            self.pass_time(minutes * MINUTE)
            self._issue(service, priority)

    @invariant()
    def both_say_the_same(self) -> None:
        agree(self)

    @rule(n=numbers, a=numbers, b=numbers)
    def press(self, n: int, a: int, b: int) -> None:
        key = one(n, *KEYS)
        if key == "desk_key" or (key == "issue" and len(waiting(self.model)) > CROWD):
            busy = any(each["outcome"] is None for each in self.model.turns.values())
            key = one(n // len(KEYS), *(BUSY if busy else FREE))
        states = {each["state"] for each in self.model.tickets.values()}
        if key in INSTEAD and INSTEAD[key][0] not in states and a % 7:
            key = INSTEAD[key][1]
        note(f"  {key}")
        getattr(self, f"_take_{key}", self._take_key)(a, b, key)

    def pass_time(self, span: int) -> None:
        self.clock.ahead(seconds=span / SECOND)
        self.model.now += span

    # What the numbers choose

    def _ticket(self, n: int, *states: str) -> Dict:
        """Mostly one that may, sometimes any."""
        everybody = list(self.model.tickets.values())
        fitting = [each for each in everybody if each["state"] in states]
        return one(n // 6, *(fitting if fitting and n % 6 else everybody))

    def _counter(self, n: int, *states: str) -> int:
        """Mostly an open one whose ticket is in one of the states ("": a free one)."""
        fitting = []
        for counter, desk in self.model.desks.items():
            turn = self.model.open_turn(counter)
            state = self.model.tickets[turn["ticket"]]["state"] if turn else ""
            if state in states and desk == "open":
                fitting.append(counter)
        counters: list[int] = fitting if fitting and n % 6 else list(OWN)
        return one(n // 6, *counters)

    def _take_issue(self, a: int, b: int, _: str) -> None:
        person = one(b, None, None, "x", "y")
        by = one(a // 4, "citizen", "citizen", "staff")
        files, planned = one(b // 4, 1, 1, 1, 2, 3), one(a // 12, None, *SERVICES)
        self._issue(one(a, *SERVICES), b % 3 == 0, person, by, b % 2 == 0, files, planned)

    def _take_book(self, a: int, b: int, _: str) -> None:
        at, days = None, one(b, 0, 0, 0, 1, 5)
        if a % 6:
            at = (self.model.now // HALF_HOUR + a % 6 - 1) * HALF_HOUR + days * DAY
            at += MINUTE if b % 8 == 0 else 0
        service = "births" if a % 5 else one(b, *SERVICES)
        self._book(service, b % 2 == 0, day_of(self.model.now + days * DAY), at)

    def _take_check_in(self, a: int, b: int, _: str) -> None:
        booked = [each for each in self.model.tickets.values() if each["code"]]
        fresh = [each for each in booked if each["state"] == "booked"]
        if booked:
            self._check_in(one(a // 6, *(fresh if fresh and a % 6 else booked)))

    def _take_open_roll(self, a: int, b: int, _: str) -> None:
        letter = one(a, "A", "B", "R")
        first = self.model.series.get((self.model.day or "", letter), 0) + one(b, 1, 2, 3, 4, 0)
        self._open_roll(letter, first, first + one(a // 3, 2, 4, 0, -1))

    def _take_close_roll(self, a: int, b: int, _: str) -> None:
        if self.model.rolls:
            self._close_roll(a % len(self.model.rolls) + 1)

    def _take_key(self, a: int, b: int, key: str) -> None:
        wants: dict[str, tuple[str, ...]] = {"reopen": ("",), "call_next": ("", "serving")}
        wants |= {"finish": ("serving", "called"), "hold": ("serving", "called")}
        counter = self._counter(a, *wants.get(key, ("called",)))
        if key == "absent" and b % 4:
            self.pass_time(10 * SECOND)
            self._at("recall", counter)
            self.pass_time(20 * SECOND)
        if key == "absent" and b % 2:
            self._absent_and_next(counter)
        elif key == "hold":
            self._hold(counter, b % 6 > 0)
        else:
            self._at(key, counter, sees=b % 2 == 0)

    def _take_late_undo(self, a: int, b: int, _: str) -> None:
        """A call is undone; whom it had finished may be back in line by then."""
        calls = [each for each in self.model.turns.values() if each["outcome"] is None]
        calls = [each for each in calls if each["made_room"]]
        if calls:
            call = one(a, *calls)
            if b % 4:
                before = self.model.tickets[call["made_room"][0]["ticket"]]
                self._return(before, "staff", b % 8 > 0)
            self._at("undo", call["counter"])

    def _take_call_this(self, a: int, b: int, _: str) -> None:
        counter = self._counter(a, "", "serving")
        self._call_this(counter, self._ticket(b, "waiting", "missed"), b % 4 > 0)

    def _take_resume(self, a: int, b: int, _: str) -> None:
        self._resume(self._counter(a, "", "serving"), self._ticket(b, "held"))

    def _take_desk(self, a: int, b: int, _: str) -> None:
        shut = [counter for counter, state in self.model.desks.items() if state != "open"]
        if shut and a % 4:
            self._desk(one(b, *shut), "open")
        else:
            self._desk(self._counter(b, ""), one(a, "paused", "closed", "open"), b % 5 > 0)

    def _take_transfer(self, a: int, b: int, _: str) -> None:
        ticket = self._ticket(a, "waiting", "called", "serving", "held")
        turn = self.model.open_turn_of(ticket)
        at = turn["counter"] if turn and b % 7 else one(b, *OWN)
        to, place = one(a, None, None, 1, 2, 3), one(b, "kept", "first", "last")
        self._transfer(ticket, one(b // 3, *SERVICES), to, place, at)

    def _take_return_(self, a: int, b: int, _: str) -> None:
        ticket = self._ticket(a, "missed") if a % 3 else self._ticket(a // 3, "done")
        self._return(ticket, one(b, "citizen", "staff"), b % 3 > 0)

    def _take_reclassify(self, a: int, b: int, _: str) -> None:
        ticket = self._ticket(a, "waiting", "called", "serving", "held", "missed", "booked")
        self._reclassify(ticket, b % 2 == 0, one(b, *["staff"] * 6, "citizen"), b % 5 > 0)

    def _take_cancel(self, a: int, b: int, _: str) -> None:
        self._cancel(self._ticket(a, "booked", "waiting", "held", "missed"), b % 5 > 0)

    # Time, the power, repeats

    def _take_time(self, a: int, _: int, __: str) -> None:
        self.pass_time(one(a, *SPAN))

    def _take_tick(self, a: int, _: int, __: str) -> None:
        self.pass_time(one(a, 0, 0, 0, 0, 0, 2, 9, 15) * 60 * MINUTE)
        self.office.tick()
        self.model.tick()
        self._same_words()

    def _take_morning(self, a: int, b: int, __: str) -> None:
        """The hall is closed by hand or left as it is; the next morning comes."""
        if a % 3 and self.model.day is not None:
            return
        if b % 2 and self.model.day is not None:
            self.office.close_day(by=STAFF)
            self.model.close_day()
            self._same_words()
        self.pass_time(DAY - (self.model.now + 7 * 60 * MINUTE) % DAY + 8 * 60 * MINUTE)
        for counter in OWN:
            self._desk(counter, "open")

    def _take_power(self, _: int, __: int, ___: str) -> None:
        self.store.close()
        self._open()
        self.model.tick()
        self._same_words()

    def _take_again(self, _: int, __: int, ___: str) -> None:
        """The last press is sent again: it answers the same and moves nothing."""
        if self._last is None or self._did is None or self.model.day != day_of(self.model.now):
            return
        again, before = self._last(), self._did
        assert again.replayed and again.seq == self._seq
        for now, was in zip(
            (again.ticket, again.turn, again.finished),
            (before.ticket, before.turn, before.finished),
            strict=True,
        ):
            assert (now and now.id) == (was and was.id)
        self._same_words()

    def _take_old_page(self, a: int, b: int, _: str) -> None:
        if self.model.day != day_of(self.model.now):
            return
        counter = one(a, *OWN)
        with pytest.raises(Refused) as refused:
            getattr(self.office, one(b, "call_next", "start", "undo"))(
                counter, turn=99_999, by=STAFF
            )
        turn = self.model.open_turn(counter)
        assert refused.value.code == "changed"
        assert refused.value.facts["turn"] == (turn["id"] if turn else None)
        self._same_words()
