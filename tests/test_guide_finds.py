"""A lost slip is found by name, number, time or service; its paper comes once more."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from hall import HallClock
from letin import far_away, person, sign_in

from office import By, Office
from office.finds import Sought
from web.built import Built

A, B = "chung-thuc", "ho-tich"
DESK = By(surface="counter", staff=True)
PEOPLE = ("Trần Thị Hoa", "Nguyễn Văn Đạt", "Đặng Thị Ngọc Ánh")


@pytest.fixture
def guide(door: Built) -> Any:
    client = far_away(door)
    sign_in(door, person(door, "guide"), client, pin=False)
    return client


@pytest.fixture
def hall(door: Built, clock: HallClock) -> Office:
    """08:00 A001 Hoa, 08:10 A002 Đạt, 08:20 A003 Ánh, 08:30 B001 without a name."""
    for name in PEOPLE:
        door.parts.office.issue(A, name=name, say_name=True, by=DESK)
        clock.ahead(minutes=10)
    door.parts.office.issue(B, by=DESK)
    return door.parts.office


def found(client: Any, text: str = "", service: str | None = None) -> list[str]:
    answer = client.post("/kiosk/finds", json={"text": text, "service": service})
    assert answer.status_code == 200
    return [each["label"] for each in answer.json["tickets"]]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("hoa", ["A001"]),
        ("TRAN HOA", ["A001"]),
        ("đạt", ["A002"]),
        ("dat", ["A002"]),
        ("thi", ["A003", "A001"]),
        ("a002", ["A002"]),
        ("A 2", ["A002"]),
        ("1", ["B001", "A001"]),
        ("b", ["B001"]),
        ("8:35", ["B001", "A003"]),
        ("8h", ["B001", "A003", "A002", "A001"]),
        ("9h", []),
        ("Lan", []),
        ("", ["B001", "A003", "A002", "A001"]),
    ],
)
def test_a_slip_is_found_by_what_is_left_of_it(
    guide: Any, hall: Office, text: str, labels: list[str]
) -> None:
    assert found(guide, text) == labels


def test_it_is_found_by_its_service(guide: Any, hall: Office) -> None:
    assert found(guide, service=B) == ["B001"]
    assert found(guide, "1", A) == ["A001"]


def test_who_is_finished_comes_last_and_a_call_is_told(guide: Any, hall: Office) -> None:
    hall.desk(1, "open", by=DESK)
    hall.call_next(1, by=DESK)
    told = guide.post("/kiosk/finds", json={"text": "hoa"}).json["tickets"][0]
    assert (told["state"], told["calls"], told["counter"]) == ("called", 1, 1)
    assert (told["name"], told["service"]) == ("Trần Thị Hoa", A)
    hall.cancel(2, reason="da-ve", by=DESK)
    assert found(guide) == ["B001", "A003", "A001", "A002"]


def test_yesterday_is_forgotten(hall: Office, clock: HallClock) -> None:
    clock.ahead(hours=24)
    hall.tick()
    hall.issue(B, by=DESK)
    assert [each["label"] for each in hall.find("")["tickets"]] == ["B001"]


def test_only_the_day_s_own_index_is_read(hall: Office) -> None:
    plan = hall.store.all(
        "EXPLAIN QUERY PLAN SELECT id FROM tickets LEFT JOIN names ON names.ticket = tickets.id"
        " WHERE day = ? AND letter IS NOT NULL ORDER BY letter, number",
        ("2026-03-10",),
    )
    assert any("number_once_a_day (day=?" in row["detail"] for row in plan)
    assert not any("SCAN" in row["detail"] for row in plan)


def test_the_slip_comes_out_with_the_number_it_had(guide: Any, hall: Office, door: Built) -> None:
    before = hall.last_seq
    answer = guide.post("/kiosk/guide/reprints?id=k1", json={"ticket": 1})
    assert answer.status_code == 201
    assert answer.json["print"]["reprint"] and answer.json["print"]["state"] == "queued"
    again = guide.post("/kiosk/guide/reprints", json={"ticket": 1})
    assert (again.status_code, again.json["error"]) == (409, "wrong_state")
    assert hall.last_seq == before


def test_a_number_that_is_over_or_not_there_gets_no_slip(guide: Any, hall: Office) -> None:
    hall.cancel(1, reason="da-ve", by=DESK)
    assert guide.post("/kiosk/guide/reprints", json={"ticket": 1}).status_code == 409
    assert guide.post("/kiosk/guide/reprints", json={"ticket": 99}).status_code == 404


def test_no_name_that_was_looked_for_is_in_the_log_or_the_journal(
    guide: Any, hall: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = hall.last_seq
    assert found(guide, "Ngọc Ánh") == ["A003"]
    assert found(guide, "x" * 80) == []
    assert guide.post("/kiosk/finds", json={"text": "Hoa" * 40}).status_code == 400
    assert "Ánh" not in caplog.text and "Hoa" not in caplog.text
    assert hall.last_seq == before


@pytest.mark.parametrize("text", ["25:00", "8:75", "A0", "A00000", "'; --", "%", "_"])
def test_what_is_no_number_and_no_time_is_a_part_of_a_name(text: str) -> None:
    sought = Sought.read(text)
    assert sought.number is None and sought.minutes is None
