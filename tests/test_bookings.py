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
