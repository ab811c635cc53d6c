"""People ahead and minutes to wait: what a citizen is told, honestly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import ms
from small_hall import CITIZEN, STAFF, TUESDAY, Hall

from office import Ticket
from office.place import wait_range


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def line(hall: Hall, counter: int) -> list[str]:
    return [row["label"] for row in hall.office.desk_facts(counter)["waiting"]]


def test_nobody_with_an_appointment_is_told_a_wait_that_ends_before_it_is_due(hall: Hall) -> None:
    booked = hall.office.book("land", by=STAFF, day=TUESDAY, slot_at=ms(f"{TUESDAY} 10:00")).ticket
    assert booked and booked.code
    hall.office.check_in(booked.code, by=STAFF)
    facts = hall.office.ticket_facts(booked.id)
    assert facts["wait_minutes"] == [115, 120]
    hall.at("09:56")
    assert hall.office.ticket_facts(booked.id)["wait_minutes"] == [0, 5]


def test_a_transferred_held_ticket_keeps_the_waiting_before_its_call(hall: Hall) -> None:
    ticket = hall.take()
    hall.later(minutes=12)
    hall.start()
    hall.office.hold(1, reason="because", by=STAFF)
    hall.at("10:00")
    moved = hall.office.transfer(ticket.id, service="births", by=STAFF).ticket
    assert moved and moved.since == ms(f"{TUESDAY} 09:48")


def test_people_ahead_are_those_who_count_from_earlier_in_the_same_line(hall: Hall) -> None:
    tickets = [hall.take() for _ in range(3)]
    hall.take("births")
    hall.take(priority="elderly")
    ahead = [hall.office.ticket_facts(ticket.id)["ahead"] for ticket in tickets]
    assert ahead == [1, 2, 3]


def test_people_ahead_leave_out_those_sent_elsewhere_and_not_yet_due(hall: Hall) -> None:
    sent = hall.take("land")
    hall.office.transfer(sent.id, service="land", counter=1, by=STAFF)
    booked = hall.office.book("land", by=CITIZEN, day=TUESDAY, slot_at=ms(f"{TUESDAY} 09:30"))
    assert booked.ticket and booked.ticket.code
    hall.office.check_in(booked.ticket.code, by=CITIZEN)
    last = hall.take("land")
    assert hall.office.ticket_facts(last.id)["ahead"] == 0
    assert hall.office.ticket_facts(sent.id)["ahead"] == 0


def test_one_who_is_sent_to_a_counter_is_ahead_of_that_counters_own_line(tmp_path: Path) -> None:
    hall = Hall(tmp_path, opened=(1, 2, 3))
    first, sent = hall.take("births"), hall.take("births")
    hall.office.transfer(sent.id, service="births", counter=2, by=STAFF)
    last = hall.take()

    def ahead(ticket: Ticket) -> int:
        number: int = hall.office.ticket_facts(ticket.id)["ahead"]
        return number

    assert line(hall, 2) == [sent.label, last.label]
    assert (ahead(sent), ahead(last)) == (0, 1), "though copies is not what it came for"
    hall.office.desk(2, "paused", reason="because", by=STAFF)
    assert (ahead(first), ahead(sent), ahead(last)) == (0, 1, 0), "back in its own line"


@pytest.mark.parametrize(
    ("ahead", "turns", "mean", "counters", "minutes"),
    [
        (0, 0, 8, 1, (0, 5)),
        (3, 0, 8, 1, (15, 35)),
        (0, 10, 10, 7, (5, 10)),
        (59, 2, 10, 7, (60, 115)),
        (5, 0, 8, 0, None),
    ],
)
def test_the_range_of_a_wait_is_exact(
    ahead: int, turns: int, mean: float, counters: int, minutes: tuple[int, int] | None
) -> None:
    assert wait_range(ahead, turns, mean, counters) == minutes


def test_the_wait_is_a_range_and_unknown_when_no_counter_is_open(tmp_path: Path) -> None:
    hall = Hall(tmp_path, opened=(1,))
    ticket = [hall.take() for _ in range(4)][-1]
    assert hall.office.ticket_facts(ticket.id)["wait_minutes"] == [15, 35], "3 ahead x 8 minutes"
    hall.office.desk(1, "closed", by=STAFF)
    assert hall.office.ticket_facts(ticket.id)["wait_minutes"] is None


def test_the_wait_learns_from_the_last_confirmed_turns(tmp_path: Path) -> None:
    hall = Hall(tmp_path, opened=(1,), mean_needs=2, mean_of=2)
    for minutes in (40, 2, 2):
        hall.take()
        hall.start()
        hall.later(minutes=minutes)
        hall.office.finish(1, by=STAFF)
    ticket = [hall.take() for _ in range(6)][-1]
    assert hall.office.ticket_facts(ticket.id)["wait_minutes"] == [5, 15], "5 ahead x 2 minutes"


def test_one_press_learns_from_first_call_to_end(tmp_path: Path) -> None:
    hall = Hall(tmp_path, opened=(1,), flow="one_press", mean_needs=1)
    for _ in range(2):
        hall.take()
    hall.next()
    hall.later(minutes=20)
    hall.next()
    ticket = hall.take()
    assert hall.office.ticket_facts(ticket.id)["wait_minutes"] == [5, 15], "half a turn x 20"
