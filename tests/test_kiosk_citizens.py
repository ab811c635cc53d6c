"""Each citizen gets a number, from the first screen to the slip: by touch, keyboard or ear."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from citizens import Citizen
from fake_printer import FakePrinter
from hall import Pages, Served
from kioskpage import LANDSCAPE, PORTRAIT, KioskPage

pytestmark = pytest.mark.browser
HIGHEST = """() => Math.min(...[...document.querySelectorAll("button")]
  .filter((key) => key.checkVisibility() && key.closest("dialog[open], .screen:not([hidden])"))
  .map((key) => key.getBoundingClientRect().top / innerHeight))"""
A_LOOK = 800
"""ms after which a touch at the same place is no double tap."""
Comes = Callable[..., Citizen]


@pytest.fixture
def comes(serving: Callable[..., Served], pages: Pages) -> Iterator[Comes]:
    """`comes(size)`: a citizen before the first screen of a kiosk that prints."""
    with FakePrinter() as printer:
        place = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": str(printer.port)}
        served = serving({"printers.0": place})

        def come(size: tuple[int, int] = PORTRAIT, *, touch: bool = True) -> Citizen:
            return Citizen(KioskPage(pages, served, size, touch=touch), printer)

        yield come


def test_a_grandmother_needs_two_touches_for_a_number_on_paper(comes: Comes) -> None:
    she = comes()
    she.count_touches()
    she.kiosk.choose()
    she.kiosk.press("#by-number")
    she.kiosk.see("Mời nhận phiếu")
    assert she.touches() == 2
    assert she.reads_the_slip() == "A001"
    she.kiosk.press("#done")
    she.page.wait_for_selector("#home:not([hidden])")
    assert she.touches() == 3
    assert she.kiosk.screen() == "home"


@pytest.mark.parametrize(("size", "reach"), [(PORTRAIT, 1 / 2), (LANDSCAPE, 1 / 3)])
def test_a_man_in_a_wheelchair_reaches_every_key(
    comes: Comes, size: tuple[int, int], reach: float
) -> None:
    he = comes(size)
    he.kiosk.press("[data-do=low]")
    for press in ("#priority", "[data-priority=khuyet-tat]", "[data-service=ho-tich]"):
        assert he.page.evaluate(HIGHEST) >= reach, press
        he.kiosk.press(press)
    assert he.page.evaluate(HIGHEST) >= reach
    he.kiosk.press("#by-name")
    assert he.page.evaluate(HIGHEST) >= reach
    he.kiosk.press("[data-do=adult]")
    assert he.page.evaluate(HIGHEST) >= reach
    he.kiosk.spell(*"lê", " ", *"minh")
    assert he.page.input_value("#typed") == "Lê Minh"
    he.kiosk.press("#take-name")
    assert he.reads_the_slip() == "B001"
    assert he.page.evaluate(HIGHEST) >= reach
    he.page.wait_for_timeout(A_LOOK)
    he.kiosk.press("#done")
    he.page.wait_for_selector("#home:not([hidden])")
    assert he.page.evaluate("document.documentElement.className") == "demo"


def test_a_far_sighted_citizen_reads_everything_a_quarter_larger(comes: Comes) -> None:
    she = comes()
    size = "at => parseFloat(getComputedStyle(document.querySelector(at)).fontSize)"
    before = she.page.evaluate(size, ".tile .facts")
    she.kiosk.press("[data-do=large]")
    assert she.page.evaluate(size, ".tile .facts") == pytest.approx(before * 1.25)
    assert she.page.get_attribute("[data-do=large]", "aria-pressed") == "true"
    she.kiosk.choose("ho-kinh-doanh")
    she.kiosk.press("#by-number")
    assert she.reads_the_slip() == "D001"
    assert she.page.evaluate(size, "#ahead") > she.page.evaluate(size, ".told dt")
    she.page.reload()
    she.page.wait_for_selector("html.large")
    she.kiosk.press("#done")
    she.page.wait_for_selector("#home:not([hidden])")
    assert she.page.evaluate(size, ".tile .facts") == pytest.approx(before)


def test_a_citizen_with_both_finds_the_services_a_few_at_a_time(comes: Comes) -> None:
    she = comes()
    she.kiosk.press("[data-do=large]")
    she.kiosk.press("[data-do=low]")
    assert she.page.locator(".tile").filter(visible=True).count() == 4
    she.kiosk.see("Xem tiếp (1/2)")
    she.kiosk.press("[data-do=more]")
    she.kiosk.see("Xem tiếp (2/2)")
    assert she.page.inner_text("#said") == "Xem tiếp (2/2)"
    she.kiosk.choose("tra-ket-qua")
    she.kiosk.press("#by-number")
    assert she.reads_the_slip() == "R001"


def test_a_citizen_with_a_keyboard_alone_sees_where_they_are(comes: Comes) -> None:
    they = comes(touch=False)
    they.tabs_to("Ưu tiên")
    they.keys("Enter")
    they.tabs_to("Người khuyết tật")
    for _ in range(8):
        they.keys("Tab")
        assert they.page.evaluate("Boolean(document.activeElement.closest('#priorities'))")
    they.tabs_to("Người khuyết tật")
    they.keys("Enter")
    they.keys("Shift+Tab")
    they.tabs_to("Ưu tiên: Người khuyết tật")
    for _ in range(40):
        they.keys("Shift+Tab")
        if "Hộ tịch" in they.page.evaluate("document.activeElement.innerText"):
            break
    they.keys("Enter")
    they.sees_the_focus()
    they.keys("Enter")
    assert they.reads_the_slip() == "B001"
    they.tabs_to("Xong")
    they.keys("Enter")
    assert (they.kiosk.screen(), they.kiosk.focus()) == ("home", "home-title")


def test_a_foreigner_takes_a_number_in_english(comes: Comes) -> None:
    they = comes()
    they.count_touches()
    they.kiosk.press("[data-lang=en]")
    they.kiosk.see("Please choose")
    they.kiosk.press("[data-service=chung-thuc]")
    they.kiosk.press("#by-number")
    they.kiosk.see("Please take your slip")
    assert they.touches() == 3
    assert they.reads_the_slip() == "A001"
    assert they.page.inner_text("#said") == "Your number is A001. Ahead of you: Nobody."
    assert they.page.get_attribute("html", "lang") == "en"


def test_a_citizen_who_hears_the_page_finds_everything_by_its_role(comes: Comes) -> None:
    they = comes()
    by: Any = they.page.get_by_role
    assert " ".join(by("heading", level=1).inner_text().split()) == "Mời quý khách chọn lĩnh vực"
    assert by("button", name="English").get_attribute("lang") == "en"
    assert by("button", name="Chữ to").get_attribute("aria-pressed") == "false"
    assert by("button", name="Hạ thấp mọi nút xuống phần dưới").get_attribute("aria-pressed")
    by("button", name="Ưu tiên…").click()
    by("dialog", name="Quý khách thuộc diện nào?").get_by_role("button", name="75 tuổi").click()
    by("button", name="Chứng thực").click()
    by("heading", name="Quý khách muốn được gọi thế nào?").wait_for()
    by("region", name="Quý khách muốn được gọi thế nào?").wait_for()
    by("button", name=re.compile("^Gọi tên")).click()
    by("dialog", name="Quý khách đã đủ 16 tuổi chưa?").get_by_role("button", name="Đã đủ").click()
    box = by("textbox", name="Xin gõ họ và tên")
    assert box.evaluate("box => box === document.activeElement")
    by("group", name="Bàn phím").get_by_role("button", name="H", exact=True).click()
    box.press_sequentially("oa")
    assert box.input_value() == "Hoa"
    by("button", name="Đúng tên, lấy số").click()
    by("img", name="A001").wait_for()
    by("status").filter(has_text="Số của quý khách là A001.").wait_for(state="attached")
    assert they.kiosk.focus() == "number-title"
    by("status").filter(has_text="Mời nhận phiếu").wait_for()
    by("img", name="Mã QR để theo dõi lượt").wait_for()
    assert they.reads_the_slip() == "A001"
    by("button", name="Xong").click()
    assert they.kiosk.focus() == "home-title"
