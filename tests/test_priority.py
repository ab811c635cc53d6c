"""A priority that a citizen names is confirmed or withdrawn by staff, also while they serve."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_hall import STAFF, WARD, Hall
from sqlite_utils import Database

from office import Refused
from office.schema import migrations

CHECKED = {
    "id": "not-entitled",
    "name": {"vi": "Không thuộc diện"},
    "for": ["priority", "withdraw"],
}


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path, ward={"reasons": [*WARD["reasons"], CHECKED]})


def refusal_code(hall: Hall, ticket: int, priority: str | None) -> str:
    with pytest.raises(Refused) as refused:
        hall.office.reclassify(ticket, priority=priority, by=STAFF)
    return refused.value.code


def test_what_a_citizen_names_waits_for_staff_and_what_staff_give_is_confirmed(hall: Hall) -> None:
    assert not hall.take(priority="elderly").priority_confirmed
    given = hall.office.issue("copies", priority="elderly", by=STAFF).ticket
    assert given and given.priority_confirmed
    plain = hall.office.issue("copies", by=STAFF).ticket
    assert plain and not plain.priority_confirmed


@pytest.mark.parametrize("started", [False, True])
def test_a_priority_is_confirmed_at_the_counter_without_a_reason(hall: Hall, started: bool) -> None:
    ticket = hall.take(priority="elderly")
    turn = hall.next().turn
    if started:
        hall.office.start(1, by=STAFF)
    assert hall.office.desk_facts(1)["moves"]["confirm"]["ok"]
    done = hall.office.reclassify(ticket.id, priority="elderly", by=STAFF)
    assert done.ticket and done.ticket.priority_confirmed
    assert done.ticket.counts_from == ticket.counts_from
    event = hall.office.events_after(done.seq - 1)[0]
    assert (event.kind, event.turn, event.counter) == ("reclassified", turn and turn.id, 1)
    assert event.data["what"] == "confirmed"
    told = hall.office.desk_facts(1)["moves"]
    assert told["confirm"]["code"] == "priority_confirmed"
    assert told["withdraw"]["ok"], "for a reason, which the page asks for"


def test_to_confirm_a_priority_moves_nobody_in_the_line(hall: Hall) -> None:
    ticket = hall.take(priority="elderly")
    hall.start()
    last = hall.office.transfer(
        ticket.id, service="copies", at_counter=1, place="last", by=STAFF
    ).ticket
    assert last
    done = hall.office.reclassify(ticket.id, priority="elderly", by=STAFF).ticket
    assert done and done.counts_from == last.counts_from


def test_an_unconfirmed_priority_is_withdrawn_for_the_usual_reason(hall: Hall) -> None:
    ticket = hall.take(priority="elderly")
    hall.start()
    done = hall.office.reclassify(ticket.id, priority=None, by=STAFF)
    assert done.ticket and done.ticket.priority is None
    assert done.ticket.state == "serving", "whoever is at the counter stays there"
    data = hall.office.events_after(done.seq - 1)[0].data
    assert (data["what"], data["reason"]) == ("withdrawn", "not-entitled")
    assert hall.office.desk_facts(1)["moves"]["withdraw"]["code"] == "no_priority"


def test_a_confirmed_priority_is_withdrawn_with_a_reason_only(hall: Hall) -> None:
    ticket = hall.office.issue("copies", priority="elderly", by=STAFF).ticket
    assert ticket and refusal_code(hall, ticket.id, None) == "reason_needed"


def test_without_a_usual_reason_withdrawing_asks_for_one(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    assert refusal_code(hall, hall.take(priority="elderly").id, None) == "reason_needed"


def test_withdrawn_and_called_back_the_citizen_waits_as_everybody(hall: Hall) -> None:
    ticket = hall.take(priority="elderly")
    hall.next()
    hall.office.reclassify(ticket.id, priority=None, by=STAFF)
    hall.office.undo(1, by=STAFF)
    back = hall.office.ticket(ticket.id)
    assert (back.state, back.counts_from) == ("waiting", back.since)


def test_who_is_waiting_is_shown_with_what_is_not_confirmed_yet(hall: Hall) -> None:
    hall.take(priority="elderly")
    hall.office.issue("copies", priority="elderly", by=STAFF)
    rows = hall.office.desk_facts(1)["waiting"]
    assert [row["priority_confirmed"] for row in rows] == [False, True]


def test_a_file_from_before_is_upgraded_with_nothing_confirmed(tmp_path: Path) -> None:
    old = Database(tmp_path / "office.db")
    migrations.apply(old, stop_before="priority_confirmed_by_staff")
    assert "priority_confirmed" not in old["tickets"].columns_dict
    old.close()
    hall = Hall(tmp_path)
    assert not hall.take(priority="elderly").priority_confirmed
