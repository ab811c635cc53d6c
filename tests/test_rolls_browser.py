"""A morning on which the kiosk dies: paper numbers, called in turn, and back to normal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe import AXE, LOOK
from deskpage import QUICK, DeskPage
from guarded import OPEN
from hall import Pages, Served
from kioskpage import SMALL, KioskPage

pytestmark = pytest.mark.browser
Serving = Callable[..., Served]


@pytest.fixture
def served(serving: Serving) -> Served:
    return serving({**QUICK, **OPEN})


def takes(kiosk: KioskPage) -> str:
    kiosk.choose()
    kiosk.press("#by-number")
    label = kiosk.number()
    kiosk.press("#number [data-do=done]")
    return label


def opens(manager: Any, first: int, last: int) -> None:
    manager.fill("[name=first]", str(first))
    manager.fill("[name=last]", str(last))
    with manager.expect_navigation():
        manager.click("#open .primary")
    manager.get_by_text(f"A{first:03d} – A{last:03d}").wait_for()
    manager.wait_for_selector("#open .primary:enabled")


def test_the_kiosk_dies_paper_goes_on_in_turn_and_no_number_is_met_twice(
    served: Served, pages: Pages
) -> None:
    kiosk = KioskPage(pages, served, SMALL, touch=False)
    assert [takes(kiosk), takes(kiosk)] == ["A001", "A002"]
    kiosk.page.context.close()

    manager = pages.open(f"{served.page}/manager/people")
    manager.click("nav >> text=Số giấy")
    assert manager.input_value("[name=first]") == "201"
    assert "đã cấp đến A002" in manager.inner_text("#given")
    opens(manager, 4, 6)

    desk = DeskPage(pages, served)
    desk.lists("waiting", "A004", "A001", "A002")
    desk.shows("smart-line", "Số tiếp theo: A004 · Số giấy")
    for label in ("A004", "A001", "A005", "A002"):
        desk.keys("Enter")
        desk.number(label)
        desk.shows("state", "Đang gọi")
        desk.keys("Enter")
        desk.shows("state", "Đang phục vụ")
        if label == "A005":
            desk.shows("waited", "Không rõ")
            desk.shows("chosen", "Số giấy, gọi xen kẽ")
    desk.lists("waiting", "A006")
    desk.keys("f")
    desk.vacant()
    desk.shows("vacant-line", "Số tiếp theo là A006")

    manager.locator('[data-roll] .num[aria-label="A006"]').wait_for(timeout=10_000)
    manager.click("[data-do=ends]")
    manager.get_by_text("Từ số A006 trở đi không được gọi nữa").wait_for()
    manager.click("#ask .primary")
    manager.get_by_text("Đã kết thúc").wait_for()
    desk.shows("vacant-line", "Chưa có ai chờ")

    kiosk = KioskPage(pages, served, SMALL, touch=False)
    assert [takes(kiosk), takes(kiosk)] == ["A003", "A007"]
    desk.lists("waiting", "A003", "A007")


def test_the_paper_row_is_no_ticket_that_could_be_chosen(served: Served, pages: Pages) -> None:
    wanted = {"letter": "A", "first": 201, "last": 202}
    assert served.post("/manager/rolls", wanted).status_code == 201
    desk = DeskPage(pages, served)
    desk.lists("waiting", "A201")
    desk.page.click("[data-part=waiting] .row")
    desk.keys("ArrowDown", "1")
    assert desk.page.locator(".row[aria-current]").count() == 0
    desk.keys("Enter")
    desk.number("A201")


def test_what_was_refused_is_said_and_the_form_keeps_what_was_typed(
    served: Served, pages: Pages
) -> None:
    pages.expected = ("status of 400", "status of 409")
    manager = pages.open(f"{served.page}/manager/rolls")
    opens(manager, 201, 300)
    manager.fill("[name=first]", "250")
    manager.fill("[name=last]", "")
    manager.click("#open .primary")
    manager.get_by_text("Số đầu và số cuối từ 1 đến 9999").wait_for()
    manager.fill("[name=last]", "260")
    manager.click("#open .primary")
    manager.get_by_text("Các số từ 201 đến 300 đã dành rồi").wait_for()
    assert manager.input_value("[name=first]") == "250"


@pytest.mark.parametrize("size", [(1366, 768), (390, 800)])
def test_every_state_of_a_range_can_be_read_by_everybody(
    served: Served, pages: Pages, size: tuple[int, int]
) -> None:
    for letter, last in (("A", 300), ("B", 201), ("C", 300)):
        wish = {"letter": letter, "first": 201, "last": last}
        assert served.post("/manager/rolls", wish).status_code == 201
    assert served.post("/counter/6/calls").status_code == 201
    assert served.post("/manager/rolls/3/ends").status_code == 201
    for language, words in (("vi", "Đã gọi hết"), ("en", "All called")):
        page = pages.open(f"{served.page}/manager/rolls?lang={language}", *size)
        page.get_by_text(words).wait_for()
        page.evaluate(AXE)
        assert page.evaluate(LOOK) == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_another_letter_proposes_its_own_range(served: Served, pages: Pages) -> None:
    manager = pages.open(f"{served.page}/manager/rolls")
    opens(manager, 201, 300)
    assert manager.input_value("[name=first]") == "501"
    manager.select_option("[name=letter]", "B")
    assert manager.input_value("[name=first]") == "201"
    assert "Hôm nay chưa cấp số nào" in manager.inner_text("#given")
