"""What the re-told office writes down, and the guards that several of its moves share."""

from __future__ import annotations

from office_order import LETTERS, MINUTE, OWN, QUOTA, SECOND, Dict

PERSON_LIMIT = 2


class No(Exception):  # noqa: N818 - the rules say no
    def __init__(self, codes: set[str]) -> None:
        super().__init__(*sorted(codes))
        self.codes = codes


def refuse(codes: set[str]) -> None:
    if codes:
        raise No(codes)


class Records:
    def __init__(self, now: int, *, one_press: bool) -> None:
        self.now, self.one_press = now, one_press
        self.day: str | None = None
        self.closed_days: set[str] = set()
        self.tickets: dict[int, Dict] = {}
        self.turns: dict[int, Dict] = {}
        self.rolls: dict[int, Dict] = {}
        self.desks = dict.fromkeys(OWN, "closed")
        self.series: dict[tuple[str, str], int] = {}
        self.told: list[str] = []

    def open_turn(self, counter: int) -> Dict | None:
        return self._open("counter", counter)

    def open_turn_of(self, ticket: Dict) -> Dict | None:
        return self._open("ticket", ticket["id"])

    def _open(self, field: str, value: int) -> Dict | None:
        opened = [each for each in self.turns.values() if each["outcome"] is None]
        return next((each for each in opened if each[field] == value), None)

    def turns_of(self, ticket: Dict) -> list[Dict]:
        """Its turns, the oldest first; an undone one never was."""
        mine = [each for each in self.turns.values() if each["ticket"] == ticket["id"]]
        return [each for each in mine if each["outcome"] != "undone"]

    def make_room(self, counter: int) -> set[str]:
        """What forbids it; empty when the counter is free or its turn may be finished."""
        no = set() if self.desks[counter] == "open" else {f"counter_{self.desks[counter]}"}
        turn = self.open_turn(counter)
        if turn and self.tickets[turn["ticket"]]["state"] == "called":
            waited = self.now - turn["called_at"] >= 20 * SECOND
            no |= set() if self.one_press and waited else {"not_arrived"}
        return no

    def must_be_called(self, turn: Dict | None) -> set[str]:
        if turn is None:
            return {"no_turn"}
        called = self.tickets[turn["ticket"]]["state"] == "called"
        return set() if called else {"already_started"}

    def may_be_absent(self, counter: int) -> set[str]:
        turn = self.open_turn(counter)
        no = self.must_be_called(turn)
        if turn and turn["calls"] < 2:
            no.add("too_few_calls")
        if turn and self.now - turn["called_at"] < 30 * SECOND:
            no.add("too_soon")
        return no

    def kept(self, day: str | None) -> list[Dict]:
        everybody = self.tickets.values()
        return [each for each in everybody if each["day"] == day and each["state"] != "cancelled"]

    def files(self, service: str, day: str | None) -> int:
        """How many it has taken on: of a number for two services the files are the first's."""

        def of(ticket: Dict) -> int:
            if service == (ticket["served"] or ticket["service"]):
                return int(ticket["quantity"])
            return int(service in (ticket["service"], ticket["planned"]))

        return sum(map(of, self.kept(day)))

    def limits(
        self, service: str, person: str | None, day: str | None, quantity: int = 1
    ) -> set[str]:
        full = self.files(service, day) + quantity > QUOTA.get(service, 9999)
        no = {"quota_full"} if full else set()
        theirs = [
            each
            for each in self.kept(day)
            if each["service"] == service and person and each["person"] == person
        ]
        return no | ({"person_limit"} if len(theirs) >= PERSON_LIMIT else set())

    def ticket(
        self,
        service: str,
        priority: bool,
        person: str | None,
        day: str | None,
        staff: bool = False,
    ) -> Dict:
        """A new one, not yet anywhere; a priority that staff give, not book, is confirmed."""
        ticket: Dict = dict.fromkeys(
            ("state", "letter", "number", "since", "counts_from", "slot", "due", "counter")
        )
        ticket |= {"id": len(self.tickets) + 1, "service": service, "priority": priority}
        ticket |= {"person": person, "day": day, "taken": self.now, "appointment": False}
        ticket |= {"returns": 0, "moves": 0, "code": None, "confirmed": priority and staff}
        ticket |= {"quantity": 1, "planned": None, "served": None}
        self.tickets[ticket["id"]] = ticket
        return ticket

    def number(self, ticket: Dict) -> None:
        """The series goes on behind the last one; what a paper roll has is left out."""
        letter = LETTERS[ticket["service"]]
        number = self.series.get((ticket["day"], letter), 0) + 1
        paper = [r for r in self.rolls.values() if (r["day"], r["letter"]) == (self.day, letter)]
        while any(roll["first"] <= number <= roll["last"] for roll in paper):
            number += 1
        self.series[ticket["day"], letter] = number
        ticket.update(letter=letter, number=number)

    def take_paper(self, roll: Dict) -> Dict:
        service = next(name for name, letter in LETTERS.items() if letter == roll["letter"])
        ticket = self.ticket(service, False, None, self.day)
        ticket.update(letter=roll["letter"], number=roll["next"], state="waiting", taken=None)
        roll["next"] += 1
        self.stand(ticket, roll["opened_at"])
        return ticket

    def stand(self, ticket: Dict, since: int) -> None:
        head = 60 * MINUTE if ticket["priority"] else 0
        ticket.update(since=since, counts_from=since - head)
        if ticket["appointment"]:
            early = min(ticket["counts_from"], ticket["slot"] - 30 * MINUTE)
            ticket["counts_from"] = early

    def go(self, ticket: Dict, state: str, word: str) -> None:
        ticket.update(state=state, moves=ticket["moves"] + 1)
        self.told.append(word)

    def call(
        self,
        counter: int,
        ticket: Dict,
        before: Dict | None,
        *,
        by_next: bool = False,
        roll: bool = False,
        chosen: bool = False,
        resumed: bool = False,
        silent: bool = False,
    ) -> None:
        made_room = None
        if before is not None:
            state = "serving" if before["started_at"] else "called"
            made_room = before, state, self.tickets[before["ticket"]]["moves"]
        turn: Dict = {"id": len(self.turns) + 1, "ticket": ticket["id"], "counter": counter}
        turn |= {"day": self.day, "service": ticket["service"], "priority": ticket["priority"]}
        turn |= {"by_next": by_next, "roll": roll, "resumed": resumed, "made_room": made_room}
        turn |= {"called_at": self.now, "last_call": self.now, "calls": 0 if silent else 1}
        turn |= {"came_from": ticket["state"], "started_at": self.now if silent else None}
        counted = not resumed and ticket["taken"] is not None
        last = (self.turns_of(ticket) or [{"outcome": None}])[-1]
        came_on = last["ended_at"] if last["outcome"] == "done" else 0
        waited = self.now - max(ticket["since"], came_on) if counted else None
        turn |= {"chosen": chosen, "waited": waited}
        turn |= {"outcome": None, "ended_at": None, "confirmed": None, "auto": False}
        self.turns[turn["id"]] = turn
        if silent:
            self.go(ticket, "serving", "resumed")
        else:
            self.go(ticket, "called", "called")

    def end(self, counter: int, state: str, outcome: str, word: str) -> None:
        turn = self.open_turn(counter)
        assert turn
        turn.update(outcome=outcome, ended_at=self.now)
        self.go(self.tickets[turn["ticket"]], state, word)

    def again(self, turn: Dict, ticket: Dict, state: str) -> None:
        started = turn["started_at"] or (self.now if state == "serving" else None)
        turn.update(outcome=None, ended_at=None, confirmed=None, started_at=started)
        if ticket["state"] == "waiting":
            if ticket["service"] != turn["service"]:
                ticket["planned"] = ticket["service"]
            ticket.update(service=turn["service"], served=None)
        self.go(ticket, state, "reopened")
