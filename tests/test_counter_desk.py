"""A morning at the desk by keyboard alone: every kind of turn from call to end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from deskpage import PAPERLESS, QUICK, DeskPage, take
from hall import Pages, Served

pytestmark = pytest.mark.browser
Serving = Callable[..., Served]


@pytest.fixture
def served(serving: Serving) -> Served:
    """A hall where three citizens wait."""
    hall = serving({**QUICK, **PAPERLESS})
    assert [take(hall) for _ in range(3)] == ["A001", "A002", "A003"]
    return hall


@pytest.fixture
def desk(served: Served, pages: Pages) -> DeskPage:
    page = DeskPage(pages, served)
    page.lists("waiting", "A001", "A002", "A003")
    return page


def test_call_recall_start_finish_and_call_the_next(desk: DeskPage) -> None:
    desk.keys("Enter")
    desk.number("A001")
    desk.shows("state", "Đang gọi")
    desk.keys("*")
    desk.shows("called", "2 lần")
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")
    desk.keys("+")
    desk.number("A002")
    desk.lists("served", "A001")
    desk.shows("note", "Đã hoàn thành, đang gọi A002")


def test_a_call_is_taken_back(desk: DeskPage) -> None:
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("u")
    desk.vacant()
    desk.lists("waiting", "A001", "A002", "A003")


def test_absent_comes_back_and_absent_with_the_next_in_one_press(desk: DeskPage) -> None:
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("-")
    desk.lists("missed", "A001")
    desk.keys("ArrowRight", "1")
    desk.lists("waiting", "A001", "A002", "A003")
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("v")
    desk.number("A002")
    desk.lists("missed", "A001")


def test_held_with_a_reason_and_a_note_then_resumed(desk: DeskPage) -> None:
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("t")
    desk.asks("Tạm giữ A001")
    desk.keys("1")
    desk.types("thiếu trang 2")
    desk.keys("Enter")
    desk.asks_nothing()
    desk.lists("held", "A001")
    desk.shows("held", "Thiếu bản chính")
    desk.keys("ArrowRight", "1")
    desk.number("A001")
    desk.shows("state", "Đang phục vụ")


def test_transferred_to_another_service_first_in_line(desk: DeskPage) -> None:
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("/")
    desk.asks("Chuyển A001")
    desk.keys("7", "0", "2", "Enter")
    desk.asks_nothing()
    desk.shows("note", "Đã chuyển A001")
    desk.shows("waiting", "Trả kết quả")


def test_finished_without_a_call_and_opened_again(desk: DeskPage) -> None:
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")
    desk.keys("f")
    desk.vacant()
    desk.lists("waiting", "A002", "A003")
    desk.keys("m")
    desk.number("A001")


def test_a_number_out_of_order_needs_a_reason(desk: DeskPage) -> None:
    desk.keys("ArrowDown", "ArrowDown", "1")
    desk.asks("Gọi A002")
    desk.keys("Enter")
    desk.page.locator(".told", has_text="Còn thiếu: lý do.").wait_for()
    desk.keys("1", "Enter")
    desk.number("A002")
    desk.shows("chosen", "Gọi khác thứ tự")


def test_priority_is_given_and_a_number_cancelled(desk: DeskPage) -> None:
    desk.keys("ArrowDown", "ArrowDown", "ArrowDown", "2")
    desk.asks("Đổi ưu tiên của A003")
    desk.keys("1", "1", "Enter")
    desk.lists("waiting", "A003", "A001", "A002")
    desk.asks_nothing()
    desk.keys("4")
    desk.asks("Hủy số A003")
    desk.keys("3", "Enter")
    desk.lists("waiting", "A001", "A002")


def test_a_number_is_given_for_a_person_with_their_name(desk: DeskPage) -> None:
    desk.keys("l")
    desk.asks("Cấp số hộ")
    desk.keys("1", "0")
    desk.types("Nguyễn Văn An")
    desk.keys("Tab", "Space", "Enter")
    desk.page.locator('.given .num[aria-label="A004"]').wait_for()
    desk.keys("Enter")
    desk.asks_nothing()
    desk.lists("waiting", "A001", "A002", "A003", "A004")


def test_paused_opened_closed_and_opened_again(desk: DeskPage) -> None:
    desk.keys("n")
    desk.asks("Tạm ngừng quầy")
    desk.keys("2", "2", "Enter")
    desk.shows("vacant-line", "Họp · đến")
    desk.keys("Enter")
    desk.shows("state", "Sẵn sàng")
    desk.keys("q")
    desk.shows("state", "Chưa mở")
    desk.keys("Enter")
    desk.shows("state", "Sẵn sàng")


def test_the_wish_to_pause_waits_for_the_end_of_the_turn(desk: DeskPage) -> None:
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")
    desk.keys("n", "1", "Enter")
    desk.shows("pause-why", "Sẽ tạm ngừng: Nghỉ giữa giờ")
    desk.shows("smart-word", "Hoàn thành, tạm ngừng")
    desk.keys("Enter")
    desk.shows("state", "Tạm dừng")
    desk.lists("waiting", "A002", "A003")


def test_escape_closes_the_panel_and_nothing_happens(desk: DeskPage) -> None:
    desk.keys("l")
    desk.asks("Cấp số hộ")
    desk.keys("Escape")
    desk.asks_nothing()
    desk.lists("waiting", "A001", "A002", "A003")


def test_no_key_moves_when_the_state_changes(desk: DeskPage) -> None:
    free = desk.places()
    desk.keys("Enter")
    desk.number("A001")
    assert desk.places() == free
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")
    assert desk.places() == free
