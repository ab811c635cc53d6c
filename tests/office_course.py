"""The re-told office's moves of one ticket away from the counters, and its paper rolls."""

from __future__ import annotations

from office_order import MINUTE, Dict, waiting
from office_records import Records, refuse

HERE = ("waiting", "held", "called", "serving")
UNFINISHED = (*HERE, "booked", "missed")


class Course(Records):
    def transfer(
        self, ticket: Dict, service: str, to: int | None, place: str, at_counter: int | None
    ) -> None:
        turn = self.open_turn_of(ticket)
        no = set() if ticket["state"] in HERE else {"wrong_state"}
        refuse(no | ({"not_here"} if turn and turn["counter"] != at_counter else set()))
        until = self.now
        if ticket["state"] != "waiting":
            until = [each for each in self.turns_of(ticket) if not each["resumed"]][-1]["called_at"]
        if turn:
            turn.update(outcome="transferred", ended_at=self.now)
        line = [
            each["counts_from"]
            for each in waiting(self)
            if each["service"] == service and each is not ticket
        ]
        if ticket["planned"] == service:
            ticket["planned"] = None
        ticket.update(service=service, counter=to, appointment=False, due=None)
        self.stand(ticket, self.now - min(max(0, until - ticket["since"]), 30 * MINUTE))
        head = 60 * MINUTE if ticket["priority"] else 0
        if place == "last":
            ticket.update(since=self.now, counts_from=self.now)
        elif place == "first" and line:
            ticket["counts_from"] = min(line) - 1
            ticket["since"] = min(self.now, ticket["counts_from"] + head)
        self.go(ticket, "waiting", "transferred")

    def return_(self, ticket: Dict, by: str, why: bool) -> None:
        last = (self.turns_of(ticket) or [{"outcome": None}])[-1]
        unmet = ticket["state"] == "done" and not last["confirmed"] and ticket["day"] == self.day
        no = set() if ticket["state"] == "missed" or unmet else {"wrong_state"}
        if ticket["returns"] >= 2:
            no |= {"returns_used"} if by != "staff" else set() if why else {"reason_needed"}
        refuse(no)
        if unmet:
            last.update(outcome="missed", confirmed=None)
        ticket.update(appointment=False, due=None, returns=ticket["returns"] + 1)
        self.stand(ticket, max(ticket["since"], self.now - 10 * MINUTE))
        self.go(ticket, "waiting", "returned")

    def reclassify(self, ticket: Dict, priority: bool, by: str, why: bool) -> None:
        no = set() if ticket["state"] in UNFINISHED else {"wrong_state"}
        no |= set() if by == "staff" else {"staff_only"}
        same = ticket["priority"] and priority
        obvious = same or (ticket["priority"] and not ticket["confirmed"])
        refuse(no | (set() if why or obvious else {"reason_needed"}))
        ticket.update(priority=priority, confirmed=priority)
        if ticket["since"] is not None and not same:
            self.stand(ticket, ticket["since"])
        self.go(ticket, ticket["state"], "reclassified")

    def cancel(self, ticket: Dict, why: bool) -> None:
        no = set() if ticket["state"] in {*UNFINISHED} - {"called", "serving"} else {"wrong_state"}
        refuse(no | (set() if why else {"reason_needed"}))
        self.go(ticket, "cancelled", "cancelled")

    def open_roll(self, letter: str, first: int, last: int) -> None:
        no = set() if 1 <= first <= last <= 9999 else {"bad_range"}
        mine = [each for each in self.rolls.values() if each["letter"] == letter]
        if any(r["day"] == self.day and r["first"] <= last and first <= r["last"] for r in mine):
            no.add("range_overlaps")
        for ticket in self.tickets.values():
            if (ticket["day"], ticket["letter"]) == (self.day, letter):
                no |= {"range_taken"} if first <= (ticket["number"] or 0) <= last else set()
        refuse(no)
        roll = {"letter": letter, "first": first, "last": last, "next": first, "open": True}
        self.rolls[len(self.rolls) + 1] = roll | {"day": self.day, "opened_at": self.now}
        self.told.append("roll_opened")

    def close_roll(self, roll: Dict) -> None:
        refuse(set() if roll["open"] and roll["day"] == self.day else {"unknown_roll"})
        roll["open"] = False
        self.told.append("roll_closed")
