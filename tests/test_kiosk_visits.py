"""Somebody who has booked comes to the kiosk: types the code or holds its picture to a scanner."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hall import ZONE, Pages, Served
from kioskpage import KioskPage
from listener import Listener

pytestmark = pytest.mark.browser
Books = Callable[..., str]
REFUSED = ("status of 404", "status of 409")
# A scanner's keys come within one moment; each goes where a key would go.
SCAN = """text => {
  for (const key of [...text, "Enter"]) {
    const at = document.activeElement;
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    if (at.dispatchEvent(event) && key.length === 1 && at.matches("input")) at.value += key;
  }
}"""

LOSE_THE_FIRST_ANSWER = """() => {
  const real = window.fetch;
  window.sent = [];
  window.fetch = async (url, how) => {
    const answer = await real(url, how);
    if (!String(url).includes("/kiosk/check-ins") || window.sent.push(how.body) > 1) return answer;
    throw new TypeError("the line broke after the server had answered");
  };
}"""


@pytest.fixture(scope="module")
def books(served: Served) -> Books:
    """`books(days)`: a new visit's code; one more stays open, so that the page goes on offering."""
    return booking(served)


def booking(served: Served) -> Books:
    numbers = itertools.count(1)
    key = (served.data / "control.key").read_text("ascii")

    def book(days: int = 0) -> str:
        day = (datetime.now(ZONE) + timedelta(days=days)).date().isoformat()
        code = f"DVC-{next(numbers):04}"
        row = {"service": "ho-tich", "day": day, "code": code}
        answer = served.post("/control/bookings", {"rows": [row]}, headers={"X-Goiso-Key": key})
        assert answer.json()["done"], answer.text
        return code

    book(1)
    return book


@pytest.fixture
def kiosk(served: Served, books: Books, pages: Pages) -> KioskPage:
    pages.expected = REFUSED
    return KioskPage(pages, served)


def scan(kiosk: KioskPage, text: str) -> None:
    kiosk.page.evaluate(SCAN, text)


def about(kiosk: KioskPage) -> str:
    return str(kiosk.page.inner_text("#about"))


def test_a_code_is_typed_on_the_screen_and_gives_the_number(kiosk: KioskPage, books: Books) -> None:
    code = books()
    kiosk.press("#booked")
    kiosk.spell(*code.lower(), "x", "<")
    with kiosk.page.expect_request("**/kiosk/check-ins?*") as asked:
        kiosk.press("#check-in")
    assert code.lower() not in asked.value.url.lower()
    assert kiosk.number().startswith("B0")
    assert kiosk.page.inner_text("#for") == "Hộ tịch"
    assert kiosk.page.locator("#about").is_hidden()
    kiosk.see("Mời nhận phiếu")
    kiosk.press("#done")
    assert kiosk.page.input_value("#code") == ""


def test_a_code_is_typed_by_keyboard_alone(kiosk: KioskPage, books: Books) -> None:
    keys, code = kiosk.page.keyboard, books()
    kiosk.page.focus("#booked")
    keys.press("Enter")
    assert (kiosk.screen(), kiosk.focus()) == ("visit", "code")
    keys.press("Tab")
    keys.press("ArrowRight")
    keys.type(code)
    assert (kiosk.focus(), kiosk.page.input_value("#code")) == ("code", code)
    keys.press("Enter")
    assert kiosk.number().startswith("B0")


def test_a_scanner_is_heard_on_the_first_screen(kiosk: KioskPage, books: Books) -> None:
    code = books()
    scan(kiosk, f"https://hen.example/lich-hen/{code.lower()}")
    label = kiosk.number()
    kiosk.press("#done")
    scan(kiosk, code)
    assert kiosk.number() == label, "who comes twice is told the number again"
    assert about(kiosk) == f"Quý khách đã có số {label}."
    assert f"đã có số {label}" in kiosk.page.inner_text("#said")


def test_slow_or_short_typing_on_the_first_screen_is_no_scanner(kiosk: KioskPage) -> None:
    scan(kiosk, "abc")
    assert kiosk.screen() == "home"
    kiosk.page.clock.install()
    for letter in "abcdefgh":
        kiosk.page.keyboard.press(letter)
        kiosk.page.clock.run_for(1000)
    assert kiosk.screen() == "home"


def test_a_refusal_stands_on_the_same_screen_and_the_next_scan_counts(
    kiosk: KioskPage, books: Books
) -> None:
    code = books()
    scan(kiosk, "NOSUCH-77")
    kiosk.see("Không có mã hẹn này. Xin xem lại từng chữ")
    assert (kiosk.screen(), kiosk.page.input_value("#code")) == ("visit", "NOSUCH-77")
    assert "Không có mã hẹn này" in kiosk.page.inner_text("#said")
    scan(kiosk, books(2))
    kiosk.see("Lịch hẹn này là ngày ")
    scan(kiosk, code)
    assert kiosk.number().startswith("B0")


def test_an_empty_line_says_what_to_do_and_the_way_back_wipes(kiosk: KioskPage) -> None:
    kiosk.press("#booked")
    kiosk.press("#check-in")
    kiosk.see("Xin gõ mã hẹn.")
    kiosk.spell(*"dvc-1")
    kiosk.press("#visit [data-do=back]")
    assert (kiosk.screen(), kiosk.page.input_value("#code")) == ("home", "")


def test_nobody_there_leaves_no_code(kiosk: KioskPage) -> None:
    kiosk.page.clock.install()
    kiosk.press("#booked")
    kiosk.spell(*"dvc-1")
    kiosk.page.clock.run_for(61_000)
    kiosk.page.wait_for_selector("#home:not([hidden])")
    assert kiosk.page.input_value("#code") == ""


def test_it_is_told_in_english(kiosk: KioskPage, books: Books) -> None:
    code = books()
    kiosk.press("[data-lang=en]")
    kiosk.see("I have a booking")
    kiosk.press("#booked")
    kiosk.page.fill("#code", "NOSUCH-88")
    kiosk.press("#check-in")
    kiosk.see("There is no such booking code.")
    kiosk.page.fill("#code", code)
    kiosk.page.keyboard.press("Enter")
    kiosk.number()
    assert kiosk.page.inner_text("#for") == "Civil status"


def test_a_lost_answer_gives_the_same_number(kiosk: KioskPage, books: Books) -> None:
    kiosk.page.evaluate(LOSE_THE_FIRST_ANSWER)
    scan(kiosk, books())
    assert kiosk.number().startswith("B0")
    first, again = kiosk.page.evaluate("window.sent")
    assert first == again
    assert kiosk.page.locator("#about").is_hidden()


def test_without_a_visit_to_come_nothing_is_offered(
    serving: Callable[..., Served], pages: Pages
) -> None:
    hall = serving()
    kiosk = KioskPage(pages, hall)
    assert kiosk.page.locator("#booked").is_hidden()
    scan(kiosk, "DVC-0001")
    assert kiosk.screen() == "home"
    booking(hall)()
    kiosk.page.wait_for_selector("#booked:not([hidden])")


@pytest.mark.parametrize("aloud", [False, True])
def test_the_digits_of_a_scan_are_no_orders_to_whoever_is_read_to(
    serving: Callable[..., Served], pages: Pages, aloud: bool
) -> None:
    hall = serving({"voices.engines": ["espeak"]})
    booking(hall)()
    pages.expected = REFUSED
    kiosk = KioskPage(pages, hall, touch=False)
    if aloud:
        heard = Listener(kiosk)
        kiosk.page.keyboard.press("0")
        heard.hears("Đã bật đọc to")
        kiosk.page.keyboard.press("6")
        heard.hears("Chứng thực")
    scan(kiosk, "0" + "5" * 9)
    kiosk.see("Không có mã hẹn này")
    assert kiosk.screen() == "visit"
    on = kiosk.page.evaluate("document.documentElement.classList.contains('aloud')")
    assert on is aloud


def test_whoever_sees_nothing_hears_the_code_spelt(
    serving: Callable[..., Served], pages: Pages
) -> None:
    hall = serving({"voices.engines": ["espeak"]})
    code = booking(hall)()
    pages.expected = REFUSED
    kiosk = KioskPage(pages, hall, touch=False)
    heard = Listener(kiosk)
    keys = kiosk.page.keyboard
    keys.press("0")
    heard.hears("Đã bật đọc to")
    kiosk.page.focus("#booked")
    heard.hears("Đã hẹn trước")
    keys.press("5")
    heard.hears("Xin gõ mã hẹn")
    for sign, said in zip("dvc-", ("D", "V", "C", "gạch nối"), strict=True):
        keys.press(sign)
        assert heard.hears(said)["personal"]
    keys.press("Shift+Tab")
    kiosk.page.focus("#code")
    heard.hears("D, V, C, gạch nối")
    keys.press("Backspace")
    heard.hears("D, V, C")
    kiosk.page.evaluate("document.querySelector('#board [data-sign=\"-\"]').click()")
    heard.hears("gạch nối")
    keys.type("9999")
    keys.press("Enter")
    heard.hears("Không có mã hẹn này")
    kiosk.page.fill("#code", code)
    keys.press("Enter")
    heard.hears("Số của quý khách là B001.")
