"""Moves away from the counters: back in line, elsewhere, another class."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hall import ms
from small_hall import CITIZEN, STAFF, TUESDAY, Hall, refusal


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


@pytest.fixture
def one_press(tmp_path: Path) -> Hall:
    return Hall(tmp_path, flow="one_press")


def test_a_missed_citizen_returns_twice_and_then_only_with_a_reason(hall: Hall) -> None:
    ticket = hall.take()
    for _ in range(2):
        hall.miss()
        hall.office.return_(ticket.id, by=CITIZEN)
    hall.miss()
    assert refusal(hall.office.return_, ticket.id, by=CITIZEN).code == "returns_used"
    assert refusal(hall.office.return_, ticket.id, by=STAFF).code == "reason_needed"
    back = hall.office.return_(ticket.id, reason="because", by=STAFF).ticket
    assert back and back.returns == 3


def test_an_unconfirmed_turn_may_return_and_counts_as_missed(one_press: Hall) -> None:
    ticket = one_press.take()
    one_press.next()
    one_press.later(seconds=20)
    turn = one_press.next().finished
    assert turn and turn.confirmed == 0
    assert one_press.office.found(ticket.id)["may"] == ["return"]
    one_press.office.return_(ticket.id, by=STAFF)
    assert one_press.state(ticket) == "waiting"
    outcome = one_press.store.one("SELECT outcome FROM turns WHERE id = ?", (turn.id,))
    assert outcome is not None and outcome[0] == "missed", "it can no longer be rated"


def test_a_confirmed_turn_does_not_return(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    assert refusal(hall.office.return_, ticket.id, by=STAFF).code == "wrong_state"


def test_a_ticket_at_a_counter_is_transferred_by_that_counter_alone(hall: Hall) -> None:
    ticket = hall.take()
    hall.start()
    refused = refusal(hall.office.transfer, ticket.id, service="births", at_counter=2, by=STAFF)
    assert refused.code == "not_here" and refused.facts["counter"] == 1
    hall.office.transfer(ticket.id, service="births", at_counter=1, by=STAFF)
    assert hall.state(ticket) == "waiting"


def test_a_transfer_to_a_line_without_an_open_counter_warns_and_goes_on(tmp_path: Path) -> None:
    hall = Hall(tmp_path, opened=(1,))
    ticket = hall.take()
    outcome = hall.office.transfer(ticket.id, service="land", by=STAFF)
    assert outcome.warnings == ("no_open_counter",)
    assert outcome.ticket and outcome.ticket.label == "A001" and outcome.ticket.service == "land"


def test_priority_is_given_by_staff_with_a_reason(hall: Hall) -> None:
    ticket = hall.take()
    change = hall.office.reclassify
    refused = refusal(change, ticket.id, priority="elderly", reason="because", by=CITIZEN)
    assert refused.code == "staff_only"
    assert refusal(change, ticket.id, priority="elderly", by=STAFF).code == "reason_needed"
    given = change(ticket.id, priority="elderly", reason="because", by=STAFF).ticket
    assert given and given.counts_from == (ticket.since or 0) - 60 * 60_000
    withdrawn = change(ticket.id, priority=None, reason="because", by=STAFF).ticket
    assert withdrawn and withdrawn.counts_from == ticket.counts_from


def test_a_withdrawn_priority_keeps_the_appointment_and_a_return_ends_it(hall: Hall) -> None:
    slot = ms(f"{TUESDAY} 09:00")
    booked = hall.office.book(
        "land", by=CITIZEN, day=TUESDAY, slot_at=slot, priority="elderly"
    ).ticket
    assert booked and booked.code
    hall.at("08:50")
    arrived = hall.office.check_in(booked.code, by=CITIZEN).ticket
    assert arrived and arrived.counts_from == ms(f"{TUESDAY} 07:50")
    plain = hall.office.reclassify(booked.id, priority=None, reason="because", by=STAFF).ticket
    assert plain and plain.counts_from == ms(f"{TUESDAY} 08:30"), "slot - 30 min still holds"
    hall.at("09:10")
    hall.miss(4)
    back = hall.office.return_(booked.id, by=CITIZEN).ticket
    assert back and back.counts_from == back.since and back.due_at is None
    again = hall.office.reclassify(booked.id, priority="elderly", reason="because", by=STAFF).ticket
    assert again and again.counts_from == (back.since or 0) - 60 * 60_000


def test_a_booked_visit_may_be_given_a_priority_before_it_has_a_place(hall: Hall) -> None:
    booked = hall.office.book("copies", by=CITIZEN, day=TUESDAY).ticket
    assert booked and booked.code
    changed = hall.office.reclassify(booked.id, priority="elderly", reason="because", by=STAFF)
    assert changed.ticket and changed.ticket.counts_from is None
    arrived = hall.office.check_in(booked.code, by=CITIZEN).ticket
    assert arrived and arrived.since and arrived.counts_from == arrived.since - 60 * 60_000


def test_a_change_of_class_does_not_change_since_when_a_ticket_is_held(hall: Hall) -> None:
    ticket = hall.take()
    hall.start()
    hall.office.hold(1, reason="because", by=STAFF)
    before = hall.office.ticket(ticket.id).state_at
    hall.later(minutes=5)
    hall.office.reclassify(ticket.id, priority="elderly", reason="because", by=STAFF)
    assert hall.office.ticket(ticket.id).state_at == before


def test_nobody_waits_from_the_future_after_a_transfer_to_the_first_place(hall: Hall) -> None:
    hall.take("births")
    ticket = hall.take(priority="elderly")
    hall.office.transfer(ticket.id, service="births", place="first", by=STAFF)
    moved = hall.office.transfer(ticket.id, service="copies", by=STAFF).ticket
    assert moved and moved.since == hall.office.now()
    hall.office.transfer(ticket.id, service="births", place="first", by=STAFF)
    plain = hall.office.reclassify(ticket.id, priority=None, reason="because", by=STAFF).ticket
    assert plain and plain.counts_from and plain.counts_from <= hall.office.now()


def test_a_transfer_counts_the_waiting_before_the_call_and_not_the_time_on_hold(
    hall: Hall,
) -> None:
    ticket = hall.take()
    hall.later(minutes=12)
    hall.start()
    hall.office.hold(1, reason="because", by=STAFF)
    hall.later(minutes=50)
    hall.office.resume(1, ticket.id, by=STAFF)
    moved = hall.office.transfer(ticket.id, service="births", at_counter=1, by=STAFF).ticket
    assert moved and moved.since == hall.office.now() - 12 * 60_000


def test_a_transfer_to_an_unknown_place_service_or_counter_is_refused(hall: Hall) -> None:
    ticket = hall.take()
    move = hall.office.transfer
    wrong: Any = "middle"
    refused = refusal(move, ticket.id, service="births", place=wrong, by=STAFF)
    assert (refused.code, refused.facts) == ("bad_value", {"field": "place"})
    assert refusal(move, ticket.id, service="old", by=STAFF).code == "unknown_service"
    refused = refusal(move, ticket.id, service="births", counter=77, by=STAFF)
    assert refused.code == "unknown_counter"
    assert hall.state(ticket) == "waiting"
