"""The manager's page of printers in a real browser: how they are, and a slip to try them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe import AXE, LOOK
from hall import Client, HallClock, Pages, Served
from letin import behind_the_door, person, sign_in
from two_kiosks import BACK, FRONT, TwoKiosks, two_kiosks

from config import Config, Printer
from web.built import Built

pytestmark = pytest.mark.browser


@pytest.fixture
def both(serving: Callable[..., Served]) -> Iterator[TwoKiosks]:
    with two_kiosks(serving) as made:
        yield made


def opened(both: TwoKiosks, pages: Pages, query: str = "") -> Any:
    page = pages.open(f"{both.served.page}/manager/printers{query}")
    page.wait_for_selector(".printer")
    return page


def shows(page: Any, printer: str, part: str, words: str) -> None:
    """Waits until this part of the printer says so, without the page being loaded again."""
    page.locator(f"[data-printer={printer}] {part}", has_text=words).first.wait_for(timeout=20_000)


def test_a_test_slip_shows_what_the_printer_answers_while_one_watches(
    both: TwoKiosks, pages: Pages
) -> None:
    both.front.behave(row_seconds=0.005)
    page = opened(both, pages)
    shows(page, "p1", "h2", FRONT)
    shows(page, "p2", "h2", BACK)
    shows(page, "p1", ".answers", "Chưa biết")
    page.focus("#try-p1")
    page.keyboard.press("Enter")
    shows(page, "p1", ".trial", "Đang in thử…")
    assert page.is_disabled("#try-p1")
    both.front.behave(row_seconds=0)
    shows(page, "p1", ".trial", "In thử được")
    shows(page, "p1", ".answers", "Có báo, từng phiếu đã in xong")
    shows(page, "p1", ".now", "Tốt")
    assert page.is_enabled("#try-p1")
    assert len(both.front.papers) == 1
    assert both.back.papers == []


def test_who_holds_the_paper_of_a_silent_printer_answers_for_it(
    both: TwoKiosks, pages: Pages
) -> None:
    both.back.behave(answers=frozenset())
    page = opened(both, pages)
    page.click("#try-p2")
    shows(page, "p2", ".trial", "Giấy có ra đủ không?")
    shows(page, "p2", ".now", "Máy in không báo còn giấy hay hết.")
    page.click("#came-p2")
    shows(page, "p2", ".trial", "In thử được")
    shows(page, "p2", ".answers", "Không báo")


def test_a_printer_without_paper_says_what_to_do_and_then_prints(
    both: TwoKiosks, pages: Pages
) -> None:
    both.front.behave(paper=False)
    page = opened(both, pages)
    page.click("#try-p1")
    shows(page, "p1", ".trial", "Máy in đang hết giấy. Thay cuộn giấy mới, rồi bấm In thử lại.")
    shows(page, "p1", ".now", "Hết giấy")
    both.front.behave(paper=True, near_end=True)
    page.click("#try-p1")
    shows(page, "p1", ".trial", "In thử được")
    shows(page, "p1", ".now", "Sắp hết giấy")


def test_the_slips_of_the_day_come_onto_the_page_as_they_are_printed(
    both: TwoKiosks, pages: Pages
) -> None:
    page = opened(both, pages, "?lang=en")
    shows(page, "p2", ".jobs", "No slip was printed today.")
    both.served.post("/kiosk/tickets?id=k2", {"service": "chung-thuc", "name": "Trần Thị Hoa"})
    shows(page, "p2", ".jobs [data-is=printed]", "A001")
    assert "Hoa" not in page.content()
    assert page.locator("[data-printer=p1] .jobs li").count() == 0


def test_every_state_of_the_page_can_be_read_by_everybody(both: TwoKiosks, pages: Pages) -> None:
    both.front.behave(answers=frozenset())
    both.back.behave(cover=True)
    page = opened(both, pages)
    page.evaluate(AXE)
    for id in ("p1", "p2"):
        page.click(f"#try-{id}")
    shows(page, "p2", ".trial", "Nắp máy in đang mở. Đóng nắp, rồi bấm In thử lại.")
    shows(page, "p1", ".trial", "Giấy có ra đủ không?")
    assert page.evaluate(LOOK) == []


def test_a_supervisor_reads_the_page_and_prints_nothing(door: Built) -> None:
    client = Client(door.app, door.app.response_class)
    sign_in(door, person(door, "supervisor"), client)
    page = client.get("/manager/printers").text
    assert "Máy lấy số cửa chính" in page
    assert "data-try" not in page
    assert client.post("/manager/printers/p1/trials", json={}).status_code == 403


def test_a_folder_is_no_printer_and_one_at_a_kiosk_waits_for_its_agent(
    shipped: Config, clock: HallClock, tmp_path: Path
) -> None:
    described = (
        Printer(id="p1", type="lp", path="/dev/usb/lp0", at="kiosk"),
        Printer(id="p2", type="file", path=str(tmp_path)),
    )
    config = shipped.model_copy(update={"printers": described})
    built = behind_the_door(config, clock, tmp_path)
    client = Client(built.app, built.app.response_class)
    sign_in(built, person(built, "manager"), client)
    page = client.get("/manager/printers").text
    assert "cắm ở máy lấy số" in page and "Xem ở máy lấy số: run.py agent có chạy không" in page
    assert "Ghi thành tệp" in page and "sẵn sàng in" not in page
