"""One's own number on one's own phone: every state in words, and nobody else's business."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hall import HallClock

from config import Config
from office import By, Office
from web.app import create_app
from web.built import Built

DOOR = By(surface="kiosk")
DESK = By(surface="counter", staff=True)


@pytest.fixture
def built(shipped: Config, clock: HallClock, tmp_path: Path) -> Iterator[Built]:
    voices = shipped.voices.model_copy(update={"engines": ()})
    made = create_app(
        shipped.model_copy(update={"voices": voices}),
        tmp_path,
        demo=False,
        address="http://127.0.0.1:8000",
        clock=clock,
        bound=False,
    )
    yield made
    made.stop()


@pytest.fixture
def office(built: Built) -> Office:
    built.parts.office.desk(1, "open", by=DESK)
    return built.parts.office


def take(office: Office, **more: Any) -> str:
    """The token of a new number for certification."""
    ticket = office.issue("chung-thuc", by=DOOR, **more).ticket
    assert ticket is not None
    return ticket.token


def page(built: Built, token: str, query: str = "") -> str:
    """What can be read on the page: the view that is drawn, without markup."""
    html = built.app.test_client().get(f"/t/{token}{query}").get_data(as_text=True)
    body = html[html.index("<main") :]
    drawn = re.sub(r"<section[^>]* hidden>.*?</section>", "", body, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", drawn).split())


def told(built: Built, token: str) -> dict[str, str]:
    facts = built.parts.live.snapshot(f"ticket-{token}")
    assert facts is not None
    texts: dict[str, str] = facts["told"]
    return texts


def test_who_waits_sees_people_ahead_minutes_counters_and_the_last_call(
    built: Built, office: Office
) -> None:
    for _ in range(3):
        take(office)
    token = take(office)
    office.call_next(1, by=DESK)
    seen = page(built, token)
    assert "A 0 0 4" in seen
    assert "Trước quý khách 2 người" in seen
    assert re.search(r"Chờ khoảng \d+–\d+ phút", seen)
    assert "Đến quầy 1 khi được gọi." in seen
    assert "Vừa gọi: A001 đến quầy 1." in seen
    assert "Tự cập nhật, lần cuối 08:00" in seen


def test_several_counters_are_a_sentence(built: Built, office: Office) -> None:
    office.desk(2, "open", by=DESK)
    office.desk(3, "open", by=DESK)
    assert told(built, take(office))["where"] == "Đến quầy 1, 2 hoặc 3 khi được gọi."


def test_without_an_open_counter_no_minutes_are_promised(built: Built, office: Office) -> None:
    office.desk(1, "closed", by=DESK)
    texts = told(built, take(office))
    assert texts["wait"] == "Chưa mở quầy"
    assert "Chưa mở quầy" in page(built, take(office))


def test_called_it_says_where_to_go_and_what_to_bring(
    built: Built, office: Office, clock: HallClock
) -> None:
    token = take(office)
    clock.ahead(minutes=31)
    office.call_next(1, by=DESK)
    seen = page(built, token)
    assert seen.startswith("Đến lượt! A 0 0 1 Mời đến quầy số 1")
    assert "Gọi lúc 08:31. Xin cầm theo phiếu và giấy tờ." in seen


def test_each_later_state_has_kind_words(built: Built, office: Office, clock: HallClock) -> None:
    token = take(office)
    office.call_next(1, by=DESK)
    office.start(1, by=DESK)
    assert told(built, token)["text"] == "Lượt của quý khách đang ở quầy 1."
    office.hold(1, reason=_reason(office, "hold"), by=DESK)
    assert told(built, token)["title"] == "Đang tạm giữ"
    ticket = office.ticket_by_token(token)
    assert ticket is not None
    office.resume(1, ticket.id, by=DESK)
    clock.ahead(minutes=5)
    office.finish(1, by=DESK)
    assert told(built, token)["title"] == "Đã hoàn thành"


def test_who_goes_on_to_another_service_reads_where_all_along(built: Built, office: Office) -> None:
    token = take(office, planned="dat-dai")
    assert told(built, token)["then"] == "Xong thì sang: Đất đai – Xây dựng, vẫn số này."
    office.call_next(1, by=DESK)
    office.start(1, by=DESK)
    office.finish(1, by=DESK)
    texts = told(built, token)
    assert (texts["view"], texts["service"], texts["then"]) == ("waiting", "Đất đai – Xây dựng", "")


def test_who_was_not_there_is_told_how_to_be_called_again(
    built: Built, office: Office, clock: HallClock
) -> None:
    token = take(office)
    office.call_next(1, by=DESK)
    clock.ahead(seconds=20)
    office.recall(1, by=DESK)
    clock.ahead(seconds=20)
    office.absent(1, by=DESK)
    seen = page(built, token)
    assert "Đã gọi mà chưa gặp" in seen
    assert "bàn hướng dẫn" in seen


def test_cancelled_and_expired_say_that_a_new_number_is_needed(
    built: Built, office: Office
) -> None:
    gone, late = take(office), take(office)
    ticket = office.ticket_by_token(gone)
    assert ticket is not None
    office.cancel(ticket.id, reason=_reason(office, "cancel"), by=DESK)
    office.close_day(by=DESK)
    assert "Số đã hủy" in page(built, gone)
    assert "Số đã hết hạn" in page(built, late)
    assert "lấy số mới" in page(built, late)


def test_the_page_speaks_the_language_of_the_number_until_asked_otherwise(
    built: Built, office: Office
) -> None:
    token = take(office, language="en")
    assert "Ahead of you 0" in page(built, token)
    assert "Trước quý khách 0 người" in page(built, token, "?lang=vi")
    facts = built.parts.live.snapshot(f"ticket-{token}.en")
    assert facts is not None
    assert facts["told"]["where"] == "Go to counter 1 when called."


def test_an_unknown_number_is_met_with_a_kind_page(built: Built, office: Office) -> None:
    answer = built.app.test_client().get("/t/no-such-token")
    assert answer.status_code == 404
    assert "Không tìm thấy số này" in answer.get_data(as_text=True)
    assert built.parts.live.snapshot("ticket-no-such-token") is None


def test_nothing_of_the_page_is_kept_or_passed_on(built: Built, office: Office) -> None:
    token = take(office, name="Trần Thị Hoa", say_name=True)
    answer = built.app.test_client().get(f"/t/{token}")
    html = answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Hoa" not in html
    assert token not in html[: html.index("</title>")]
    assert '<meta http-equiv="refresh"' in html[html.index("<noscript>") :]


def test_phones_share_one_look_at_the_hall(built: Built, office: Office) -> None:
    tokens = [take(office) for _ in range(5)]
    asked: list[int] = []
    hall_facts = office.hall_facts
    office.hall_facts = lambda: asked.append(1) or hall_facts()  # type: ignore[method-assign,func-returns-value]
    for token in tokens:
        told(built, token)
    assert len(asked) == 1


def _reason(office: Office, purpose: str) -> str:
    return next(reason.id for reason in office.ward.reasons if purpose in reason.for_)
