"""What the desk's presses answer: shapes, refusals as sentences, repeats, changed turns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from counterpc import CounterPc
from hall import Client, HallClock
from letin import behind_the_door, person, sign_in

from config import Config


@pytest.fixture
def pc(shipped: Config, clock: HallClock, tmp_path: Path) -> Iterator[CounterPc]:
    """The browser of counter 3, which is open."""
    built = behind_the_door(shipped, clock, tmp_path)
    made = CounterPc(built, clock, 3)
    sign_in(built, person(built, "officer"), made.client, counter=3)
    made.get()
    assert made.press("states", state="open")[0] == 201
    yield made
    built.stop()


def test_a_counter_that_is_not_there_has_no_page(pc: CounterPc) -> None:
    assert pc.client.get("/counter/77").status_code == 404
    assert pc.press("calls", at=77)[0] == 403


def test_a_call_answers_the_turn_and_the_ticket_without_the_name(pc: CounterPc) -> None:
    pc.take("A", name="Trần Thị Hoa", say_name=True)
    status, body = pc.press("calls", turn=None)
    assert status == 201
    assert body["ticket"]["label"] == "A001"
    assert body["ticket"]["state"] == "called"
    assert body["turn"]["calls"] == 1
    assert body["turn"]["counter"] == 3
    assert "Hoa" not in str(body)


def test_the_desk_shows_the_name_to_the_officer(pc: CounterPc) -> None:
    pc.take("A", name="Trần Thị Hoa", say_name=True)
    pc.press("calls")
    assert pc.desk()["turn"]["ticket"]["name"] == "Trần Thị Hoa"


def test_one_press_finishes_and_calls_the_next(pc: CounterPc) -> None:
    first, second = pc.take("A"), pc.take("A")
    pc.press("calls")
    pc.press("starts")
    status, body = pc.press("calls")
    assert (status, body["ticket"]["id"]) == (201, second)
    assert body["finished"]["ticket"] == first
    assert body["finished"]["outcome"] == "done"


def test_finishing_with_nobody_waiting_is_answered_200_and_no_turn(pc: CounterPc) -> None:
    pc.take("A")
    pc.press("calls")
    pc.press("starts")
    status, body = pc.press("calls")
    assert status == 200
    assert body["turn"] is None
    assert body["ticket"] is None
    assert body["finished"]["outcome"] == "done"


def test_nobody_waiting_is_a_sentence(pc: CounterPc) -> None:
    status, body = pc.press("calls")
    assert (status, body["error"]) == (409, "nobody_waiting")
    assert body["message"] == "Không còn ai chờ ở quầy này."


def test_a_replayed_key_answers_200_with_the_present_state(pc: CounterPc) -> None:
    pc.take("A")
    _status, first = pc.press("calls", key="one", turn=None)
    pc.press("starts")
    status, again = pc.press("calls", key="one", turn=None)
    assert status == 200
    assert again["replayed"] is True
    assert again["turn"]["id"] == first["turn"]["id"]
    assert again["ticket"]["state"] == "serving"


def test_the_same_key_with_another_wish_is_refused(pc: CounterPc) -> None:
    pc.take("A")
    pc.press("calls", key="one")
    assert pc.press("recalls", key="one")[0] == 422


def test_another_turn_than_the_one_seen_moves_nothing_and_shows_the_desk(pc: CounterPc) -> None:
    pc.take("A")
    pc.take("A")
    called = pc.press("calls", turn=None)[1]
    status, body = pc.press("calls", turn=None)
    assert (status, body["error"]) == (409, "changed")
    assert body["desk"]["turn"]["id"] == called["turn"]["id"]
    assert body["desk"]["seq"] > 0
    assert len(pc.desk()["waiting"]) == 1


def test_an_unsaid_turn_is_not_compared(pc: CounterPc) -> None:
    pc.take("A")
    pc.press("calls")
    assert pc.press("starts")[0] == 201


def test_a_recall_too_soon_says_from_when(pc: CounterPc) -> None:
    pc.take("A")
    pc.press("calls")
    status, body = pc.press("recalls")
    assert (status, body["error"]) == (409, "too_soon")
    assert body["message"] == "Chưa đến lúc, làm được từ 08:00:10."
    pc.clock.ahead(seconds=11)
    assert pc.press("recalls")[1]["turn"]["calls"] == 2


def test_absent_and_next_is_one_press(pc: CounterPc) -> None:
    pc.take("A")
    second = pc.take("A")
    pc.called_twice()
    status, body = pc.press("absences", next=True)
    assert (status, body["ticket"]["id"]) == (201, second)
    assert [row["label"] for row in pc.desk()["missed"]] == ["A001"]


def test_a_missed_ticket_comes_back_or_is_called_at_once(pc: CounterPc) -> None:
    missed = pc.take("A")
    pc.called_twice()
    pc.press("absences")
    assert pc.press("returns", ticket=missed)[1]["ticket"]["state"] == "waiting"
    pc.called_twice()
    pc.press("absences")
    status, body = pc.press("calls", ticket=missed, reason="can-giup-ngay")
    assert (status, body["turn"]["chosen"]) == (201, True)


def test_calling_out_of_order_needs_a_reason(pc: CounterPc) -> None:
    pc.take("A")
    second = pc.take("A")
    status, body = pc.press("calls", ticket=second)
    assert (status, body["error"]) == (409, "reason_needed")
    assert pc.press("calls", ticket=second, reason="can-giup-ngay")[0] == 201


def test_held_with_a_reason_and_resumed_without_a_call(pc: CounterPc) -> None:
    ticket = pc.take("A")
    pc.press("calls")
    pc.press("starts")
    held = pc.press("holds", reason="thieu-ban-chinh", note="thiếu trang 2")[1]
    assert held["ticket"]["state"] == "held"
    assert pc.desk()["held"][0]["reason"] == "thieu-ban-chinh"
    assert pc.press("resumes", ticket=ticket)[1]["ticket"]["state"] == "serving"


def test_transferred_to_a_counter_with_a_place(pc: CounterPc) -> None:
    ticket = pc.take("A")
    pc.press("calls")
    service = pc.service("B")
    body: dict[str, Any] = {"ticket": ticket, "service": service, "counter": 6, "place": "first"}
    status, moved = pc.press("transfers", **body)
    assert (status, moved["ticket"]["service"], moved["ticket"]["counter"]) == (201, service, 6)
    assert moved["warnings"] == ["no_open_counter"]
    assert pc.desk()["turn"] is None


def test_undo_finish_reopen_cancel_and_priority(pc: CounterPc) -> None:
    first, second = pc.take("A"), pc.take("A")
    pc.press("calls")
    assert pc.press("undos")[1]["ticket"]["state"] == "waiting"
    pc.press("calls")
    pc.press("starts")
    assert pc.press("finishes")[1]["turn"]["outcome"] == "done"
    assert pc.press("reopens")[1]["ticket"]["id"] == first
    pc.press("finishes")
    given = pc.press("priorities", ticket=second, priority=pc.priority(), reason="dung-dien")[1]
    assert given["ticket"]["priority"] == pc.priority()
    assert pc.press("cancels", ticket=second, reason="da-ve")[1]["ticket"]["state"] == "cancelled"


def test_a_number_for_a_person_after_hours_needs_a_reason(pc: CounterPc) -> None:
    assert pc.desk()["issuing"] is True
    assert pc.press("tickets", service=pc.service("A"))[1]["ticket"]["label"] == "A001"
    pc.clock.ahead(hours=4)
    assert pc.desk()["issuing"] is False
    status, body = pc.press("tickets", service=pc.service("A"))
    assert (status, body["error"]) == (409, "reason_needed")
    late = pc.press("tickets", service=pc.service("A"), reason="lanh-dao-dong-y")[1]
    assert late["ticket"]["label"] == "A002"


@pytest.mark.parametrize(
    ("name", "fault", "told"),
    [
        ("Hoa 0912 345 678", "number", "Đây có vẻ là số điện thoại hoặc số giấy tờ."),
        ("12 đường Láng", "address", "Đây có vẻ là địa chỉ."),
        ("Đồ chó", "unwanted", "Tên này không đọc trên loa được."),
        ("x" * 61, "long", "Tên quá dài."),
    ],
)
def test_an_officer_is_told_what_is_wrong_with_a_name(
    pc: CounterPc, name: str, fault: str, told: str
) -> None:
    status, body = pc.press("tickets", service=pc.service("A"), name=name)
    assert (status, body["error"], body["field"], body["fault"]) == (
        400,
        "bad_value",
        "name",
        fault,
    )
    assert body["message"].startswith(f"{told} Xin ")
    assert pc.press("tickets", service=pc.service("A"))[1]["ticket"]["label"] == "A001"


def test_an_officer_is_told_so_in_english_too(pc: CounterPc) -> None:
    wish = {"service": pc.service("A"), "name": "Đồ chó"}
    answer = pc.client.post("/counter/3/tickets?lang=en", json=wish)
    assert answer.get_json()["message"].startswith("This name cannot be called aloud.")


def test_pause_says_why_and_until_when(pc: CounterPc) -> None:
    until = pc.clock.wall() + 900_000
    status, body = pc.press("states", state="paused", reason="hop", until=until)
    assert status == 201
    assert (body["desk"]["state"], body["desk"]["reason"], body["desk"]["until"]) == (
        "paused",
        "hop",
        until,
    )
    assert pc.press("calls")[1]["error"] == "counter_paused"


def test_a_booking_is_checked_in_by_its_code(pc: CounterPc) -> None:
    assert pc.press("check-ins", code="NOSUCH22")[0] == 404


@pytest.mark.parametrize(
    ("thing", "body"),
    [
        ("calls", {"ticket": "A001"}),
        ("calls", {"turn": "none"}),
        ("calls", {"tiket": 1}),
        ("holds", {"reason": 5}),
        ("states", {"state": "asleep"}),
        ("transfers", {"ticket": 1}),
        ("absences", {"next": "perhaps"}),
    ],
)
def test_a_body_that_makes_no_sense_is_a_sentence(
    pc: CounterPc, thing: str, body: dict[str, Any]
) -> None:
    status, answer = pc.press(thing, **body)
    assert (status, answer["error"]) == (400, "bad_value")
    assert answer["message"]


def test_every_word_that_the_page_asks_for_is_there(pc: CounterPc) -> None:
    assert pc.words_asked("compact.js") - set(pc.words()) == set()
    assert pc.words_asked("counter.js") - set(pc.words("?compact")) == set()


def test_the_page_is_whole_in_english_too(pc: CounterPc) -> None:
    words = pc.words("?lang=en")
    assert words["smart_call_next"] == "Call next"


def test_an_unknown_counter_in_the_address_is_a_page_for_people(client: Client) -> None:
    answer = client.get("/counter/99")
    assert answer.status_code == 404
    assert "Không có trang này." in answer.get_data(as_text=True)
