"""Who is next: the posted rule, case by case, and against a plain re-telling of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import ms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_hall import CITIZEN, STAFF, TUESDAY, Hall

from office import Ticket


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def line(hall: Hall, counter: int) -> list[str]:
    return [row["label"] for row in hall.office.desk_facts(counter)["waiting"]]


def test_who_came_first_is_called_first(hall: Hall) -> None:
    hall.take(), hall.take()
    assert [hall.called(), hall.called(2)] == ["A001", "A002"]


def test_a_priority_counts_from_an_hour_earlier(hall: Hall) -> None:
    hall.take()
    hall.later(minutes=59)
    hall.take(priority="elderly")
    hall.later(minutes=2)
    hall.take(priority="elderly")
    assert line(hall, 1) == ["A002", "A001", "A003"]


def test_after_two_priorities_in_a_row_an_ordinary_citizen_goes_first(hall: Hall) -> None:
    hall.take()
    for _ in range(4):
        hall.take(priority="elderly")
    assert line(hall, 1) == ["A002", "A003", "A001", "A004", "A005"]
    assert [hall.called() for _ in range(5)] == ["A002", "A003", "A001", "A004", "A005"]


def test_two_in_a_row_is_counted_at_each_counter_alone(hall: Hall) -> None:
    hall.take()
    for _ in range(4):
        hall.take(priority="elderly")
    assert [hall.called(1), hall.called(2), hall.called(1)] == ["A002", "A003", "A004"]
    assert hall.called(2) == "A005", "counter 2 has called one priority only"


def test_an_undone_call_does_not_count_as_one_in_a_row(hall: Hall) -> None:
    hall.take()
    for _ in range(3):
        hall.take(priority="elderly")
    hall.called()
    hall.next()
    hall.office.undo(1, by=STAFF)
    assert hall.called() == "A003"


def test_the_ordinary_turn_says_why(hall: Hall) -> None:
    hall.take()
    for _ in range(3):
        hall.take(priority="elderly")
    hall.called(), hall.called()
    turn = hall.next().turn
    assert turn and turn.why == "two_in_row"


def test_an_also_counter_takes_others_ten_minutes_later(hall: Hall) -> None:
    hall.take("results")
    hall.later(minutes=9)
    hall.take("copies")
    assert line(hall, 1) == ["A001", "R001"]
    hall.later(minutes=2)
    hall.take("copies")
    assert line(hall, 1) == ["A001", "R001", "A002"]


def test_a_returned_citizen_counts_from_ten_minutes_ago(hall: Hall) -> None:
    hall.take()
    hall.at("08:30")
    missed = hall.miss()
    hall.later(minutes=1)
    early = hall.take()
    hall.later(minutes=11)
    hall.office.return_(missed.id, by=CITIZEN)
    late = hall.take()
    assert line(hall, 1) == [early.label, missed.label, late.label]


def test_a_returned_priority_keeps_its_head_start(hall: Hall) -> None:
    hall.take(priority="elderly")
    missed = hall.miss()
    hall.at("10:00")
    back = hall.office.return_(missed.id, by=CITIZEN).ticket
    assert back and back.since == ms(f"{TUESDAY} 09:50")
    assert back.counts_from == ms(f"{TUESDAY} 08:50")


def test_an_early_appointment_waits_until_it_is_due_unless_nobody_else_is(hall: Hall) -> None:
    code = hall.office.book("land", by=CITIZEN, day=TUESDAY, slot_at=ms(f"{TUESDAY} 09:00")).ticket
    assert code and code.code
    hall.office.check_in(code.code, by=CITIZEN)
    hall.take("land")
    assert line(hall, 4) == ["C002", "C001"], "not due before 08:55"
    assert hall.called(4) == "C002"
    assert hall.next(4).ticket.label == "C001"  # type: ignore[union-attr]


def test_a_due_appointment_counts_from_half_an_hour_before_its_slot(hall: Hall) -> None:
    booked = hall.office.book("land", by=CITIZEN, day=TUESDAY, slot_at=ms(f"{TUESDAY} 09:00"))
    assert booked.ticket and booked.ticket.code
    hall.at("08:31")
    hall.take("land")
    hall.at("08:54")
    ticket = hall.office.check_in(booked.ticket.code, by=CITIZEN).ticket
    assert ticket and ticket.counts_from == ms(f"{TUESDAY} 08:30")
    assert line(hall, 4) == ["C001", "C002"]
    hall.at("08:55")
    assert line(hall, 4) == ["C002", "C001"]


@pytest.mark.parametrize(("clock", "in_time"), [("09:15", True), ("09:16", False)])
def test_a_visit_more_than_a_quarter_late_counts_as_a_walk_in(
    hall: Hall, clock: str, in_time: bool
) -> None:
    booked = hall.office.book("land", by=CITIZEN, day=TUESDAY, slot_at=ms(f"{TUESDAY} 09:00"))
    assert booked.ticket and booked.ticket.code
    hall.at(clock)
    ticket = hall.office.check_in(booked.ticket.code, by=CITIZEN).ticket
    assert ticket
    expected = f"{TUESDAY} 08:30" if in_time else f"{TUESDAY} {clock}"
    assert ticket.counts_from == ms(expected)


def test_a_remote_number_counts_for_an_hour_before_check_in_at_most(hall: Hall) -> None:
    booked = [hall.office.book("copies", by=CITIZEN, day=TUESDAY).ticket for _ in range(2)]
    hall.at("08:30")
    assert booked[0] and booked[0].code and booked[1] and booked[1].code
    near = hall.office.check_in(booked[0].code, by=CITIZEN).ticket
    hall.at("10:00")
    far = hall.office.check_in(booked[1].code, by=CITIZEN).ticket
    assert near and near.since == booked[0].taken_at
    assert far and far.since == ms(f"{TUESDAY} 09:00")


def test_a_transferred_citizen_keeps_half_an_hour_of_waiting(hall: Hall) -> None:
    ticket = hall.take()
    hall.at("09:00")
    hall.start()
    hall.at("09:10")
    moved = hall.office.transfer(ticket.id, service="births", at_counter=1, by=STAFF).ticket
    assert moved and moved.since == ms(f"{TUESDAY} 08:40"), "waited 59 minutes, keeps 30"


def test_a_transfer_to_the_first_place_stands_a_millisecond_before_the_first(hall: Hall) -> None:
    first = hall.take("births")
    ticket = hall.take(priority="elderly")
    moved = hall.office.transfer(ticket.id, service="births", place="first", by=STAFF).ticket
    assert moved and first.counts_from and moved.counts_from == first.counts_from - 1
    assert line(hall, 3)[:2] == ["A001", "B001"]


def test_a_transfer_to_the_last_place_counts_from_now(hall: Hall) -> None:
    ticket = hall.take(priority="elderly")
    hall.take("births")
    hall.later(seconds=1)
    hall.office.transfer(ticket.id, service="births", place="last", by=STAFF)
    assert line(hall, 3)[:2] == ["B001", "A001"]


def test_a_ticket_sent_to_one_counter_is_called_there_alone_while_it_is_open(hall: Hall) -> None:
    sent = hall.take()
    hall.office.transfer(sent.id, service="births", counter=2, by=STAFF)
    assert sent.label in line(hall, 2), "though counter 2 serves no births"
    assert line(hall, 3) == []
    hall.office.desk(2, "closed", by=STAFF)
    assert sent.label in line(hall, 3)
    hall.office.desk(2, "open", by=STAFF)
    assert line(hall, 3) == []
    assert hall.office.call_this(4, sent.id, reason="because", by=STAFF).ticket


def test_a_closed_counters_next_is_the_first_of_its_line(tmp_path: Path) -> None:
    hall = Hall(tmp_path, opened=(1, 2))
    other, sent = hall.take("land"), hall.take("births")
    hall.office.transfer(sent.id, service="results", counter=3, by=STAFF)
    desk = hall.office.desk_facts(3)
    assert [row["label"] for row in desk["waiting"]] == [other.label, sent.label]
    assert [row["next"] for row in desk["waiting"]] == [True, False]
    assert desk["waiting"][1]["kind"] != "sent", "nobody is sent to a closed counter"


Walk = list[tuple[str, bool, int]]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    arrivals=st.lists(
        st.tuples(
            st.sampled_from(["copies", "births", "results"]), st.booleans(), st.integers(0, 20)
        ),
        max_size=14,
    ),
    counters=st.lists(st.sampled_from([1, 2, 3]), max_size=14),
)
def test_next_is_the_smallest_by_the_posted_rule(
    tmp_path_factory: pytest.TempPathFactory, arrivals: Walk, counters: list[int]
) -> None:
    """The rule told again over plain lists; it shares nothing with the office's code."""
    hall = Hall(tmp_path_factory.mktemp("hall"))
    serves = {
        1: (["copies"], ["results"]),
        2: (["copies"], []),
        3: (["births"], ["copies", "results", "land"]),
    }
    waiting: list[Ticket] = []
    for service, priority, minutes in arrivals:
        waiting.append(hall.take(service, priority="elderly" if priority else None))
        hall.later(minutes=minutes % 7)
    streaks = {1: 0, 2: 0, 3: 0}
    for counter in counters:
        own, also = serves[counter]

        def key(ticket: Ticket, own: list[str] = own) -> tuple[int, int]:
            assert ticket.since is not None
            head = 60 if ticket.priority else 0
            late = 0 if ticket.service in own else 10
            return ticket.since + (late - head) * 60_000, ticket.id

        mine = [ticket for ticket in waiting if ticket.service in own + also]
        if not mine:
            continue
        ordinary = [ticket for ticket in mine if not ticket.priority]
        expected = min(ordinary if streaks[counter] >= 2 and ordinary else mine, key=key)
        assert line(hall, counter)[0] == expected.label
        assert hall.called(counter) == expected.label
        waiting.remove(expected)
        streaks[counter] = streaks[counter] + 1 if expected.priority else 0
