"""The kiosk is dead: what the manager opens and closes, what is told of it, what is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hall import Client, HallClock
from letin import far_away, person, sign_in
from loudspeaker import LoudHall
from small_hall import STAFF, TUESDAY, Hall

from config import Config
from office import Office
from practice.records import Records
from practice.summary import summary
from web.built import Built


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def series(hall: Hall, letter: str) -> dict[str, Any]:
    return next(each for each in hall.office.rolls()["series"] if each["letter"] == letter)


def test_the_range_proposed_keeps_away_from_what_was_given_and_reserved(hall: Hall) -> None:
    proposed = series(hall, "A")
    assert [proposed[key] for key in ("given", "first", "last")] == [0, 201, 300]
    for _ in range(3):
        hall.take()
    assert series(hall, "A")["given"] == 3
    hall.office.open_roll("A", 201, 300, by=STAFF)
    proposed = series(hall, "A")
    assert (proposed["first"], proposed["last"]) == (501, 600)
    hall.office.open_roll("A", proposed["first"], proposed["last"], by=STAFF)
    assert series(hall, "B")["first"] == 201, "each letter has numbers of its own"


def test_near_the_end_of_the_numbers_no_range_is_proposed(hall: Hall) -> None:
    hall.office.open_roll("A", 9700, 9750, by=STAFF)
    assert (series(hall, "A")["first"], series(hall, "A")["last"]) == (None, None)
    hall.office.open_roll("B", 9650, 9699, by=STAFF)
    assert (series(hall, "B")["first"], series(hall, "B")["last"]) == (9801, 9900)


def test_a_roll_tells_its_next_number_and_what_became_of_the_others(hall: Hall) -> None:
    roll = hall.office.open_roll("A", 201, 203, by=STAFF)
    hall.called()
    hall.miss()
    (told,) = hall.office.rolls()["rolls"]
    assert (told["next"], told["called"], told["done"], told["missed"]) == (203, 2, 1, 1)
    assert told["closed_at"] is None
    hall.start(2)
    (told,) = hall.office.rolls()["rolls"]
    assert (told["next"], told["called"]) == (None, 3)
    hall.office.close_roll(roll, by=STAFF)
    (told,) = hall.office.rolls()["rolls"]
    assert told["closed_at"] == hall.office.now()


def test_yesterday_s_rolls_are_told_no_more(hall: Hall) -> None:
    hall.office.open_roll("A", 201, 203, by=STAFF)
    hall.until("2026-03-11 08:00")
    hall.office.tick()
    assert hall.office.rolls()["rolls"] == []


def test_the_manager_opens_and_ends_a_range(client: Client, built: Built) -> None:
    answer = client.post("/manager/rolls", json={"letter": "A", "first": 201, "last": 300})
    assert answer.status_code == 201
    page = client.get("/manager/rolls").text
    assert "A201 – A300" in page and 'data-next="A201"' in page and "Đang mở" in page
    ended = client.post(f"/manager/rolls/{answer.json['id']}/ends", json={})
    assert ended.status_code == 201
    assert "Đã kết thúc" in client.get("/manager/rolls").text
    events = built.parts.office.events_after(0, 100)
    assert [e.kind for e in events if e.surface == "manager"] == ["roll_opened", "roll_closed"]


@pytest.mark.parametrize(
    ("wish", "status", "says"),
    [
        (("A", 1, 50), 409, "Số 1 đã cấp hôm nay. Xin chọn dãy bắt đầu sau số ấy."),
        (("A", 280, 310), 409, "Các số từ 201 đến 300 đã dành rồi. Xin chọn dãy khác."),
        (("A", 400, 301), 400, "Số đầu và số cuối từ 1 đến 9999; số cuối không nhỏ hơn số đầu."),
        (("A", 0, 0), 400, "Số đầu và số cuối từ 1 đến 9999; số cuối không nhỏ hơn số đầu."),
        (("Z", 401, 500), 404, "Không có lĩnh vực này."),
    ],
)
def test_what_cannot_be_opened_is_refused_in_plain_words(
    client: Client, wish: tuple[str, int, int], status: int, says: str
) -> None:
    client.post("/kiosk/tickets", json={"service": "chung-thuc"})
    client.post("/manager/rolls", json={"letter": "A", "first": 201, "last": 300})
    letter, first, last = wish
    answer = client.post("/manager/rolls", json={"letter": letter, "first": first, "last": last})
    assert (answer.status_code, answer.json["message"]) == (status, says)


def test_a_supervisor_reads_and_opens_nothing(door: Built) -> None:
    office, client = door.parts.office, far_away(door)
    sign_in(door, person(door, "supervisor"), client, pin=False)
    office.open_roll("A", 201, 300, by=STAFF)
    page = client.get("/manager/rolls").text
    assert "A201 – A300" in page
    assert 'id="open"' not in page and "data-do=" not in page


def test_a_range_ends_once(client: Client) -> None:
    answer = client.post("/manager/rolls", json={"letter": "A", "first": 201, "last": 300})
    path = f"/manager/rolls/{answer.json['id']}/ends"
    assert client.post(path, json={}).status_code == 201
    again = client.post(path, json={})
    assert (again.status_code, again.json["message"]) == (404, "Không có cuộn số này.")


def test_a_refusal_in_english_names_the_numbers_too(client: Client) -> None:
    client.post("/manager/rolls", json={"letter": "A", "first": 201, "last": 300})
    answer = client.post("/manager/rolls?lang=en", json={"letter": "A", "first": 300, "last": 310})
    assert answer.json["message"].startswith("The numbers from 201 to 300 are reserved")


def test_the_loudspeaker_says_the_paper_number(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    loud = LoudHall(shipped, office, clock, tmp_path)
    loud.listens()
    office.open_roll("A", 201, 300, by=STAFF)
    office.call_next(1, by=STAFF)
    loud.step()
    assert loud.texts() == ["Xin mời số a, hai không một, đến quầy số một."]


def test_paper_numbers_are_counted_but_nobody_knows_how_long_they_waited(hall: Hall) -> None:
    hall.take()
    hall.office.open_roll("A", 201, 203, by=STAFF)
    hall.later(minutes=20)
    assert [hall.called(), hall.called()] == ["A201", "A001"]
    missed = hall.miss()
    hall.office.close_day(by=STAFF, early=True)
    found = summary(Records(hall.store), hall.ward, TUESDAY, hall.office.now())
    assert missed.label == "A202"
    counted = ("taken", "paper", "done", "missed", "expired", "calls", "count")
    assert [found[key] for key in counted] == [3, 2, 2, 1, 0, 3, 1]
    assert found["longest"]["label"] == "A001"
    assert sum(each["taken"] for each in found["half_hours"]) == 3
    assert sum(each["called"] for each in found["half_hours"]) == 3
    waiting = [half["waiting"] for half in found["half_hours"] if half["waiting"] is not None]
    assert set(waiting) == {0}, "what was called stands in no line"
