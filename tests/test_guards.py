"""The guards of each move: how soon, how often, by whom, with what reason."""

from __future__ import annotations

from pathlib import Path

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


def test_undo_ends_a_minute_after_the_first_call_and_at_the_start(hall: Hall) -> None:
    hall.take()
    hall.next()
    hall.later(seconds=60)
    hall.office.undo(1, by=STAFF)
    hall.next()
    hall.later(seconds=60.001)
    assert refusal(hall.office.undo, 1, by=STAFF).code == "too_late"
    hall.office.start(1, by=STAFF)
    assert refusal(hall.office.undo, 1, by=STAFF).code == "already_started"


def test_undo_gives_back_the_turn_that_the_call_had_finished(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    turn = hall.start().turn
    hall.next()
    assert hall.state(first) == "done"
    hall.office.undo(1, by=STAFF)
    assert hall.state(first) == "serving" and hall.state(second) == "waiting"
    desk = hall.office.desk_facts(1)
    assert turn and desk["turn"]["id"] == turn.id and desk["turn"]["state"] == "serving"


def test_undo_leaves_a_finished_ticket_alone_that_has_moved_since(one_press: Hall) -> None:
    first, second = one_press.take(), one_press.take()
    one_press.next()
    one_press.later(seconds=20)
    one_press.next()
    one_press.office.return_(first.id, by=STAFF)
    one_press.office.undo(1, by=STAFF)
    assert one_press.state(first) == "waiting" and one_press.state(second) == "waiting"


def test_an_undone_call_of_a_missed_ticket_leaves_its_returns_and_place(hall: Hall) -> None:
    hall.take()
    missed = hall.miss()
    before = hall.office.ticket(missed.id)
    hall.office.call_this(2, missed.id, reason="because", by=STAFF)
    hall.office.undo(2, by=STAFF)
    after = hall.office.ticket(missed.id)
    assert (after.state, after.since, after.counts_from, after.returns) == (
        "missed",
        before.since,
        before.counts_from,
        before.returns,
    )


def test_a_missed_citizen_returns_twice_and_then_only_with_a_reason(hall: Hall) -> None:
    ticket = hall.take()
    for _ in range(2):
        hall.miss()
        hall.office.return_(ticket.id, by=CITIZEN)
    hall.miss()
    assert refusal(hall.office.return_, ticket.id, by=CITIZEN).code == "returns_used"
    assert refusal(hall.office.return_, ticket.id, by=STAFF).code == "reason_needed"
    back = hall.office.return_(ticket.id, reason="because", by=STAFF).ticket
    assert back and back.returns == 3


def test_an_unconfirmed_turn_may_return_and_counts_as_missed(one_press: Hall) -> None:
    ticket = one_press.take()
    one_press.next()
    one_press.later(seconds=20)
    turn = one_press.next().finished
    assert turn and turn.confirmed == 0
    one_press.office.return_(ticket.id, by=STAFF)
    assert one_press.state(ticket) == "waiting"
    outcome = one_press.store.one("SELECT outcome FROM turns WHERE id = ?", (turn.id,))
    assert outcome is not None and outcome[0] == "missed", "it can no longer be rated"


def test_a_confirmed_turn_does_not_return(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    assert refusal(hall.office.return_, ticket.id, by=STAFF).code == "wrong_state"


def test_hold_needs_a_reason_and_keeps_a_note_out_of_the_journal(hall: Hall) -> None:
    hall.take()
    hall.start()
    assert refusal(hall.office.hold, 1, by=STAFF).code == "reason_needed"
    hall.office.hold(1, reason="because", note="thiếu bản chính của chị Hoa", by=STAFF)
    event = hall.office.events_after(0)[-1]
    assert event.data["reason"] == "because" and "Hoa" not in str(event)
    note = hall.store.one("SELECT note FROM notes WHERE seq = ?", (event.seq,))
    assert note is not None and "Hoa" in note[0]


def test_a_held_ticket_resumes_silently_where_it_was_and_is_called_elsewhere(hall: Hall) -> None:
    ticket = hall.take()
    hall.start()
    hall.office.hold(1, reason="because", by=STAFF)
    turn = hall.office.resume(1, ticket.id, by=STAFF).turn
    assert hall.state(ticket) == "serving" and turn and turn.calls == 0
    assert hall.kinds()[-1] == "resumed"
    hall.office.hold(1, reason="because", by=STAFF)
    turn = hall.office.resume(2, ticket.id, by=STAFF).turn
    assert hall.state(ticket) == "called" and turn and turn.calls == 1 and not turn.chosen
    assert hall.kinds()[-1] == "called"


def test_resuming_finishes_the_citizen_at_the_counter_as_next_would(hall: Hall) -> None:
    held, other = hall.take(), hall.take()
    hall.start()
    hall.office.hold(1, reason="because", by=STAFF)
    hall.start()
    hall.office.resume(1, held.id, by=STAFF)
    assert hall.state(other) == "done" and hall.state(held) == "serving"


def test_reopen_is_for_two_minutes_at_the_same_free_counter(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    assert refusal(hall.office.reopen, 2, by=STAFF).code == "nothing_to_reopen"
    hall.later(seconds=120)
    hall.office.reopen(1, by=STAFF)
    assert hall.state(ticket) == "serving"
    hall.office.finish(1, by=STAFF)
    hall.later(seconds=120.001)
    assert refusal(hall.office.reopen, 1, by=STAFF).code == "too_late"
    hall.take()
    hall.next()
    assert refusal(hall.office.reopen, 1, by=STAFF).code == "counter_busy"


def test_a_ticket_at_a_counter_is_transferred_by_that_counter_alone(hall: Hall) -> None:
    ticket = hall.take()
    hall.start()
    refused = refusal(hall.office.transfer, ticket.id, service="births", at_counter=2, by=STAFF)
    assert refused.code == "not_here" and refused.facts["counter"] == 1
    hall.office.transfer(ticket.id, service="births", at_counter=1, by=STAFF)
    assert hall.state(ticket) == "waiting"


def test_a_transfer_to_a_line_without_an_open_counter_warns_and_goes_on(tmp_path: Path) -> None:
    hall = Hall(tmp_path, opened=(1,))
    ticket = hall.take()
    outcome = hall.office.transfer(ticket.id, service="land", by=STAFF)
    assert outcome.warnings == ("no_open_counter",)
    assert outcome.ticket and outcome.ticket.label == "A001" and outcome.ticket.service == "land"


def test_priority_is_given_by_staff_with_a_reason(hall: Hall) -> None:
    ticket = hall.take()
    change = hall.office.reclassify
    refused = refusal(change, ticket.id, priority="elderly", reason="because", by=CITIZEN)
    assert refused.code == "staff_only"
    assert refusal(change, ticket.id, priority="elderly", by=STAFF).code == "reason_needed"
    given = change(ticket.id, priority="elderly", reason="because", by=STAFF).ticket
    assert given and given.counts_from == (ticket.since or 0) - 60 * 60_000
    withdrawn = change(ticket.id, priority=None, reason="because", by=STAFF).ticket
    assert withdrawn and withdrawn.counts_from == ticket.counts_from


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
