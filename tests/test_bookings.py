"""Booked visits: free slots, the right day, a number at check-in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import ms
from small_hall import CITIZEN, STAFF, TUESDAY, Hall, refusal


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def slot(clock: str, day: str = TUESDAY) -> int:
    return ms(f"{day} {clock}")


def test_outside_the_hours_only_staff_check_a_visit_in(hall: Hall) -> None:
    booked = hall.office.book("land", by=CITIZEN, day=TUESDAY).ticket
    assert booked and booked.code
    hall.at("11:45")
    refused = refusal(hall.office.check_in, booked.code, by=CITIZEN)
    assert (refused.code, refused.facts["opens_at"]) == ("closed_now", ms(f"{TUESDAY} 13:00"))
    assert hall.office.check_in(booked.code, by=STAFF).ticket


def test_a_slot_has_its_places_and_a_cancelled_one_is_free_again(hall: Hall) -> None:
    book = hall.office.book
    first = book("land", by=CITIZEN, day=TUESDAY, slot_at=slot("09:00")).ticket
    refused = refusal(book, "land", by=CITIZEN, day=TUESDAY, slot_at=slot("09:00"))
    assert refused.code == "slot_full"
    assert first
    hall.office.cancel(first.id, reason="because", by=CITIZEN)
    assert book("land", by=CITIZEN, day=TUESDAY, slot_at=slot("09:00")).ticket


@pytest.mark.parametrize("clock", ["09:10", "07:30", "11:30", "12:00"])
def test_a_slot_that_does_not_exist_is_refused(hall: Hall, clock: str) -> None:
    refused = refusal(hall.office.book, "land", by=CITIZEN, day=TUESDAY, slot_at=slot(clock))
    assert refused.code == "bad_value" and refused.facts["field"] == "slot_at"


def test_a_booking_has_a_code_and_no_number_until_check_in(hall: Hall) -> None:
    booked = hall.office.book("land", by=CITIZEN, day=TUESDAY, slot_at=slot("09:00")).ticket
    assert booked and booked.label == "" and booked.code
    walk_in = hall.take("land")
    arrived = hall.office.check_in(booked.code.lower(), by=CITIZEN).ticket
    assert arrived and (walk_in.label, arrived.label) == ("C001", "C002")
    assert refusal(hall.office.check_in, booked.code, by=CITIZEN).code == "wrong_state"


def test_a_booking_for_another_day_is_not_checked_in_today(hall: Hall) -> None:
    booked = hall.office.book(
        "land", by=CITIZEN, day="2026-03-11", slot_at=slot("09:00", "2026-03-11")
    ).ticket
    assert booked and booked.code
    refused = refusal(hall.office.check_in, booked.code, by=CITIZEN)
    assert refused.code == "wrong_day" and refused.facts["day"] == "2026-03-11"
    refused = refusal(hall.office.book, "land", by=CITIZEN, day="2026-03-09")
    assert refused.code == "wrong_day"


def test_closing_the_day_leaves_the_bookings_of_tomorrow(hall: Hall) -> None:
    today = hall.office.book("land", by=CITIZEN, day=TUESDAY).ticket
    tomorrow = hall.office.book("land", by=CITIZEN, day="2026-03-11", name="Lê An").ticket
    hall.office.close_day(by=STAFF)
    assert today and tomorrow
    assert hall.state(today) == "expired" and hall.state(tomorrow) == "booked"
    assert hall.office.name(tomorrow.id)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("tomorrow", "bad_value"),
        ("2026-02-30", "bad_value"),
        ("20260311", "bad_value"),
        ("9999-12-31", "wrong_day"),
        ("2026-03-12", "wrong_day"),
        ("2026-03-15", "wrong_day"),
    ],
)
def test_a_day_that_does_not_exist_or_is_closed_cannot_be_booked(
    hall: Hall, day: str, code: str
) -> None:
    assert refusal(hall.office.book, "copies", by=CITIZEN, day=day).code == code


@pytest.mark.parametrize("at", [-1, 0, 2**53, 2**80])
def test_a_slot_beyond_every_calendar_is_refused(hall: Hall, at: int) -> None:
    refused = refusal(hall.office.book, "land", by=CITIZEN, day=TUESDAY, slot_at=at)
    assert (refused.code, refused.facts) == ("bad_value", {"field": "slot_at"})


def test_a_quota_is_counted_on_the_day_of_the_visit(hall: Hall) -> None:
    for _ in range(3):
        hall.office.book("land", by=CITIZEN, day="2026-03-11")
    assert refusal(hall.office.book, "land", by=CITIZEN, day="2026-03-11").code == "quota_full"
    assert hall.take("land").label == "C001", "today's places are untouched"
    hall.until("2026-03-11 08:00")
    assert refusal(hall.take, "land").code == "quota_full"
