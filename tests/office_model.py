"""The office told again over plain dicts: every move of the design's table, nothing else.

It imports nothing of the office. A move that is not allowed raises `No` with every code that
would be a true answer, and changes nothing; `told` are the journal's words of the last press.
"""

from __future__ import annotations

from datetime import date

from office_course import HERE, UNFINISHED, Course
from office_order import (
    MINUTE,
    OWN,
    SECOND,
    Dict,
    day_of,
    gives_numbers,
    is_over,
    is_slot,
    minute_of,
    next_at,
    sittings,
)
from office_records import No, refuse

__all__ = ["Model", "No"]


class Model(Course):
    def __init__(self, now: int, *, one_press: bool) -> None:
        super().__init__(now, one_press=one_press)
        self.tick()

    # The day

    def tick(self) -> None:
        today = day_of(self.now)
        if self.day is not None and self.day < today:
            self.close_day()
        if self.day is None and today not in self.closed_days:
            self.day = today
            self.told.append("day_opened")
        elif self.day is not None:
            states = {ticket["state"] for ticket in self.tickets.values()}
            over = is_over(self.now) and not states & set(HERE)
            if over or minute_of(self.now) == 23 * 60 + 59:
                self.close_day()

    def close_day(self) -> None:
        refuse({"day_closed"} if self.day is None else set())
        for ticket in self.tickets.values():
            if ticket["state"] in UNFINISHED and ticket["day"] <= self.day:
                turn = self.open_turn_of(ticket)
                served = ticket["state"] == "serving"
                if served:
                    self.go(ticket, "done", "finished")
                else:
                    self.go(ticket, "expired", "expired")
                if turn is not None:
                    outcome, met = ("done", False) if served else ("expired", None)
                    turn.update(outcome=outcome, ended_at=self.now, auto=served, confirmed=met)
        self.told += ["counter" for state in self.desks.values() if state != "closed"]
        self.desks = dict.fromkeys(OWN, "closed")
        self.closed_days.add(self.day or "")
        self.day = None
        self.told.append("day_closed")

    def begin(self) -> None:
        """What happens before every press: a new day is opened, a closed one refuses."""
        self.told = []
        if self.day != day_of(self.now):
            self.tick()
        refuse({"day_closed"} if self.day is None else set())

    # The door

    def issue(
        self,
        service: str,
        priority: bool,
        person: str | None,
        by: str,
        why: bool,
        quantity: int = 1,
        planned: str | None = None,
    ) -> None:
        no = self.limits(service, person, self.day, quantity)
        if planned:
            no |= self.limits(planned, person, self.day)
            no |= {"bad_value"} if planned == service else set()
        if not gives_numbers(self.now):
            no |= {"closed_now"} if by != "staff" else set() if why else {"reason_needed"}
        refuse(no)
        ticket = self.ticket(service, priority, person, self.day, by == "staff")
        ticket.update(quantity=quantity, planned=planned)
        self.number(ticket)
        self.stand(ticket, self.now)
        self.go(ticket, "waiting", "issued")

    def book(
        self, service: str, priority: bool, person: str | None, day: str, slot: int | None
    ) -> None:
        no = self.limits(service, person, day)
        if day < (self.day or "") or not sittings(date.fromisoformat(day)):
            no.add("wrong_day")
        if slot is not None:
            if slot < self.now or day_of(slot) != day or not is_slot(service, slot):
                no.add("bad_value")
            kept = [each for each in self.tickets.values() if each["state"] != "cancelled"]
            if any((each["service"], each["slot"]) == (service, slot) for each in kept):
                no.add("slot_full")
        refuse(no)
        ticket = self.ticket(service, priority, person, day)
        ticket["slot"] = slot
        self.go(ticket, "booked", "booked")

    def check_in(self, ticket: Dict) -> None:
        no = set() if ticket["state"] == "booked" else {"wrong_state"}
        refuse(no | (set() if ticket["day"] == self.day else {"wrong_day"}))
        slot, since = ticket["slot"], self.now
        if slot is None:
            since = max(ticket["taken"], self.now - 60 * MINUTE)
        elif self.now <= slot + 15 * MINUTE:
            ticket.update(appointment=True, due=slot - 5 * MINUTE)
        self.number(ticket)
        self.stand(ticket, since)
        self.go(ticket, "waiting", "checked_in")

    # The desk

    def call_next(self, counter: int, *, absent_first: bool = False) -> None:
        turn, free = self.open_turn(counter), next_at(self, counter)
        no = self.may_be_absent(counter) if absent_first else self.make_room(counter)
        refuse(no or (set() if turn or free else {"nobody_waiting"}))
        if absent_first:
            self.absent(counter)
            turn = None
        elif turn:
            self.finish(counter)
        chosen = next_at(self, counter)
        if chosen is not None and "last" in chosen:
            self.call(counter, self.take_paper(chosen), turn, by_next=True, roll=True)
        elif chosen is not None:
            self.call(counter, chosen, turn, by_next=True)

    def call_this(self, counter: int, ticket: Dict, why: bool) -> None:
        no = set() if ticket["state"] in ("waiting", "missed") else {"wrong_state"}
        turn = self.open_turn(counter)
        chosen = next_at(self, counter) is not ticket
        if chosen and not why:
            no.add("reason_needed")
        refuse(no | self.make_room(counter))
        if turn:
            self.finish(counter)
        self.call(counter, ticket, turn, chosen=chosen)

    def recall(self, counter: int) -> None:
        turn = self.open_turn(counter)
        no = self.must_be_called(turn)
        if turn and self.now - turn["last_call"] < 10 * SECOND:
            no.add("too_soon")
        refuse(no)
        assert turn
        turn.update(calls=turn["calls"] + 1, last_call=self.now)
        self.go(self.tickets[turn["ticket"]], "called", "recalled")

    def start(self, counter: int) -> None:
        turn = self.open_turn(counter)
        refuse(self.must_be_called(turn))
        assert turn
        turn["started_at"] = self.now
        self.go(self.tickets[turn["ticket"]], "serving", "started")

    def absent(self, counter: int) -> None:
        refuse(self.may_be_absent(counter))
        self.end(counter, "missed", "missed", "absent")

    def undo(self, counter: int) -> None:
        turn = self.open_turn(counter)
        no = self.must_be_called(turn)
        if turn and self.now - turn["called_at"] > 60 * SECOND:
            no.add("too_late")
        refuse(no)
        assert turn
        self.end(counter, turn["came_from"], "undone", "undone")
        if turn["made_room"] is not None:
            before, state, moves = turn["made_room"]
            ticket = self.tickets[before["ticket"]]
            if ticket["id"] == turn["ticket"] or ticket["moves"] == moves:
                self.again(before, ticket, state)

    def finish(self, counter: int) -> None:
        turn = self.open_turn(counter)
        no = set() if turn else {"no_turn"}
        state = self.tickets[turn["ticket"]]["state"] if turn else ""
        refuse(no | ({"not_arrived"} if state == "called" and not self.one_press else set()))
        assert turn
        turn["confirmed"] = state == "serving"
        ticket = self.tickets[turn["ticket"]]
        self.end(counter, "waiting" if ticket["planned"] else "done", "done", "finished")
        if ticket["planned"]:
            ticket.update(service=ticket["planned"], served=ticket["service"], planned=None)
            ticket["counter"] = None

    def reopen(self, counter: int) -> None:
        no = set() if self.desks[counter] == "open" else {f"counter_{self.desks[counter]}"}
        no |= {"counter_busy"} if self.open_turn(counter) else set()
        done = [
            turn
            for turn in self.turns.values()
            if (turn["counter"], turn["day"], turn["outcome"]) == (counter, self.day, "done")
        ]
        if not done:
            refuse(no | {"nothing_to_reopen"})
        ticket = self.tickets[done[-1]["ticket"]]
        where = {"done": "service", "waiting": "served"}.get(ticket["state"])
        here = where is not None and ticket[where] == done[-1]["service"]
        no |= set() if here else {"wrong_state"}
        refuse(no | ({"too_late"} if self.now - done[-1]["ended_at"] > 120 * SECOND else set()))
        self.again(done[-1], ticket, "serving")

    def hold(self, counter: int, why: bool) -> None:
        no = set() if self.open_turn(counter) else {"no_turn"}
        refuse(no | (set() if why else {"reason_needed"}))
        self.end(counter, "held", "held", "held")

    def resume(self, counter: int, ticket: Dict) -> None:
        no = set() if ticket["state"] == "held" else {"wrong_state"}
        refuse(no | self.make_room(counter))
        turn = self.open_turn(counter)
        if turn:
            self.finish(counter)
        where = [each for each in self.turns_of(ticket) if each["outcome"] == "held"][-1]
        self.call(counter, ticket, turn, resumed=True, silent=where["counter"] == counter)

    def set_desk(self, counter: int, state: str, why: bool) -> None:
        no = {"counter_busy"} if self.open_turn(counter) else set()
        before = self.desks[counter]
        if state == before or (before, state) == ("closed", "paused"):
            no.add("wrong_state")
        refuse(no | ({"reason_needed"} if state == "paused" and not why else set()))
        self.desks[counter] = state
        self.told.append("counter")
