"""Somebody comes back to the guide: in line again, another priority, or no number any more."""

from __future__ import annotations

from typing import Any

import pytest
from hall import HallClock
from letin import far_away, machine, person, sign_in

from office import By, Office
from web.built import Built

A = "chung-thuc"
DESK = By(surface="counter", staff=True)
CITIZEN = By(surface="kiosk")
WAYS = ("returns", "priorities", "cancels")


@pytest.fixture
def guide(door: Built) -> Any:
    client = far_away(door)
    sign_in(door, person(door, "guide"), client, pin=False)
    return client


@pytest.fixture
def hall(door: Built) -> Office:
    """A001, who chose to be 75 or over, is called to counter 1; A002 and A003 wait."""
    office = door.parts.office
    office.issue(A, name="Trần Thị Hoa", priority="cao-tuoi", by=CITIZEN)
    for _ in range(2):
        office.issue(A, by=CITIZEN)
    office.desk(1, "open", by=DESK)
    office.call_next(1, by=DESK)
    return office


def miss(hall: Office, clock: HallClock) -> None:
    """The one who is called at counter 1 does not come."""
    while hall.desk_facts(1)["turn"]["calls"] < hall.ward.rules.min_calls:
        clock.ahead(minutes=1)
        hall.recall(1, by=DESK)
    clock.ahead(minutes=3)
    hall.absent(1, by=DESK)


def move(client: Any, thing: str, ticket: int = 1, **said: Any) -> Any:
    return client.post(f"/kiosk/guide/{thing}", json={"ticket": ticket, **said})


def may(client: Any, label: str = "A001") -> list[str]:
    found: list[str] = client.post("/kiosk/finds", json={"text": label}).json["tickets"][0]["may"]
    return found


def test_only_what_the_state_allows_is_offered(guide: Any, hall: Office, clock: HallClock) -> None:
    assert may(guide) == ["reclassify"]
    assert may(guide, "A002") == ["reclassify", "cancel"]
    miss(hall, clock)
    assert may(guide) == ["return", "reclassify", "cancel"]
    hall.cancel(1, reason="da-ve", by=DESK)
    assert may(guide) == []


def test_nothing_is_offered_for_who_was_served(guide: Any, hall: Office) -> None:
    hall.start(1, by=DESK)
    hall.finish(1, by=DESK)
    assert may(guide) == []
    assert move(guide, "returns", reason="khong-nghe-goi").json["error"] == "wrong_state"


def test_who_missed_the_call_is_in_line_again_and_told_how_many_are_ahead(
    guide: Any, hall: Office, clock: HallClock
) -> None:
    miss(hall, clock)
    back = move(guide, "returns", key="k1")
    assert back.status_code == 201
    ticket = back.json["ticket"]
    assert (ticket["label"], ticket["state"], ticket["returns"]) == ("A001", "waiting", 1)
    assert ticket["ahead"] == hall.ticket_facts(1)["ahead"]
    event = hall.events_after(0)[-1]
    assert (event.kind, event.surface) == ("returned", "guide") and event.officer is not None
    again = move(guide, "returns", key="k1")
    assert (again.status_code, again.json["ticket"]["returns"]) == (200, 1)


def test_a_third_return_needs_a_reason(guide: Any, hall: Office, clock: HallClock) -> None:
    for _ in range(hall.ward.rules.returns):
        miss(hall, clock)
        assert move(guide, "returns").status_code == 201
        hall.call_this(1, 1, reason="can-giup-ngay", by=DESK)
    miss(hall, clock)
    refused = move(guide, "returns")
    assert (refused.status_code, refused.json["message"]) == (409, "Xin chọn lý do.")
    assert move(guide, "returns", reason="da-ve").json["error"] == "unknown_reason"
    assert move(guide, "returns", reason="khong-nghe-goi").status_code == 201
    assert hall.events_after(0)[-1].data["reason"] == "khong-nghe-goi"


def test_the_priority_that_a_citizen_chose_is_confirmed_without_a_reason(
    guide: Any, hall: Office
) -> None:
    confirmed = move(guide, "priorities", priority="cao-tuoi").json["ticket"]
    assert (confirmed["priority"], confirmed["priority_confirmed"]) == ("cao-tuoi", True)
    assert move(guide, "priorities", priority=None).json["error"] == "reason_needed"
    withdrawn = move(guide, "priorities", priority=None, reason="khong-dung-dien")
    assert withdrawn.json["ticket"]["priority"] is None
    assert hall.events_after(0)[-1].data["what"] == "withdrawn"


def test_an_unconfirmed_one_is_withdrawn_for_the_offices_usual_reason(
    guide: Any, hall: Office
) -> None:
    assert move(guide, "priorities", priority=None).status_code == 201
    assert hall.events_after(0)[-1].data["reason"] == "khong-dung-dien"


def test_a_new_priority_and_a_cancelling_need_a_reason(guide: Any, hall: Office) -> None:
    for thing, more, reason in (
        ("priorities", {"priority": "mang-thai"}, "dung-dien"),
        ("cancels", {}, "da-ve"),
    ):
        assert move(guide, thing, 2, **more).json["error"] == "reason_needed"
        done = move(guide, thing, 2, **more, reason=reason)
        assert (done.status_code, hall.events_after(0)[-1].surface) == (201, "guide")
    assert hall.ticket(2).state == "cancelled"


def test_who_is_at_a_counter_is_not_cancelled(guide: Any, hall: Office) -> None:
    refused = move(guide, "cancels", reason="da-ve")
    assert (refused.status_code, refused.json["error"]) == (409, "wrong_state")
    assert refused.json["message"] == "Số này đã chuyển sang trạng thái khác."


def test_what_is_only_booked_or_unknown_is_not_moved(guide: Any, hall: Office) -> None:
    booked = hall.book(A, day="2026-03-11", by=DESK).ticket
    assert booked is not None
    before = hall.last_seq
    for thing in WAYS:
        said = {"reason": "ly-do-khac", "priority": "mang-thai"}
        if thing != "priorities":
            del said["priority"]
        assert move(guide, thing, booked.id, **said).json["error"] == "wrong_state"
        assert move(guide, thing, 99, **said).status_code == 404
    assert hall.last_seq == before


def test_nobody_moves_a_number_at_a_kiosk_even_signed_in(door: Built, hall: Office) -> None:
    kiosk = far_away(door)
    machine(door, "kiosk", "k1", kiosk)
    before = hall.ticket(1)
    for status in (401, 403):
        for thing in WAYS:
            assert move(kiosk, thing, reason="da-ve").status_code == status
        sign_in(door, person(door, "guide"), kiosk, pin=False)
    assert hall.ticket(1) == before


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Xin mở bàn hướng dẫn ở máy khác"),
        ("&lang=en", "Please open the guide’s desk elsewhere"),
    ],
)
def test_at_a_kiosk_the_page_says_where_the_desk_opens(door: Built, query: str, words: str) -> None:
    kiosk = far_away(door)
    machine(door, "kiosk", "k1", kiosk)
    sign_in(door, person(door, "guide"), kiosk, pin=False)
    answer = kiosk.get(f"/kiosk/?guide{query}")
    assert answer.status_code == 403 and words in answer.text
    assert f"{door.parts.staff_address}/kiosk/?guide" in answer.text
    assert f'href="/kiosk/{query.replace("&", "?")}"' in answer.text
