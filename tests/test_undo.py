"""Taking back and taking up: undo, hold, resume, reopen."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_hall import STAFF, Hall, refusal


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


@pytest.fixture
def one_press(tmp_path: Path) -> Hall:
    return Hall(tmp_path, flow="one_press")


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


def test_undone_calls_of_one_press_go_back_turn_by_turn(one_press: Hall) -> None:
    first, second, third = one_press.take(), one_press.take(), one_press.take()
    for _ in range(3):
        one_press.later(seconds=20)
        one_press.next()
    one_press.office.undo(1, by=STAFF)
    assert [one_press.state(each) for each in (first, second, third)] == [
        "done",
        "called",
        "waiting",
    ]
    one_press.office.undo(1, by=STAFF)
    assert [one_press.state(each) for each in (first, second, third)] == [
        "called",
        "waiting",
        "waiting",
    ]
    assert [one_press.office.desk_facts(1)["turn"]["ticket"]["id"]] == [first.id]


def test_a_held_ticket_stays_where_it_was_held_when_its_call_elsewhere_is_undone(
    hall: Hall,
) -> None:
    ticket = hall.take()
    hall.start()
    hall.office.hold(1, reason="because", by=STAFF)
    held = hall.office.desk_facts(1)["held"]
    hall.later(seconds=30)
    hall.office.resume(2, ticket.id, by=STAFF)
    hall.office.undo(2, by=STAFF)
    assert hall.office.desk_facts(1)["held"] == held, "the counter, the reason and the time"
    hall.office.resume(1, ticket.id, by=STAFF)
    assert hall.kinds()[-1] == "resumed", "silent where it was held"


def test_an_undone_call_leaves_when_and_where_a_ticket_was_missed(hall: Hall) -> None:
    hall.take()
    missed = hall.miss()
    before = hall.office.desk_facts(1)["missed"]
    hall.later(seconds=30)
    hall.office.call_this(2, missed.id, reason="because", by=STAFF)
    hall.office.undo(2, by=STAFF)
    assert hall.office.desk_facts(1)["missed"] == before


def test_undo_after_a_roll_and_two_priorities_leaves_the_order_of_before(hall: Hall) -> None:
    hall.take()
    for _ in range(3):
        hall.take(priority="elderly")
    hall.called(), hall.called()
    assert hall.next().ticket.label == "A001"  # type: ignore[union-attr]
    hall.office.undo(1, by=STAFF)
    hall.office.open_roll("A", 50, 60, by=STAFF)
    assert hall.next().ticket.label == "A050"  # type: ignore[union-attr]
    hall.office.undo(1, by=STAFF)
    assert hall.next().ticket.label == "A051"  # type: ignore[union-attr]
    hall.office.start(1, by=STAFF)
    turn = hall.next()
    assert turn.ticket and turn.ticket.label == "A004", "a paper number ends the two in a row"


def test_resuming_elsewhere_finishes_who_is_served_there_and_undo_takes_both_back(
    hall: Hall,
) -> None:
    held, other = hall.take(), hall.take()
    hall.start()
    hall.office.hold(1, reason="because", by=STAFF)
    hall.start(2)
    hall.office.resume(2, held.id, by=STAFF)
    assert (hall.state(held), hall.state(other)) == ("called", "done")
    hall.office.undo(2, by=STAFF)
    assert (hall.state(held), hall.state(other)) == ("held", "serving")
