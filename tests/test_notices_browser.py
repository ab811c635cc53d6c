"""Notices in real browsers: put up by the keyboard, seen on the hall's screen, and a test heard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe import AXE, LOOK
from hall import Pages, Served

pytestmark = pytest.mark.browser

SECONDS = 8_000
NAMES_CLEAR = """() => Math.min(...[...document.querySelectorAll("#notice .field")]
  .map((field) => [field.querySelector("span"), field.querySelector("select, textarea, input")])
  .filter(([name, what]) => name && name.offsetParent && what.offsetParent)
  .map(([name, what]) =>
    what.getBoundingClientRect().top - name.getBoundingClientRect().bottom))"""
"""Pixels between a field of the notice and its name, where that is least."""


@pytest.fixture(autouse=True)
def _nothing_is_left_up(served: Served) -> Iterator[None]:
    yield
    page = served.get("/voices/notices").text
    for part in page.split('data-notice="')[1:]:
        served.post(f"/voices/notices/{part.partition(chr(34))[0]}/removals")


def screen(served: Served, pages: Pages, width: int = 1920, height: int = 1080) -> Any:
    page = pages.open(f"{served.page}/display/", width, height)
    page.wait_for_selector("html[data-live=up]")
    return page


def says(page: Any, selector: str, words: str) -> None:
    page.locator(selector, has_text=words).first.wait_for(timeout=SECONDS)


def test_the_manager_puts_a_notice_up_by_the_keyboard_and_takes_it_down(
    served: Served, pages: Pages
) -> None:
    tv = screen(served, pages)
    page = pages.open(f"{served.page}/manager/voices")
    page.focus("#notice [name=chosen]")
    page.keyboard.type("Còn")
    page.keyboard.press("Tab")
    page.keyboard.type("15")
    says(page, "#notice-preview", "Loa đọc: “Còn mười lăm phút nữa hết giờ lấy số.”")
    page.keyboard.press("Enter")
    says(tv, "#notice b", "Còn 15 phút nữa hết giờ lấy số.")
    assert tv.locator("#foot").is_hidden()
    says(page, "#notices-up .did", "Đã hiện trên bảng")
    page.evaluate(AXE)
    assert page.evaluate(LOOK) == []
    page.focus("#notices-up [data-act=removals]")
    page.keyboard.press("Enter")
    says(page, "#notices-up", "Chưa có thông báo nào trên bảng.")
    tv.locator("#notice").wait_for(state="hidden", timeout=SECONDS)
    assert tv.locator("#foot").is_visible()


def test_the_guide_puts_one_up_with_one_key_and_a_line_of_words(
    served: Served, pages: Pages
) -> None:
    pages.expected = ("400 (BAD REQUEST)",)
    page = pages.open(f"{served.page}/kiosk/?guide")
    page.wait_for_selector("html[data-live=up]")
    page.keyboard.press("F8")
    # The ring of a focus is eight pixels wide and covers no field's name.
    assert page.evaluate(NAMES_CLEAR) >= 8
    page.keyboard.press("Tab")
    page.keyboard.type("đồ chó")
    says(page, "#notice-preview.bad", "Có từ không đọc trên loa được.")
    page.fill("#notice [name=text]", "Xe 15A-123.45 chắn lối ra")
    says(page, "#notice-preview", "Loa đọc")
    page.evaluate(AXE)
    assert page.evaluate(LOOK) == []
    page.focus("#notice [name=text]")
    page.keyboard.press("Enter")
    says(page, "#notices-up .lines", "Xe 15A-123.45 chắn lối ra")
    assert page.input_value("#notice [name=text]") == ""
    page.keyboard.press("Escape")
    assert page.locator("#telling").is_hidden()
    page.keyboard.press("a")
    assert page.locator("[name=service]:checked").count() == 1


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160)])
def test_a_notice_of_any_length_keeps_to_the_foot_of_the_screen(
    served: Served, pages: Pages, size: tuple[int, int]
) -> None:
    tv = screen(served, pages, *size)
    calm = tv.locator("#calm").bounding_box()
    for words in ("Xin giữ trật tự", "Xin quý khách giữ trật tự trong phòng chờ " * 4, "ngh" * 66):
        up = served.post("/voices/notices", {"text": words, "zones": ["hall"], "times": 0})
        assert up.status_code == 201, up.text
        says(tv, "#notice b", words[:3])
        inside = """band => {
          const { scrollWidth, scrollHeight } = band.querySelector("p");
          return scrollHeight <= band.clientHeight && scrollWidth <= band.clientWidth;
        }"""
        assert tv.locator("#notice").evaluate(inside)
        assert tv.locator("#calm").bounding_box() == calm
        served.post(f"/voices/notices/{up.json()['id']}/removals")


def test_a_test_of_the_loudspeaker_asks_what_was_heard_and_remembers_it(
    served: Served, pages: Pages
) -> None:
    tv = screen(served, pages)
    page = pages.open(f"{served.page}/manager/voices")
    says(page, "[data-zone=hall] .now", "Sẵn sàng phát lời gọi.")
    page.focus("#try-hall")
    page.keyboard.press("Enter")
    says(page, "[data-zone=hall] .ask", "Quý vị có nghe rõ không?")
    page.focus("#heard-not-hall")
    page.keyboard.press("Enter")
    says(page, "[data-zone=hall] .look", "Vặn to màn hình")
    says(page, "[data-zone=hall] .heard", "Không nghe thấy")
    page.evaluate(AXE)
    assert page.evaluate(LOOK) == []
    assert tv.locator("#sound").is_hidden()


def test_a_muted_screen_keeps_the_two_lines_of_the_office_apart(
    served: Served, pages: Pages
) -> None:
    tv = screen(served, pages)
    # At once: the next drawing finds that nobody has muted it.
    name, lines = tv.evaluate(
        """() => {
          document.getElementById("muted").hidden = false;
          return [".place b", ".place"].map(
            (part) => document.querySelector(part).getBoundingClientRect().left);
        }"""
    )
    assert name == lines
