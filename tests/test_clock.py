"""A clock that ran ahead and is put right: nobody loses a place, no day is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hall import ms
from small_hall import CITIZEN, STAFF, TUESDAY, Hall, refusal

from office import By


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def put_back(hall: Hall, *, hours: float) -> None:
    """The wall clock was ahead by so much; a person sets and confirms it."""
    hall.clock.at -= round(hours * 3_600_000)
    hall.office.confirm_clock(by=STAFF)


def test_who_waits_keeps_the_place_and_the_wait_when_the_clock_is_put_back(hall: Hall) -> None:
    hall.at("10:00")
    hall.take()
    second = hall.take(priority="elderly")
    hall.later(minutes=7)
    put_back(hall, hours=1)
    third = hall.take()
    desk = hall.office.desk_facts(1)
    assert [row["label"] for row in desk["waiting"]] == ["A002", "A001", third.label]
    assert [row["waited_ms"] // 60_000 for row in desk["waiting"]] == [7, 7, 0]
    after = hall.office.ticket(second.id)
    assert after.since and second.since and after.since == second.since - 3_600_000
    turn = hall.next().turn
    assert turn and turn.waited == 7 * 60_000 + 1000


def test_a_called_citizen_can_be_called_again_when_the_clock_is_put_back(hall: Hall) -> None:
    hall.at("10:00")
    hall.take()
    hall.next()
    hall.later(seconds=30)
    put_back(hall, hours=1)
    hall.office.recall(1, by=STAFF)
    hall.office.absent(1, by=STAFF)
    hall.take()
    hall.start()
    hall.later(minutes=8)
    put_back(hall, hours=0.5)
    turn = hall.office.finish(1, by=STAFF).turn
    assert turn and turn.ended_at and turn.started_at
    assert turn.ended_at - turn.started_at == 8 * 60_000


def test_a_day_that_a_clock_ahead_had_opened_opens_again_when_it_comes(hall: Hall) -> None:
    hall.until("2026-03-11 08:00")
    hall.take()
    put_back(hall, hours=24)
    assert hall.office.today() == TUESDAY and hall.take().label == "A001"
    hall.until("2026-03-11 08:00")
    hall.office.tick()
    assert hall.office.today() == "2026-03-11" and hall.office.day_light() == []
    assert hall.take().label == "A002", "A001 was given on a day of this name"


def test_a_day_that_a_clock_ahead_had_closed_opens_again_when_it_comes(hall: Hall) -> None:
    hall.office.close_day(by=STAFF)
    hall.until("2026-03-11 08:00")
    hall.office.tick()
    hall.office.close_day(by=STAFF)
    put_back(hall, hours=24)
    assert hall.office.today() == TUESDAY
    assert refusal(hall.office.issue, "copies", by=CITIZEN).code == "day_closed"
    hall.until("2026-03-11 08:00")
    assert hall.take().label == "A001"


def test_a_day_closed_by_putting_the_clock_back_ends_at_its_own_last_event(hall: Hall) -> None:
    hall.until("2026-03-11 08:00")
    hall.take()
    hall.office.desk(1, "open", by=STAFF)
    turn = hall.next().turn
    last = hall.office.now()
    put_back(hall, hours=24)
    assert turn
    row = hall.store.one("SELECT * FROM turns WHERE id = ?", (turn.id,))
    assert row is not None and row["outcome"] == "expired" and row["ended_at"] == last


def test_two_ticks_at_once_close_yesterday_and_not_today(hall: Hall) -> None:
    hall.take()
    hall.until("2026-03-11 08:00")
    both = threading.Barrier(2)
    close = hall.office._close

    def met(by: By, closing: str, today: str) -> None:
        both.wait(10)
        close(by, closing, today)

    hall.office._close = met  # type: ignore[method-assign]
    ticks = [threading.Thread(target=hall.office.tick) for _ in range(2)]
    for tick in ticks:
        tick.start()
    for tick in ticks:
        tick.join(20)
    assert hall.office.today() == "2026-03-11" and hall.office.day_light() == []


def test_a_day_that_was_closed_early_says_when_the_next_one_opens(hall: Hall) -> None:
    hall.at("10:00")
    hall.office.close_day(by=STAFF)
    facts = hall.office.hall_facts()
    assert (facts["open"], facts["opens_at"]) == (False, ms("2026-03-11 07:30"))
