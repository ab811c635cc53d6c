"""A double tap, a retry, two windows: one ticket, one call."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_hall import CITIZEN, STAFF, Hall, refusal

from office import By


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def test_a_double_tap_gives_one_ticket(hall: Hall) -> None:
    first = hall.office.issue("copies", key="tap", by=CITIZEN)
    again = hall.office.issue("copies", key="tap", by=CITIZEN)
    assert again.replayed and not first.replayed
    assert first.ticket and again.ticket and again.ticket.id == first.ticket.id
    assert hall.take().label == "A002"


def test_a_replay_answers_the_present_state(hall: Hall) -> None:
    hall.office.issue("copies", key="tap", by=CITIZEN)
    call = hall.office.call_next(1, key="press", turn=None, by=STAFF)
    hall.office.start(1, by=STAFF)
    replay = hall.office.call_next(1, key="press", turn=None, by=STAFF)
    assert replay.replayed and replay.turn and call.turn and replay.turn.id == call.turn.id
    assert replay.turn.started_at and replay.ticket and replay.ticket.state == "serving"
    ticket = hall.office.issue("copies", key="tap", by=CITIZEN).ticket
    assert ticket and ticket.state == "serving"


def test_the_same_key_with_another_body_is_a_mistake(hall: Hall) -> None:
    hall.office.issue("copies", key="tap", by=CITIZEN)
    for body in ({"priority": "elderly"}, {"name": "Lê An"}, {"language": "en"}):
        refused = refusal(hall.office.issue, "copies", key="tap", by=CITIZEN, **body)
        assert refused.code == "key_reused"
    assert refusal(hall.office.call_next, 1, key="tap", by=CITIZEN).code == "key_reused"


def test_keys_belong_to_a_device(hall: Hall) -> None:
    hall.office.issue("copies", key="tap", by=CITIZEN)
    other = hall.office.issue("copies", key="tap", by=By("kiosk", "k2"))
    assert not other.replayed


def test_a_refused_command_keeps_no_key(hall: Hall) -> None:
    assert refusal(hall.office.call_next, 1, key="press", by=STAFF).code == "nobody_waiting"
    hall.take()
    assert hall.office.call_next(1, key="press", by=STAFF).turn


def test_keys_live_until_the_day_is_closed(hall: Hall) -> None:
    hall.office.issue("copies", key="tap", by=CITIZEN)
    hall.office.close_day(by=STAFF)
    assert hall.store.one("SELECT 1 FROM keys") is None


def test_a_press_that_saw_another_turn_moves_nothing(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    turn = hall.office.call_next(1, turn=None, by=STAFF).turn
    refused = refusal(hall.office.call_next, 1, turn=None, by=STAFF)
    assert turn and refused.code == "changed" and refused.facts["turn"] == turn.id
    assert refusal(hall.office.start, 1, turn=turn.id + 7, by=STAFF).code == "changed"
    hall.office.start(1, turn=turn.id, by=STAFF)
    assert hall.state(first) == "serving" and hall.state(second) == "waiting"


def test_a_lost_reply_is_repeated_before_the_turn_is_compared(hall: Hall) -> None:
    hall.take()
    hall.office.call_next(1, key="press", turn=None, by=STAFF)
    assert hall.office.call_next(1, key="press", turn=None, by=STAFF).replayed


def test_a_finish_with_nobody_waiting_is_replayed_as_it_was(hall: Hall) -> None:
    hall.take()
    turn = hall.start().turn
    assert turn
    hall.office.call_next(1, key="press", turn=turn.id, by=STAFF)
    replay = hall.office.call_next(1, key="press", turn=turn.id, by=STAFF)
    assert replay.replayed and replay.turn is None
    assert replay.finished and replay.finished.id == turn.id


def test_a_counter_that_does_not_exist_is_unknown_and_not_changed(hall: Hall) -> None:
    for turn in (None, 5):
        assert refusal(hall.office.call_next, 77, turn=turn, by=STAFF).code == "unknown_counter"


def test_a_replay_tells_the_newest_seq(hall: Hall) -> None:
    first = hall.office.issue("copies", key="tap", by=CITIZEN)
    hall.take()
    again = hall.office.issue("copies", key="tap", by=CITIZEN)
    assert again.seq == hall.office.last_seq == first.seq + 1


def test_the_same_key_at_another_counter_is_a_mistake(hall: Hall) -> None:
    ticket = hall.take()
    move = hall.office.transfer
    move(ticket.id, service="births", at_counter=1, key="press", by=STAFF)
    again = move(ticket.id, service="births", at_counter=1, key="press", by=STAFF)
    assert again.replayed
    refused = refusal(move, ticket.id, service="births", at_counter=2, key="press", by=STAFF)
    assert refused.code == "key_reused"
