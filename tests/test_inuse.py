"""What people in the hall depend on that other settings would take away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_hall import STAFF, WARD, Hall

from office import Ward
from office.inuse import Use
from web import inuse


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path, opened=(1, 3))


def other(**changes: list[Any]) -> Ward:
    return Ward.model_validate({**WARD, **changes})


def without(section: str, *ids: str | int) -> Ward:
    return other(**{section: [each for each in WARD[section] if each["id"] not in ids]})


def changed(section: str, id: str | int, **facts: Any) -> Ward:
    items = [each | facts if each["id"] == id else each for each in WARD[section]]
    return other(**{section: items})


def uses(hall: Hall, ward: Ward) -> list[Use]:
    return hall.office.in_use_beyond(ward, hall.ward)


def said(hall: Hall, ward: Ward) -> str:
    return inuse.refusal(uses(hall, ward), hall.ward, ward)[0]


def test_the_same_ward_and_an_empty_hall_take_nothing_away(hall: Hall) -> None:
    assert uses(hall, without("services", "births")) == []
    hall.take("births", priority="elderly")
    hall.next(3)
    assert uses(hall, hall.ward) == []


@pytest.mark.parametrize("retired", [False, True])
def test_a_service_does_not_vanish_while_somebody_is_in_its_line(hall: Hall, retired: bool) -> None:
    for _ in range(3):
        hall.take("births")
    hall.next(3)
    new = changed("services", "births", retired=True) if retired else without("services", "births")
    (use,) = uses(hall, new)
    assert use == Use("service", "births", (("called", 1), ("waiting", 2)))
    assert "lĩnh vực Hộ tịch còn 1 người đang được gọi, 2 người chờ" in said(hall, new)


def test_who_has_left_keeps_nothing(hall: Hall) -> None:
    hall.take("births")
    hall.called(3)
    gone = hall.take("births")
    hall.office.cancel(gone.id, by=STAFF, reason="because")
    assert uses(hall, without("services", "births")) == []


def test_who_is_booked_for_another_day_keeps_the_service(hall: Hall) -> None:
    hall.office.book("land", by=STAFF, day="2026-03-11")
    assert uses(hall, without("services", "land")) == [Use("service", "land", (("booked", 1),))]
    assert uses(hall, changed("services", "land", letter="L")) == []


def test_a_letter_does_not_change_while_its_numbers_are_in_hands(hall: Hall) -> None:
    hall.take("births")
    new = changed("services", "births", letter="H")
    assert uses(hall, new) == [Use("letter", "births", (("waiting", 1),), "B")]
    assert "chữ B của lĩnh vực Hộ tịch còn 1 người chờ" in said(hall, new)


def test_a_letter_handed_to_another_service_is_known_by_the_ward_as_it_was(hall: Hall) -> None:
    hall.take("births")
    services = [
        each | {"letter": {"A": "B", "B": "A"}.get(each["letter"], each["letter"])}
        for each in WARD["services"]
    ]
    new = other(services=services)
    assert [use.kind for use in uses(hall, new)] == ["letter"]
    assert hall.office.in_use_beyond(new) == []


def test_a_transferred_number_keeps_the_letter_that_it_was_given(hall: Hall) -> None:
    ticket = hall.take("births")
    hall.office.transfer(ticket.id, service="land", by=STAFF)
    assert uses(hall, changed("services", "land", letter="L")) == []
    assert [use.kind for use in uses(hall, changed("services", "births", letter="H"))] == ["letter"]


def test_a_counter_does_not_vanish_from_under_an_officer(hall: Hall) -> None:
    label = hall.take("births").label
    assert said(hall, without("counters", 3)).startswith("Chưa đổi được: quầy 3 đang mở. ")
    hall.next(3)
    assert f"quầy 3 đang gọi {label}. " in said(hall, without("counters", 3))
    hall.office.start(3, by=STAFF)
    assert f"quầy 3 đang phục vụ {label}. " in said(hall, changed("counters", 3, retired=True))


def test_a_closed_counter_stays_for_whom_it_holds_and_who_was_sent_to_it(hall: Hall) -> None:
    hall.take("births")
    hall.start(3)
    hall.office.hold(3, by=STAFF, reason="because")
    sent = hall.take("births")
    hall.office.transfer(sent.id, service="births", counter=3, by=STAFF)
    hall.office.desk(3, "closed", by=STAFF, reason="because")
    (use,) = uses(hall, without("counters", 3))
    assert (use.kind, use.id, dict(use.people)) == ("counter", "3", {"held": 1, "sent": 1})
    assert "còn" in said(hall, without("counters", 3))


def test_a_counter_of_other_services_may_go_when_it_is_closed(hall: Hall) -> None:
    assert uses(hall, without("counters", 2)) == []


def test_a_priority_stays_while_somebody_has_it(hall: Hall) -> None:
    hall.take("births", priority="elderly")
    assert said(hall, without("priorities", "elderly")).startswith(
        "Chưa đổi được: diện ưu tiên Cao tuổi còn 1 người chờ. "
    )


def test_a_reason_stays_while_a_counter_is_paused_for_it(hall: Hall) -> None:
    hall.office.desk(1, "paused", by=STAFF, reason="because")
    assert "lý do Vì vậy đang được dùng" in said(hall, without("reasons", "because"))


def test_a_roll_of_paper_numbers_keeps_its_letter(hall: Hall) -> None:
    roll = hall.office.open_roll("B", 501, 520, by=STAFF)
    assert "cuộn số B đang mở" in said(hall, without("services", "births"))
    hall.office.close_roll(roll, by=STAFF)
    assert uses(hall, without("services", "births")) == []


def test_one_sentence_names_all_of_it_in_both_languages(hall: Hall) -> None:
    hall.take("births")
    hall.next(3)
    hall.take("copies", priority="elderly")
    new = other(services=WARD["services"][:1], counters=[], priorities=[])
    vietnamese, english = inuse.refusal(uses(hall, new), hall.ward, new)
    parts = ("Hộ tịch", "quầy 1 đang mở", "quầy 3 đang gọi B001", "Cao tuổi")
    assert [part for part in parts if part not in vietnamese] == []
    assert "counter 3 is calling B001" in english
    assert "Finish or transfer these first" in english
