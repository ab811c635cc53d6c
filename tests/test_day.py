"""The working day: midnight, a server off overnight, a clock that cannot be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import ms
from small_hall import CITIZEN, STAFF, TUESDAY, Hall, refusal


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def closed_at(hall: Hall, day: str = TUESDAY) -> int | None:
    row = hall.store.one("SELECT closed_at FROM days WHERE day = ?", (day,))
    assert row is not None
    closed: int | None = row[0]
    return closed


def test_the_day_is_the_wards_and_not_the_servers(tmp_path: Path) -> None:
    hall = Hall(tmp_path, start="2026-03-10 06:30")
    assert hall.office.today() == "2026-03-10", "in UTC it is still the 9th"


def test_numbers_begin_again_at_one_on_the_next_day(hall: Hall) -> None:
    hall.take(), hall.take()
    hall.until("2026-03-11 08:00")
    assert hall.take().label == "A001"


def test_an_empty_hall_closes_itself_half_an_hour_after_the_last_sitting(hall: Hall) -> None:
    hall.at("17:29")
    hall.office.tick()
    assert closed_at(hall) is None
    hall.at("17:30")
    hall.office.tick()
    assert closed_at(hall) == ms(f"{TUESDAY} 17:30")
    assert refusal(hall.office.issue, "copies", reason="because", by=STAFF).code == "day_closed"
    hall.at("18:00")
    hall.office.tick()
    assert closed_at(hall) is not None, "it does not open again"


@pytest.mark.parametrize("state", ["waiting", "called", "serving", "held"])
def test_somebody_still_here_keeps_the_day_open_and_asks_the_manager(
    hall: Hall, state: str
) -> None:
    hall.take()
    if state != "waiting":
        hall.next()
    if state in ("serving", "held"):
        hall.office.start(1, by=STAFF)
    if state == "held":
        hall.office.hold(1, reason="because", by=STAFF)
    hall.at("17:30")
    hall.office.tick()
    assert closed_at(hall) is None and hall.office.day_light() == ["day_asks"]
    hall.at("23:58")
    hall.office.tick()
    assert closed_at(hall) is None
    hall.at("23:59")
    hall.office.tick()
    assert closed_at(hall) == ms(f"{TUESDAY} 23:59")


def test_closing_finishes_whom_it_finds(hall: Hall) -> None:
    waiting, missed_id = hall.take("births"), hall.take("births").id
    hall.office.call_this(3, missed_id, reason="because", by=STAFF)
    hall.later(seconds=30)
    hall.office.recall(3, by=STAFF)
    hall.office.absent(3, by=STAFF)
    serving, called, held = hall.take(), hall.take(), hall.take()
    hall.next(1), hall.office.hold(1, reason="because", by=STAFF)
    hall.next(1), hall.office.start(1, by=STAFF)
    hall.next(2)
    serving, called, held = called, held, serving
    hall.office.close_day(by=STAFF)
    assert hall.state(serving) == "done"
    for ticket in (waiting, called, held):
        assert hall.state(ticket) == "expired"
    turn = hall.store.one("SELECT * FROM turns WHERE ticket = ?", (serving.id,))
    assert turn is not None and (turn["auto"], turn["confirmed"]) == (1, 0)
    assert hall.store.one("SELECT 1 FROM turns WHERE ended_at IS NULL") is None
    assert {desk["state"] for desk in hall.office.hall_facts()["desks"]} == {"closed"}
    assert refusal(hall.office.close_day, by=STAFF).code == "day_closed"


def test_a_server_off_overnight_closes_yesterday_with_yesterdays_time(hall: Hall) -> None:
    ticket = hall.take()
    hall.start()
    hall.later(minutes=3)
    hall.office.hold(1, reason="because", by=STAFF)
    last = hall.office.now()
    hall.until("2026-03-11 07:15")
    hall.restart()
    assert closed_at(hall) == last
    assert hall.state(ticket) == "expired" and hall.office.today() == "2026-03-11"
    assert hall.office.ticket(ticket.id).state_at == last


def test_midnight_without_a_tick_opens_the_new_day_by_the_first_command(tmp_path: Path) -> None:
    hall = Hall(tmp_path, ward={"always_open": True})
    hall.take()
    hall.until("2026-03-11 00:00")
    assert hall.take().label == "A001"
    assert closed_at(hall) is not None


def test_a_hall_that_is_always_open_closes_at_midnight_alone(tmp_path: Path) -> None:
    hall = Hall(tmp_path, ward={"always_open": True})
    for clock in ("17:30", "23:59"):
        hall.at(clock)
        hall.office.tick()
        assert closed_at(hall) is None
        assert hall.take()


def test_after_a_restart_the_hall_is_as_it_was(hall: Hall) -> None:
    hall.take(), hall.take("births")
    hall.next()
    desks = [hall.office.desk_facts(counter) for counter in (1, 2, 3)]
    board = hall.office.hall_facts()
    hall.restart()
    assert [hall.office.desk_facts(counter) for counter in (1, 2, 3)] == desks
    assert hall.office.hall_facts() == board


def test_closing_before_the_last_sitting_ends_is_said_to_be_early(hall: Hall) -> None:
    refused = refusal(hall.office.close_day, by=STAFF, early=False)
    assert (refused.code, refused.facts["at"]) == ("day_not_over", ms(f"{TUESDAY} 17:00"))
    hall.take()
    hall.at("17:00")
    hall.office.close_day(by=STAFF, early=False)
    assert closed_at(hall) == ms(f"{TUESDAY} 17:00")


def test_journal_time_never_runs_back(hall: Hall) -> None:
    hall.take()
    hall.clock.at = hall.clock.at - 60_000
    hall.office.issue("copies", by=CITIZEN)
    times = [event.at for event in hall.office.events_after(0)]
    assert times == sorted(times)
    assert hall.office.day_light() == []


def test_a_clock_set_back_opens_and_closes_nothing_and_a_person_confirms(hall: Hall) -> None:
    hall.take()
    hall.clock.at = ms("2026-03-09 08:00")
    hall.office.tick()
    assert hall.office.day_light() == ["clock_behind"]
    assert hall.office.today() == TUESDAY and hall.take().label == "A002"
    hall.office.confirm_clock(by=STAFF)
    assert hall.office.day_light() == [] and hall.office.today() == "2026-03-09"
    assert hall.office.now() == hall.clock.at, "the time is the clock's again"
    assert hall.take().label == "A001"
    seqs = [event.seq for event in hall.office.events_after(0)]
    assert seqs == sorted(seqs)


def test_a_clock_of_2020_at_the_start_leaves_the_open_day_open(hall: Hall) -> None:
    hall.take()
    hall.clock.at = ms("2020-01-01 00:00")
    hall.restart()
    assert hall.office.day_light() == ["clock_behind"]
    assert hall.office.today() == TUESDAY and hall.take().label == "A002"
    hall.clock.at = ms("2026-03-10 08:30")
    hall.restart()
    assert hall.office.day_light() == []


def test_a_clock_of_2020_after_a_closed_day_gives_no_number_until_confirmed(hall: Hall) -> None:
    hall.office.close_day(by=STAFF)
    hall.clock.at = ms("2020-01-01 08:00")
    hall.restart()
    assert refusal(hall.office.issue, "copies", by=CITIZEN).code == "clock_unsure"
    hall.clock.at = ms("2026-03-11 08:00")
    hall.office.confirm_clock(by=STAFF)
    assert hall.take().label == "A001"


def test_a_clock_that_jumps_ahead_closes_nothing_by_itself(hall: Hall) -> None:
    hall.take()
    hall.clock.at = ms("2026-03-11 09:00")
    hall.office.tick()
    assert hall.office.day_light() == ["clock_jumped"] and closed_at(hall) is None
    hall.office.confirm_clock(by=STAFF)
    assert closed_at(hall) is not None and hall.office.today() == "2026-03-11"


def test_a_night_of_sleep_is_no_jump(hall: Hall) -> None:
    hall.until("2026-03-11 08:00")
    hall.office.tick()
    assert hall.office.day_light() == [] and hall.office.today() == "2026-03-11"


def test_a_small_step_of_the_time_service_is_no_jump(hall: Hall) -> None:
    hall.clock.at = hall.clock.at + 9 * 60_000
    assert hall.office.day_light() == []
