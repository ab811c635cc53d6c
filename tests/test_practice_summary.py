"""The figures and the page of a practised day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hall import Client
from small_hall import STAFF, TUESDAY, Hall

from office.ward import Ward
from practice import charts
from practice.records import Records
from practice.summary import summary


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def figures(hall: Hall, day: str = TUESDAY) -> dict[str, Any]:
    return summary(Records(hall.store), hall.ward, day, hall.office.now())


def test_a_day_by_hand_is_counted_right(hall: Hall) -> None:
    first, second = hall.take(), hall.take(priority="elderly")
    third = hall.take("births", name="Trần Thị Hoa", say_name=True)
    hall.later(minutes=10)
    # The priority is called first, after ten minutes, then the other one after thirty.
    assert hall.called(1) == second.label
    hall.later(minutes=20)
    hall.start(1)
    hall.later(minutes=6)
    hall.office.finish(1, by=STAFF)
    missed = hall.miss(3)
    assert missed.id == third.id
    gone = hall.take()
    hall.office.cancel(gone.id, by=STAFF, reason="because")
    never = hall.take("land")
    found = figures(hall)
    assert (found["taken"], found["done"], found["left"]) == (5, 2, 1)
    assert (found["calls"], found["recalls"]) == (3, 1)
    assert found["longest"]["label"] == third.label
    ordinary, priority, appointment = found["by_class"]
    assert (ordinary["count"], priority["count"], appointment["count"]) == (2, 1, 0)
    assert priority["mean"] == priority["max"] == pytest.approx(10, abs=0.1)
    assert ordinary["p50"] == pytest.approx(30, abs=0.1)
    assert found["over"] == 2
    assert {each["letter"]: each["count"] for each in found["by_service"]} == {"A": 2, "B": 1}
    counter = found["counters"][0]
    assert (counter["id"], counter["turns"]) == (1, 2)
    assert counter["busy_minutes"] == pytest.approx(6, abs=0.1)
    assert sum(each["taken"] for each in found["half_hours"]) == 5
    assert sum(each["called"] for each in found["half_hours"]) == 3
    assert sum(each["ordinary"] for each in found["waits"]) == 2
    assert first.id and never.id
    # 08:00 until the hall's now; what is to come is not foretold.
    waiting = {half["start"]: half["waiting"] for half in found["half_hours"]}
    now = hall.office.now()
    assert [n is None for n in waiting.values()] == [start > now for start in waiting]
    assert [n for n in waiting.values() if n is not None][-1] == 1

    hall.office.close_day(by=STAFF)
    closed = figures(hall)
    assert (closed["missed"], closed["expired"]) == (1, 1)
    same = (
        "taken",
        "done",
        "left",
        "calls",
        "recalls",
        "longest",
        "by_class",
        "by_service",
        "waits",
    )
    assert {key: closed[key] for key in same} == {key: found[key] for key in same}


def test_an_appointment_waits_from_its_time_or_from_its_coming(hall: Hall) -> None:
    slot = hall.clock.at + 60 * 60_000
    booked = [hall.office.book("land", by=STAFF, day=TUESDAY, slot_at=slot).ticket]
    assert booked[0] is not None and booked[0].code is not None
    hall.later(minutes=50)
    hall.office.check_in(booked[0].code, by=STAFF)
    hall.later(minutes=14)
    hall.start(4)
    (waits,) = (each for each in figures(hall)["by_class"] if each["count"])
    assert waits["class"] == "appointment"
    assert waits["mean"] == pytest.approx(4, abs=0.1)


def test_a_pause_is_no_open_time_and_a_call_taken_back_is_none(hall: Hall) -> None:
    hall.take()
    hall.next(1)
    hall.office.undo(1, by=STAFF)
    hall.later(minutes=30)
    hall.office.desk(1, "paused", by=STAFF, reason="because")
    hall.later(minutes=10)
    found = figures(hall)
    assert (found["calls"], found["count"], found["longest"]) == (0, 0, None)
    assert found["counters"][0]["open_minutes"] == pytest.approx(30, abs=0.1)
    assert found["counters"][1]["open_minutes"] == pytest.approx(40, abs=0.1)


def test_only_the_asked_day_is_read(hall: Hall) -> None:
    with hall.store.reading() as tx:
        plans = [
            row["detail"]
            for row in tx.all(
                "EXPLAIN QUERY PLAN SELECT counter, at, data FROM events"
                " WHERE day = ? AND kind = 'counter' ORDER BY seq",
                (TUESDAY,),
            )
        ]
    assert any("counter_events" in plan for plan in plans)
    hall.take()
    hall.until("2026-03-11 08:00")
    hall.office.tick()
    hall.take("births")
    assert figures(hall)["taken"] == figures(hall, "2026-03-11")["taken"] == 1


def test_bars_stand_on_their_line_and_the_scale_holds_them() -> None:
    shape = charts.columns(
        [("07:30", [("taken", 21.0), ("called", 0.0)]), ("08:00", [("taken", 37.0)])],
        width=400,
        height=200,
        line=[3.0, 39.0],
    )
    assert [step["text"] for step in shape["grid"]] == [0, 10, 20, 30, 40]
    assert all(
        bar["y"] + bar["h"] == pytest.approx(shape["base"], abs=0.2) for bar in shape["bars"]
    )
    assert max(bar["x"] + bar["w"] for bar in shape["bars"]) <= 400
    assert len(shape["points"].split()) == 2
    assert charts.share(5, 20) == 25.0
    assert charts.share(5, 0) == 0.0


def test_the_page_draws_a_day_in_both_languages(client: Client) -> None:
    assert "Ngày này chưa có ai lấy số." in client.get("/practice/").text
    day = TUESDAY
    for service in ("chung-thuc", "ho-tich"):
        taken = client.post("/kiosk/tickets", json={"service": service})
        assert taken.status_code == 201
    client.post("/counter/1/calls", json={})
    page = client.get(f"/practice/{day}").text
    assert "Đã lấy số" in page and "<svg" in page and "style=" not in page
    assert "Numbers taken" in client.get(f"/practice/{day}?lang=en").text
    found = json.loads(client.get(f"/practice/{day}.json").text)
    assert (found["taken"], found["calls"]) == (2, 1)
    assert client.get("/practice/2001-01-01").status_code == 404
    assert client.get("/practice/nonsense").status_code == 404


def test_a_service_that_is_gone_is_still_counted(hall: Hall) -> None:
    hall.take("births")
    hall.called(3)
    fewer = Ward.model_validate(
        {**hall.ward.model_dump(by_alias=True), "services": [], "counters": []}
    )
    found = summary(Records(hall.store), fewer, TUESDAY, hall.office.now())
    assert [each["service"] for each in found["by_service"]] == ["births"]
    assert [each["id"] for each in found["counters"]] == [3]
