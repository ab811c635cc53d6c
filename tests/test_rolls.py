"""When the kiosk is dead: numbers from a paper roll, called in turn with the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import ms
from small_hall import CITIZEN, STAFF, TUESDAY, Hall, refusal


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def test_roll_numbers_and_waiting_citizens_are_called_in_turn(hall: Hall) -> None:
    for _ in range(3):
        hall.take()
    hall.office.open_roll("A", 500, 502, by=STAFF)
    assert [hall.called() for _ in range(6)] == ["A500", "A001", "A501", "A002", "A502", "A003"]
    assert refusal(hall.next).code == "nobody_waiting"


def test_with_nobody_waiting_the_roll_goes_on_alone(hall: Hall) -> None:
    hall.office.open_roll("A", 10, 12, by=STAFF)
    assert [hall.called() for _ in range(3)] == ["A010", "A011", "A012"]


def test_the_series_skips_a_reserved_range_and_is_never_max_plus_one(hall: Hall) -> None:
    hall.take()
    hall.office.open_roll("A", 3, 5, by=STAFF)
    assert [hall.take().label for _ in range(3)] == ["A002", "A006", "A007"]
    hall.office.open_roll("A", 100, 200, by=STAFF)
    assert hall.take().label == "A008"


def test_a_range_with_given_or_reserved_numbers_is_refused(hall: Hall) -> None:
    hall.take()
    assert refusal(hall.office.open_roll, "A", 1, 50, by=STAFF).code == "range_taken"
    hall.office.open_roll("A", 10, 20, by=STAFF)
    refused = refusal(hall.office.open_roll, "A", 20, 30, by=STAFF)
    assert refused.code == "range_overlaps" and refused.facts == {"first": 10, "last": 20}
    assert refusal(hall.office.open_roll, "A", 9, 3, by=STAFF).code == "bad_range"
    assert refusal(hall.office.open_roll, "Q", 1, 3, by=STAFF).code == "unknown_service"


def test_an_undone_roll_call_waits_from_when_its_range_was_opened(hall: Hall) -> None:
    hall.at("08:10")
    hall.office.open_roll("A", 10, 20, by=STAFF)
    hall.at("09:00")
    ticket = hall.next().ticket
    assert ticket and ticket.label == "A010" and ticket.taken_at is None
    hall.office.undo(1, by=STAFF)
    back = hall.office.ticket(ticket.id)
    assert back.state == "waiting" and back.since == ms(f"{TUESDAY} 08:10")
    assert hall.next().ticket.label == "A011", "an undone call does not count in the turn about"  # type: ignore[union-attr]
    hall.office.start(1, by=STAFF)
    assert hall.next().ticket.label == "A010"  # type: ignore[union-attr]


def test_a_roll_number_has_no_wait_figure(hall: Hall) -> None:
    hall.office.open_roll("A", 10, 20, by=STAFF)
    turn = hall.next().turn
    assert turn and turn.waited is None and turn.roll == 1


def test_a_closed_range_is_called_no_more_and_its_numbers_stay_reserved(hall: Hall) -> None:
    roll = hall.office.open_roll("A", 1, 3, by=STAFF)
    hall.called()
    hall.office.close_roll(roll, by=STAFF)
    assert refusal(hall.next).code == "nobody_waiting"
    assert hall.take().label == "A004"
    assert refusal(hall.office.close_roll, roll, by=STAFF).code == "unknown_roll"


def test_the_next_roll_number_is_shown_before_it_is_called(hall: Hall) -> None:
    hall.office.open_roll("A", 10, 20, by=STAFF)
    following = hall.office.desk_facts(1)["next"]
    assert following["label"] == "A010" and following["kind"] == "roll"
    assert hall.next().ticket.label == "A010"  # type: ignore[union-attr]


def test_an_undone_roll_number_waits_with_a_time_that_can_be_shown(hall: Hall) -> None:
    hall.office.open_roll("A", 10, 20, by=STAFF)
    hall.later(minutes=5)
    hall.next()
    hall.office.undo(1, by=STAFF)
    row = hall.office.desk_facts(2)["waiting"][0]
    assert row["why"] == {"rule": "first", "minutes": None, "at": ms(f"{TUESDAY} 08:00")}


def test_of_several_rolls_a_counter_s_own_go_first_and_none_is_left_behind(hall: Hall) -> None:
    hall.office.open_roll("A", 10, 20, by=STAFF)
    hall.office.open_roll("B", 10, 11, by=STAFF)
    assert [hall.called(3) for _ in range(4)] == ["B010", "B011", "A010", "A011"]


def test_two_rolls_of_one_counter_are_called_by_turns(tmp_path: Path) -> None:
    both = {"id": 1, "services": ["copies", "births"], "zone": "hall"}
    hall = Hall(tmp_path, opened=(1,), ward={"counters": [both]})
    for letter in "AB":
        hall.office.open_roll(letter, 10, 20, by=STAFF)
    assert [hall.called() for _ in range(4)] == ["A010", "B010", "A011", "B011"]


def test_the_last_number_of_all_is_given_and_then_no_other(hall: Hall) -> None:
    hall.office.open_roll("A", 1, 9998, by=STAFF)
    assert hall.take().label == "A9999"
    refused = refusal(hall.office.issue, "copies", by=CITIZEN)
    assert (refused.code, refused.facts) == ("numbers_used_up", {"letter": "A"})
    assert hall.take("births").label == "B001"
