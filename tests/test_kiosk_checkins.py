"""A booked visit checks in at the kiosk: by its code however it is written, by the rule."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from hall import Client, HallClock, ms

from kiosk.checkin import code_of
from office import By, Visit, Wanted
from web.built import Built

STAFF = By(surface="control", staff=True)
TODAY, TOMORROW = "2026-03-10", "2026-03-11"
CODE = "DVC-0042"


@pytest.fixture
def kiosk(built: Built) -> Client:
    client = Client(built.app, built.app.response_class)
    client.get("/kiosk/")
    return client


def book(built: Built, time: str | None = "09:00", day: str = TODAY, code: str = CODE) -> None:
    visit = Visit(Wanted("dat-dai", name="Lê An"), day, time, code)
    done, answers = built.parts.office.book_all([visit], by=STAFF)
    assert done, answers


def come(kiosk: Client, code: str = CODE, key: str | None = None, lang: str = "vi") -> Any:
    answer = kiosk.post(f"/kiosk/check-ins?lang={lang}", json={"code": code, "key": key})
    return answer.status_code, answer.get_json()


@pytest.mark.parametrize(
    "written",
    [
        "DVC-0042",
        "  dvc-0042 ",
        "dvc - 00 42",
        "ＤＶＣ-0042",
        "https://hen.example.gov.vn/lich-hen/DVC-0042",
        "https://hen.example.gov.vn/lich-hen/dvc-0042/?from=zalo#top",
        "https://hen.example.gov.vn/checkin?day=1&code=DVC-0042&x=2",
        "hen.example.gov.vn/checkin?CODE=dvc%2D0042",
    ],
)
def test_a_code_is_read_however_it_is_written(written: str) -> None:
    assert code_of(written) == CODE


def test_a_visit_that_comes_gets_its_number_with_its_print_job(kiosk: Client, built: Built) -> None:
    book(built, "08:00")
    status, body = come(kiosk, "https://hen.example.gov.vn/dvc-0042")
    assert status == 201
    assert set(body) == {"ticket", "print", "counters", "service", "notice"}
    assert (body["ticket"]["state"], body["service"]) == ("waiting", "dat-dai")
    assert body["print"]["state"] == "queued"
    assert body["notice"] is None
    assert "An" not in json.dumps(body)


def test_without_a_print_job_nobody_has_checked_in(
    kiosk: Client, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError("disk full")

    book(built)
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.records.Jobs.add", full)
        assert come(kiosk)[0] == 500
    found = built.parts.office.ticket_by_code(CODE)
    assert found is not None and found.state == "booked"
    assert come(kiosk)[0] == 201


def test_the_same_key_is_answered_with_the_same_number(kiosk: Client, built: Built) -> None:
    book(built)
    _, first = come(kiosk, key="k1")
    status, again = come(kiosk, key="k1")
    assert (status, again["replayed"]) == (200, True)
    assert (again["ticket"]["label"], again["print"]) == (first["ticket"]["label"], first["print"])
    assert again["notice"] == first["notice"]
    assert [event.kind for event in built.parts.office.events_after(0)].count("checked_in") == 1


@pytest.mark.parametrize(
    ("now", "kind", "sentence"),
    [
        ("08:00", "early", "Giờ hẹn của quý khách là 09:00; sẽ được gọi gần giờ đó."),
        ("08:54", "early", "Giờ hẹn của quý khách là 09:00; sẽ được gọi gần giờ đó."),
        ("08:55", None, None),
        ("09:15", None, None),
        ("09:16", "late", "Quý khách đến sau giờ hẹn 09:00 nên được xếp theo giờ đến."),
    ],
)
def test_early_and_late_are_told_by_the_rule(
    kiosk: Client, built: Built, clock: HallClock, now: str, kind: str | None, sentence: str | None
) -> None:
    book(built)
    clock.ahead(minutes=(ms(f"{TODAY}T{now}") - clock.at) / 60_000)
    status, body = come(kiosk)
    assert status == 201
    assert body["notice"] == (kind and {"kind": kind, "sentence": sentence})


def test_a_number_from_afar_has_no_time_to_be_late_for(kiosk: Client, built: Built) -> None:
    book(built, None)
    assert come(kiosk)[1]["notice"] is None


def test_who_checked_in_already_is_told_the_number_again(kiosk: Client, built: Built) -> None:
    book(built)
    _, first = come(kiosk, key="k1")
    label = first["ticket"]["label"]
    status, again = come(kiosk, key="k2")
    assert (status, again["ticket"]["label"]) == (200, label)
    assert again["notice"] == {"kind": "again", "sentence": f"Quý khách đã có số {label}."}


def test_a_code_that_was_used_up_tells_no_number(kiosk: Client, built: Built) -> None:
    book(built)
    ticket = come(kiosk)[1]["ticket"]
    built.parts.office.cancel(ticket["id"], by=STAFF, reason="sai-linh-vuc")
    status, body = come(kiosk)
    assert (status, body["error"]) == (409, "wrong_state")
    assert body["message"].startswith("Lịch hẹn này đã hủy.")
    assert ticket["label"] not in json.dumps(body)


def test_a_visit_of_another_day_is_told_its_date(kiosk: Client, built: Built) -> None:
    book(built, day=TOMORROW)
    status, body = come(kiosk)
    assert (status, body["error"]) == (409, "wrong_day")
    assert body["message"].startswith("Lịch hẹn này là ngày 11/03/2026.")
    assert come(kiosk, lang="en")[1]["message"].startswith("This booking is for 11/03/2026.")


def test_outside_the_hours_nobody_checks_in(kiosk: Client, built: Built, clock: HallClock) -> None:
    book(built)
    clock.ahead(hours=4)
    status, body = come(kiosk)
    assert (status, body["error"]) == (409, "closed_now")
    assert body["message"].startswith("Ngoài giờ lấy số. Mở lại lúc ")
    found = built.parts.office.ticket_by_code(CODE)
    assert found is not None and found.state == "booked"


def test_an_unknown_code_says_what_to_do(kiosk: Client) -> None:
    status, body = come(kiosk, "NOSUCH22")
    assert (status, body["error"]) == (404, "unknown_code")
    assert "hỏi bàn hướng dẫn" in body["message"]
    for wish in ({"code": " "}, {"code": "x" * 301}, {}):
        assert kiosk.post("/kiosk/check-ins", json=wish).status_code == 400


def test_who_guesses_ten_times_may_not_guess_on_and_others_may(kiosk: Client, built: Built) -> None:
    book(built)
    for number in range(10):
        assert come(kiosk, f"GUESS-{number}")[0] == 404
    status, body = come(kiosk)
    assert (status, body["error"]) == (429, "too_many_tries")
    assert "hỏi bàn hướng dẫn" in body["message"]
    assert kiosk.post("/kiosk/tickets", json={"service": "chung-thuc"}).status_code == 201
    other = Client(built.app, built.app.response_class)
    other.get("/kiosk/")
    assert come(other)[0] == 201


def test_a_code_is_in_no_log_and_in_no_journal(
    kiosk: Client, built: Built, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    book(built)
    for code in ("GUESS-77", CODE, CODE):
        come(kiosk, code, key=f"k-{code}")
    kept = [caplog.text, *(json.dumps(each.data) for each in built.parts.office.events_after(0))]
    assert "check-ins" in caplog.text
    assert [text for text in kept if CODE in text or "GUESS-77" in text] == []


def test_the_page_offers_it_while_somebody_is_still_to_come(kiosk: Client, built: Built) -> None:
    def offered() -> bool:
        facts = built.parts.live.snapshot("kiosk-k1")
        assert facts is not None
        return bool(facts["booked"])

    assert not offered()
    book(built)
    assert offered()
    come(kiosk)
    assert not offered()
    book(built, day=TOMORROW, code="DVC-0043")
    assert offered()
