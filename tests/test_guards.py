"""The guards of each move: how soon, how often, by whom, with what reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hall import ms
from small_hall import CITIZEN, STAFF, TUESDAY, Hall, refusal

from office import By, Refused


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


@pytest.fixture
def one_press(tmp_path: Path) -> Hall:
    return Hall(tmp_path, flow="one_press")


@pytest.mark.parametrize(
    ("clock", "open_"),
    [("07:29", False), ("07:30", True), ("11:29", True), ("11:30", False), ("13:00", True)],
)
def test_numbers_are_given_in_the_opening_hours(tmp_path: Path, clock: str, open_: bool) -> None:
    hall = Hall(tmp_path, start=f"{TUESDAY} {clock}")
    if open_:
        assert hall.office.issue("copies", by=CITIZEN).ticket
    else:
        refused = refusal(hall.office.issue, "copies", by=CITIZEN)
        assert refused.code == "closed_now"
        assert refused.facts["opens_at"] > hall.office.now()


def test_a_holiday_and_a_sunday_give_no_number_but_say_when_it_opens(tmp_path: Path) -> None:
    hall = Hall(tmp_path, start="2026-03-11 17:30")
    opens = refusal(hall.office.issue, "copies", by=CITIZEN).facts["opens_at"]
    assert opens == ms("2026-03-13 07:30"), "the 12th is a holiday"


def test_staff_may_give_a_number_after_hours_with_a_reason(hall: Hall) -> None:
    hall.at("12:00")
    assert refusal(hall.office.issue, "copies", by=STAFF).code == "reason_needed"
    refused = refusal(hall.office.issue, "copies", by=STAFF, reason="whim")
    assert refused.code == "unknown_reason"
    assert hall.office.issue("copies", by=STAFF, reason="because").ticket


def test_a_quota_counts_the_booked_and_gives_back_the_cancelled(hall: Hall) -> None:
    office = hall.office
    first = office.issue("land", by=CITIZEN).ticket
    office.book("land", by=CITIZEN, day=TUESDAY, slot_at=ms(f"{TUESDAY} 09:00"))
    office.issue("land", by=CITIZEN)
    assert refusal(office.issue, "land", by=CITIZEN).code == "quota_full"
    assert first
    office.cancel(first.id, reason="because", by=STAFF)
    assert office.issue("land", by=CITIZEN).ticket.label == "C003"  # type: ignore[union-attr]


def test_one_person_takes_no_more_than_the_limit_of_a_service(tmp_path: Path) -> None:
    hall = Hall(tmp_path, per_person=1)
    hall.take(person="hash")
    assert refusal(hall.take, person="hash").code == "person_limit"
    assert hall.take("births", person="hash") and hall.take(person="other") and hall.take()


def test_an_unknown_service_priority_counter_ticket_is_said_to_be_unknown(hall: Hall) -> None:
    office = hall.office
    assert refusal(office.issue, "magic", by=CITIZEN).code == "unknown_service"
    assert refusal(office.issue, "old", by=CITIZEN).code == "unknown_service"
    refused = refusal(office.issue, "copies", by=CITIZEN, priority="rich")
    assert refused.code == "unknown_priority"
    assert refusal(office.call_next, 77, by=STAFF).code == "unknown_counter"
    assert refusal(office.cancel, 999, reason="because", by=STAFF).code == "unknown_ticket"
    assert refusal(office.check_in, "NOPE", by=STAFF).code == "unknown_code"


def test_a_refused_number_is_not_used_up(hall: Hall) -> None:
    hall.take()
    refusal(hall.office.issue, "copies", by=CITIZEN, priority="rich")
    assert hall.take().label == "A002"


def test_a_closed_and_a_paused_counter_call_nobody(tmp_path: Path) -> None:
    hall = Hall(tmp_path, opened=(2,))
    hall.take()
    assert refusal(hall.next, 1).code == "counter_closed"
    hall.office.desk(2, "paused", reason="because", by=STAFF)
    assert refusal(hall.next, 2).code == "counter_paused"


def test_nobody_waiting_is_said_and_a_served_citizen_is_finished_all_the_same(hall: Hall) -> None:
    assert refusal(hall.next).code == "nobody_waiting"
    hall.take()
    hall.start()
    outcome = hall.next()
    assert outcome.turn is None and outcome.ticket is None
    assert outcome.finished and outcome.finished.outcome == "done"
    assert outcome.finished.confirmed == 1


def test_a_called_citizen_who_has_not_arrived_is_not_finished_by_next(hall: Hall) -> None:
    hall.take(), hall.take()
    hall.next()
    refused = refusal(hall.next)
    assert refused.code == "not_arrived" and refused.facts["absent_ok"] is False
    hall.later(seconds=11)
    hall.office.recall(1, by=STAFF)
    hall.later(seconds=20)
    assert refusal(hall.next).facts["absent_ok"] is True


def test_one_press_finishes_a_called_citizen_only_after_the_arrival_floor(one_press: Hall) -> None:
    one_press.take(), one_press.take()
    one_press.next()
    one_press.later(seconds=19)
    refused = refusal(one_press.next)
    assert refused.code == "not_arrived"
    assert refused.facts["at"] == one_press.office.now() + 1000
    one_press.later(seconds=1)
    outcome = one_press.next()
    assert outcome.finished and outcome.finished.confirmed == 0
    assert outcome.ticket and outcome.ticket.label == "A002"


def test_a_recall_waits_for_the_gap(hall: Hall) -> None:
    hall.take()
    hall.next()
    hall.later(seconds=9)
    refused = refusal(hall.office.recall, 1, by=STAFF)
    assert refused.code == "too_soon" and refused.facts["at"] == hall.office.now() + 1000
    hall.later(seconds=1)
    turn = hall.office.recall(1, by=STAFF).turn
    assert turn and turn.calls == 2
    assert refusal(hall.office.recall, 1, by=STAFF).code == "too_soon"


def test_absent_needs_two_calls_and_thirty_seconds(hall: Hall) -> None:
    hall.take()
    hall.next()
    hall.later(seconds=40)
    refused = refusal(hall.office.absent, 1, by=STAFF)
    assert refused.code == "too_few_calls" and refused.facts == {"calls": 1, "needs": 2}
    hall.office.recall(1, by=STAFF)
    assert hall.office.absent(1, by=STAFF).ticket


def test_nobody_is_absent_within_half_a_minute_of_the_call(hall: Hall) -> None:
    hall.take()
    hall.next()
    called_at = hall.clock.at
    hall.later(seconds=12)
    hall.office.recall(1, by=STAFF)
    hall.later(seconds=17)
    refused = refusal(hall.office.absent, 1, by=STAFF)
    assert (refused.code, refused.facts["at"]) == ("too_soon", called_at + 30_000)
    hall.later(seconds=1)
    assert hall.office.absent(1, by=STAFF).ticket


def test_absent_and_next_is_one_press_of_two_moves(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    hall.next()
    hall.later(seconds=30)
    hall.office.recall(1, by=STAFF)
    outcome = hall.office.absent(1, next=True, by=STAFF)
    assert outcome.ticket and outcome.ticket.id == second.id
    assert outcome.finished and outcome.finished.outcome == "missed"
    assert hall.state(first) == "missed"
    assert hall.kinds()[-2:] == ["absent", "called"]


def test_absent_and_next_with_nobody_waiting_still_records_the_absence(hall: Hall) -> None:
    ticket = hall.take()
    hall.next()
    hall.later(seconds=30)
    hall.office.recall(1, by=STAFF)
    assert hall.office.absent(1, next=True, by=STAFF).turn is None
    assert hall.state(ticket) == "missed"


def test_a_call_out_of_order_needs_a_reason_and_is_flagged(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    assert refusal(hall.office.call_this, 1, second.id, by=STAFF).code == "reason_needed"
    turn = hall.office.call_this(1, second.id, reason="because", by=STAFF).turn
    assert turn and turn.chosen
    turn = hall.office.call_this(2, first.id, by=STAFF).turn
    assert turn and not turn.chosen, "it was that counter's next"


def test_any_counter_may_call_any_ticket(hall: Hall) -> None:
    ticket = hall.take("births")
    assert hall.office.call_this(4, ticket.id, reason="because", by=STAFF).ticket


def test_a_counter_changes_state_only_when_free_and_pauses_with_a_reason(hall: Hall) -> None:
    desk = hall.office.desk
    assert refusal(desk, 1, "paused", by=STAFF).code == "reason_needed"
    desk(1, "paused", reason="because", until=ms(f"{TUESDAY} 08:40"), by=STAFF)
    assert hall.office.desk_facts(1)["until"] == ms(f"{TUESDAY} 08:40")
    desk(1, "open", by=STAFF)
    assert hall.office.desk_facts(1)["until"] is None
    assert refusal(desk, 1, "open", by=STAFF).code == "wrong_state"
    hall.take()
    hall.next()
    for state in ("paused", "closed"):
        assert refusal(desk, 1, state, reason="because", by=STAFF).code == "counter_busy"


@pytest.mark.parametrize(
    "name", ["", "  ", "123", "a" * 61, "An\u202eB", "A\x00n", "Ng\u200bA", "\ue000x"]
)
def test_a_name_that_is_not_one_is_refused_and_nothing_is_half_made(hall: Hall, name: str) -> None:
    with pytest.raises(Refused) as refused:
        hall.office.issue("copies", name=name, say_name=True, by=CITIZEN)
    assert refused.value.code == "bad_value"
    assert hall.take().label == "A001"


def test_who_asks_is_in_the_journal(hall: Hall) -> None:
    hall.take()
    hall.office.call_next(1, by=By("counter", officer="tam", staff=True))
    event = hall.office.events_after(0)[-1]
    assert (event.officer, event.surface, event.counter) == ("tam", "counter", 1)


@pytest.mark.parametrize("until", [-1, 0, ms(f"{TUESDAY} 07:59"), 2**53, 2**80])
def test_a_pause_until_a_moment_long_ago_or_never_is_refused(hall: Hall, until: int) -> None:
    refused = refusal(hall.office.desk, 1, "paused", reason="because", until=until, by=STAFF)
    assert (refused.code, refused.facts) == ("bad_value", {"field": "until"})
    assert hall.office.desk_facts(1)["state"] == "open"


def test_a_counter_may_be_closed_from_a_pause_and_with_a_reason_of_its_own(hall: Hall) -> None:
    hall.office.desk(1, "paused", reason="because", by=STAFF)
    assert refusal(hall.office.desk, 1, "closed", reason="whim", by=STAFF).code == "unknown_reason"
    hall.office.desk(1, "closed", reason="because", by=STAFF)
    event = hall.office.events_after(0)[-1]
    assert event.data == {"state": "closed", "reason": "because"}


@pytest.mark.parametrize("wrong", ["\ud800", "A\udfff"])
def test_half_a_character_is_refused_wherever_it_is_typed(hall: Hall, wrong: str) -> None:
    office, by = hall.office, CITIZEN
    for field in ("name", "dossier", "person", "language", "key"):
        told: Any = {"person": "hash", field: wrong}
        assert refusal(office.issue, "copies", by=by, **told).code == "bad_value", field
    assert refusal(office.issue, "copies", name=wrong, key="k", by=by).code == "bad_value"
    assert refusal(office.issue, "copies", by=By("kiosk", wrong), key="k").code == "bad_value"
    assert refusal(office.check_in, wrong, by=by).code == "bad_value"
    assert refusal(office.issue, wrong, by=by).code == "unknown_service"
    hall.take()
    hall.next()
    refused = refusal(office.hold, 1, reason="because", note=wrong, by=STAFF)
    assert refused.code == "bad_value" and hall.state(hall.take()) == "waiting"


@pytest.mark.parametrize("huge", [0, -1, 2**63, 2**80])
def test_an_id_that_nothing_can_have_is_refused(hall: Hall, huge: int) -> None:
    office, by = hall.office, STAFF
    for verb in (
        lambda: office.ticket_facts(huge),
        lambda: office.call_this(1, huge, reason="because", by=by),
        lambda: office.resume(1, huge, by=by),
        lambda: office.transfer(huge, service="births", by=by),
        lambda: office.return_(huge, by=by),
        lambda: office.close_roll(huge, by=by),
        lambda: office.open_roll("A", 1, huge, by=by),
        lambda: office.call_next(huge, turn=None, by=by),
        lambda: office.call_next(1, turn=huge, by=by),
    ):
        with pytest.raises(Refused):
            verb()
