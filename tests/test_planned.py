"""Several files of one person, and a second service that follows with the same place in line."""

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


def test_who_is_finished_goes_on_and_stands_before_all_who_came_later(hall: Hall) -> None:
    before = hall.take("births")
    both = hall.take("copies", planned="births")
    later = hall.take("births")
    hall.later(minutes=20)
    hall.start(1)
    finished = hall.office.finish(1, by=STAFF)
    assert finished.turn and finished.turn.outcome == "done"
    on = hall.office.ticket(both.id)
    assert (on.state, on.service, on.planned, on.served) == ("waiting", "births", None, "copies")
    assert on.label == both.label and on.counts_from == both.counts_from
    line = [row["id"] for row in hall.office.desk_facts(3)["waiting"]]
    assert line == [before.id, both.id, later.id]
    assert hall.called(3) == before.label and hall.called(3) == both.label
    assert hall.state(both) == "done"


def test_the_wait_for_the_second_service_begins_where_the_first_one_ended(hall: Hall) -> None:
    hall.take("copies", planned="births")
    hall.later(minutes=10)
    first = hall.start(1).turn
    hall.later(minutes=15)
    hall.office.finish(1, by=STAFF)
    hall.later(minutes=5)
    second = hall.next(3).turn
    assert first and first.waited == 10 * 60_000
    assert second and second.waited == 5 * 60_000


def test_the_journal_says_what_was_planned_and_where_the_number_went_on(hall: Hall) -> None:
    hall.take("copies", planned="births", quantity=3)
    hall.start(1)
    hall.office.finish(1, by=STAFF)
    events = {each.kind: each.data for each in hall.office.events_after(0, 100)}
    assert events["issued"]["planned"] == "births" and events["issued"]["quantity"] == 3
    assert events["finished"]["service"] == "copies" and events["finished"]["planned"] == "births"


def test_a_turn_that_is_reopened_has_its_second_service_still_before_it(hall: Hall) -> None:
    both = hall.take("copies", planned="births")
    hall.start(1)
    hall.office.finish(1, by=STAFF)
    hall.office.reopen(1, by=STAFF)
    again = hall.office.ticket(both.id)
    assert (again.state, again.service, again.planned) == ("serving", "copies", "births")
    hall.office.finish(1, by=STAFF)
    hall.next(3)
    assert refusal(hall.office.reopen, 1, by=STAFF).code == "wrong_state"


def test_an_undone_call_gives_back_the_turn_of_one_who_had_gone_on(hall: Hall) -> None:
    both, after = hall.take("copies", planned="births"), hall.take("copies")
    hall.start(1)
    hall.next(1)
    assert hall.state(both) == "waiting"
    hall.office.undo(1, by=STAFF)
    again = hall.office.ticket(both.id)
    assert (again.state, again.service, again.planned) == ("serving", "copies", "births")
    assert hall.state(after) == "waiting"


def test_a_turn_is_reopened_only_while_its_service_is_the_tickets_last(hall: Hall) -> None:
    both = hall.take("copies", planned="births")
    hall.called(1)
    hall.called(3)
    assert refusal(hall.office.reopen, 1, by=STAFF).code == "wrong_state"
    assert not hall.office.desk_facts(1)["moves"]["reopen"]["ok"]
    assert hall.state(both) == "done"


def test_who_is_called_on_at_the_same_counter_comes_back_with_an_undone_call(hall: Hall) -> None:
    both = hall.take("births", planned="copies")
    first = hall.start(3).turn
    on = hall.next(3)
    assert on.ticket and (on.ticket.id, on.ticket.service) == (both.id, "copies")
    hall.office.undo(3, by=STAFF)
    desk = hall.office.desk_facts(3)
    assert first and desk["turn"]["id"] == first.id and desk["turn"]["state"] == "serving"
    again = hall.office.ticket(both.id)
    assert (again.service, again.planned, again.served) == ("births", "copies", None)


def test_no_service_is_planned_to_follow_itself_after_a_reopening(hall: Hall) -> None:
    both = hall.take("copies", planned="births")
    hall.called(1)
    hall.office.transfer(both.id, service="copies", by=STAFF)
    hall.office.reopen(1, by=STAFF)
    assert hall.office.ticket(both.id).planned is None


def test_with_one_press_the_next_call_sends_on_who_was_called(one_press: Hall) -> None:
    both = one_press.take("copies", planned="births")
    one_press.next(1)
    one_press.later(seconds=20)
    finished = one_press.next(1).finished
    assert finished and finished.confirmed == 0
    assert one_press.state(both) == "waiting"
    assert one_press.next(3).ticket == one_press.office.ticket(both.id)


def test_a_transfer_to_the_planned_service_leaves_nothing_planned(hall: Hall) -> None:
    both = hall.take("copies", planned="births")
    hall.office.transfer(both.id, service="births", by=STAFF)
    assert hall.office.ticket(both.id).planned is None
    other = hall.take("copies", planned="births")
    hall.office.transfer(other.id, service="results", by=STAFF)
    assert hall.office.ticket(other.id).planned == "births"


def test_a_second_service_is_another_one_that_exists(hall: Hall) -> None:
    assert refusal(hall.take, "copies", planned="copies").facts == {"field": "planned"}
    assert refusal(hall.take, "copies", planned="old").code == "unknown_service"


def test_the_files_count_in_the_first_services_quota_and_one_in_the_planned_ones(
    hall: Hall,
) -> None:
    refused = refusal(hall.take, "land", quantity=4)
    assert (refused.code, refused.facts["left"]) == ("quota_full", 3)
    hall.take("land", quantity=2)
    last = hall.take("copies", planned="land", quantity=5)
    assert refusal(hall.take, "copies", planned="land").facts["left"] == 0
    land = next(each for each in hall.office.hall_facts()["services"] if each["id"] == "land")
    assert land["full"]
    hall.office.cancel(last.id, reason="because", by=STAFF)
    hall.take("land")


def test_the_files_stay_behind_with_the_service_that_had_them(hall: Hall) -> None:
    both = hall.take("copies", planned="land", quantity=3)
    assert hall.office.ticket_facts(both.id)["quantity"] == 3
    hall.start(1)
    hall.office.finish(1, by=STAFF)
    assert hall.office.ticket_facts(both.id)["quantity"] == 1
    assert hall.office.desk_facts(4)["waiting"][0]["quantity"] == 1
    hall.take("land", quantity=2)
    assert refusal(hall.take, "land").code == "quota_full"


def test_a_number_that_went_on_still_counts_where_it_was_served(hall: Hall) -> None:
    hall.take("land", planned="births", quantity=3)
    hall.start(4)
    hall.office.finish(4, by=STAFF)
    assert refusal(hall.take, "land").code == "quota_full"


@pytest.mark.parametrize("quantity", [0, 21, -1])
def test_a_number_is_for_one_to_twenty_files(hall: Hall, quantity: int) -> None:
    assert refusal(hall.take, "copies", quantity=quantity).facts == {"field": "quantity"}


def test_the_day_ends_the_turn_and_nothing_goes_on(hall: Hall) -> None:
    both = hall.take("copies", planned="births")
    hall.start(1)
    hall.office.close_day(by=STAFF)
    assert hall.state(both) == "done"


def test_a_service_that_somebody_will_come_on_to_may_not_vanish(hall: Hall) -> None:
    hall.take("copies", planned="births")
    services = [each for each in hall.ward.services if each.id != "births"]
    counters = [each for each in hall.ward.counters if each.id != 3]
    without = hall.ward.model_copy(update={"services": services, "counters": counters})
    used = {use.id: use.people for use in hall.office.in_use_beyond(without)}
    assert used["births"] == (("planned", 1),)
