"""One press at two offices: the real one and its re-telling. Both move, or both refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hall import HallClock
from hypothesis.stateful import RuleBasedStateMachine
from office_model import Model, No
from office_order import ALSO, LETTERS, OWN, QUOTA, SLOT_MINUTES, Dict, day_of
from office_records import refuse

from office import UNSEEN, By, Office, Outcome, Refused, Store, Ward

SPANS = [{"start": "07:30", "end": "11:30"}, {"start": "13:00", "end": "17:00"}]
PURPOSES = ["pause", "hold", "transfer", "cancel", "issue", "call", "return", "priority", "close"]
PURPOSES += ["withdraw"]
WARD: dict[str, Any] = {
    "hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), SPANS) | {"sat": SPANS[:1]},
    "services": [
        {"id": each, "letter": letter, "name": {"vi": each}, "quota": QUOTA.get(each)}
        | ({"slots": {"minutes": SLOT_MINUTES[each], "places": 1}} if each in SLOT_MINUTES else {})
        for each, letter in LETTERS.items()
    ],
    "counters": [{"id": n, "services": OWN[n], "also": ALSO[n], "zone": "hall"} for n in OWN],
    "priorities": [{"id": "elderly", "name": {"vi": "Cao tuổi"}}],
    "reasons": [{"id": "because", "name": {"vi": "Vì vậy"}, "for": PURPOSES}],
}
STAFF, CITIZEN = By("counter", "pc", staff=True), By("kiosk", "k1")
REASON = {True: "because", False: None}
BY = {"staff": STAFF, "citizen": CITIZEN}


class Presses(RuleBasedStateMachine):
    """An office on a real file beside its re-telling; the same key is pressed at both."""

    def __init__(self, flow: str) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        rules = {"flow": flow, "per_person": 2}
        self.ward = Ward.model_validate({**WARD, "rules": rules})
        self.clock = HallClock()
        self.model = Model(self.clock.at, one_press=flow == "one_press")
        self._presses, self._seq = 0, 0
        self._last: Callable[[], Outcome] | None = None
        self._did: Outcome | None = None
        self.final: dict[int, str] = {}
        self._open()
        self._same_words()

    def _open(self) -> None:
        path = Path(self._folder.name) / "office.db"
        self.store = Store(path, bound=False, synchronous="OFF")
        self.office = Office(self.store, self.ward, self.clock)

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()

    # Pressing

    def _press(
        self, verb: Callable[..., Any], ours: Callable[[], None], **told: Any
    ) -> Refused | None:
        """Both refuse, or both move; the refusal is one that is true."""
        self._presses += 1
        asked = {"by": STAFF, "key": f"press {self._presses}"} | told

        def press() -> Outcome:
            done: Outcome = verb(**asked)
            return done

        refused, no = None, None
        try:
            self._did, self._last = press(), press
        except Refused as said:
            refused = said
        try:
            self.model.begin()
            ours()
        except No as said_no:
            no = said_no
        if no is None:
            assert refused is None, f"the office refused: {refused.code}"
        else:
            assert refused is not None, f"the office did not refuse: {no.codes}"
            assert refused.code in no.codes
        self._same_words()
        return refused

    def _same_words(self) -> None:
        """The journal has exactly one line for each move, in the order of the moves."""
        events = self.office.events_after(self._seq, 10_000)
        assert [event.kind for event in events] == self.model.told
        assert [each.seq for each in events] == [self._seq + n + 1 for n in range(len(events))]
        self._seq += len(events)
        if "day_closed" in self.model.told:
            self._last = None
        self.model.told = []

    def _at(self, move: str, counter: int, *, sees: bool = True, **told: Any) -> None:
        """One key of the desk; what the desk's snapshot had foretold of it is what happens."""
        foretold = self.office.desk_facts(counter)["moves"].get(move)
        current = self.model.day == day_of(self.model.now)
        turn = self.model.open_turn(counter)
        seen = (turn["id"] if turn else None) if sees else UNSEEN

        def ours() -> None:
            # At midnight the turn that was seen has ended with its day.
            now = self.model.open_turn(counter)
            if sees and seen != (now["id"] if now else None):
                refuse({"changed"})
            getattr(self.model, move)(counter)

        refused = self._press(
            lambda **asked: getattr(self.office, move)(counter, turn=seen, **told, **asked), ours
        )
        if current and foretold is not None:
            assert foretold["ok"] == (refused is None)
            assert foretold["code"] == (refused.code if refused else None)

    # Every move, at both

    def _issue(
        self,
        service: str,
        priority: bool,
        person: str | None = None,
        by: str = "citizen",
        why: bool = False,
        quantity: int = 1,
        planned: str | None = None,
    ) -> None:
        files: dict[str, Any] = {"quantity": quantity, "planned": planned}
        self._press(
            lambda **asked: self.office.issue(service, person=person, **files, **asked),
            lambda: self.model.issue(service, priority, person, by, why, **files),
            by=BY[by],
            priority="elderly" if priority else None,
            reason=REASON[why],
        )

    def _book(self, service: str, priority: bool, day: str, at: int | None) -> None:
        self._press(
            lambda **asked: self.office.book(service, day=day, slot_at=at, **asked),
            lambda: self.model.book(service, priority, None, day, at),
            priority="elderly" if priority else None,
        )
        if self._did and self._did.ticket and self._did.ticket.code:
            self.model.tickets[self._did.ticket.id]["code"] = self._did.ticket.code

    def _check_in(self, ticket: Dict) -> None:
        self._press(
            lambda **asked: self.office.check_in(ticket["code"], **asked),
            lambda: self.model.check_in(ticket),
        )

    def _open_roll(self, letter: str, first: int, last: int) -> None:
        self._press(
            lambda **_: self.office.open_roll(letter, first, last, by=STAFF),
            lambda: self.model.open_roll(letter, first, last),
        )
        self._last = self._did = None

    def _close_roll(self, roll: int) -> None:
        self._press(
            lambda **_: self.office.close_roll(roll, by=STAFF),
            lambda: self.model.close_roll(self.model.rolls[roll]),
        )
        self._last = self._did = None

    def _absent_and_next(self, counter: int) -> None:
        self._press(
            lambda **asked: self.office.absent(counter, next=True, **asked),
            lambda: self.model.call_next(counter, absent_first=True),
        )

    def _call_this(self, counter: int, ticket: Dict, why: bool) -> None:
        self._press(
            lambda **asked: self.office.call_this(counter, ticket["id"], **asked),
            lambda: self.model.call_this(counter, ticket, why),
            reason=REASON[why],
        )

    def _hold(self, counter: int, why: bool) -> None:
        self._press(
            lambda **asked: self.office.hold(counter, **asked),
            lambda: self.model.hold(counter, why),
            reason=REASON[why],
        )

    def _resume(self, counter: int, ticket: Dict) -> None:
        self._press(
            lambda **asked: self.office.resume(counter, ticket["id"], **asked),
            lambda: self.model.resume(counter, ticket),
        )

    def _desk(self, counter: int, state: str, why: bool = False) -> None:
        self._press(
            lambda **asked: self.office.desk(counter, state, **asked),
            lambda: self.model.set_desk(counter, state, why),
            reason=REASON[why],
        )

    def _transfer(self, ticket: Dict, service: str, to: int | None, place: Any, at: int) -> None:
        self._press(
            lambda **asked: self.office.transfer(ticket["id"], service=service, **asked),
            lambda: self.model.transfer(ticket, service, to, place, at),
            counter=to,
            place=place,
            at_counter=at,
        )

    def _return(self, ticket: Dict, by: str, why: bool) -> None:
        self._press(
            lambda **asked: self.office.return_(ticket["id"], **asked),
            lambda: self.model.return_(ticket, by, why),
            by=BY[by],
            reason=REASON[why],
        )

    def _reclassify(self, ticket: Dict, priority: bool, by: str, why: bool) -> None:
        self._press(
            lambda **asked: self.office.reclassify(ticket["id"], **asked),
            lambda: self.model.reclassify(ticket, priority, by, why),
            by=BY[by],
            priority="elderly" if priority else None,
            reason=REASON[why],
        )

    def _cancel(self, ticket: Dict, why: bool) -> None:
        self._press(
            lambda **asked: self.office.cancel(ticket["id"], **asked),
            lambda: self.model.cancel(ticket, why),
            reason=REASON[why],
        )
