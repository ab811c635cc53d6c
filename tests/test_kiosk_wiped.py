"""The kiosk keeps nothing of the last citizen for the next one, and hurries nobody."""

from __future__ import annotations

import pytest
from hall import Pages, Served
from kioskpage import KioskPage

pytestmark = pytest.mark.browser
NAME = "Lò Văn Tình"
# All that the page holds: its text, every attribute, what stands in inputs and in the store.
HELD = """() => [
  document.documentElement.outerHTML,
  ...[...document.querySelectorAll("input")].map((input) => input.value),
  JSON.stringify(sessionStorage), JSON.stringify(localStorage), JSON.stringify(history.state),
  location.href, document.cookie,
].join("\\n").replace(/<script[^]*?<\\/script>/g, "")"""


@pytest.fixture
def kiosk(served: Served, pages: Pages) -> KioskPage:
    return KioskPage(pages, served, touch=False)


def named(kiosk: KioskPage) -> None:
    """Somebody with a priority types a name."""
    kiosk.press("#priority")
    kiosk.press("[data-priority=khuyet-tat]")
    kiosk.choose("ho-tich")
    kiosk.by_name()
    kiosk.page.fill("#typed", NAME)


def nothing_left(kiosk: KioskPage, *personal: str) -> None:
    kiosk.page.wait_for_selector("#home:not([hidden])")
    kiosk.page.wait_for_function("() => !document.querySelector('[data-picked=name]').textContent")
    held = kiosk.page.evaluate(HELD)
    assert [each for each in (NAME, "Tình", "Ưu tiên:", *personal) if each in held] == []
    assert kiosk.page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_after_a_number_nothing_of_the_citizen_is_left(kiosk: KioskPage) -> None:
    before = kiosk.page.evaluate("history.length")
    named(kiosk)
    with kiosk.page.expect_response("**/kiosk/tickets?*") as answered:
        kiosk.press("#take-name")
    ticket = answered.value.json()["ticket"]
    assert kiosk.number() == ticket["label"]
    kiosk.page.wait_for_selector("#qr path")
    kiosk.press("#done")
    nothing_left(kiosk, ticket["label"], ticket["token"])
    assert kiosk.page.locator("#qr path").count() == 0
    assert kiosk.page.evaluate("history.length") == before
    kiosk.page.reload()
    kiosk.page.wait_for_selector("html[data-live=up]")
    nothing_left(kiosk, ticket["label"], ticket["token"])


def test_the_way_back_leads_to_nothing_of_the_last_citizen(kiosk: KioskPage) -> None:
    kiosk.press("[data-lang=en]")
    kiosk.see("Please choose")
    named(kiosk)
    kiosk.page.clock.install()
    kiosk.page.clock.run_for(61_000)
    nothing_left(kiosk)
    kiosk.page.go_back()
    kiosk.page.go_forward()
    kiosk.page.wait_for_selector("html[data-live=up]")
    nothing_left(kiosk)
    assert kiosk.page.get_attribute("html", "lang") == "vi"


def test_undo_and_autofill_bring_no_name_back(kiosk: KioskPage) -> None:
    kiosk.choose("ho-tich")
    kiosk.by_name()
    kiosk.page.keyboard.type("Hoa")
    kiosk.press("[data-do=back]:visible")
    kiosk.by_name()
    kiosk.page.keyboard.press("Control+z")
    assert kiosk.page.input_value("#typed") == ""
    kiosk.page.keyboard.press("ArrowDown")
    assert kiosk.page.input_value("#typed") == ""
    assert kiosk.page.get_attribute("#typed", "autocomplete") == "off"
    assert kiosk.page.get_attribute("#typed", "name") is None
    assert kiosk.page.locator("form").count() == 0


def test_a_slow_reader_gets_more_time_as_often_as_they_want(kiosk: KioskPage) -> None:
    kiosk.page.clock.install()
    named(kiosk)
    for _ in range(3):
        kiosk.page.clock.run_for(45_000)
        warning = kiosk.page.get_by_role("alertdialog", name="Quý khách còn dùng máy không?")
        more = warning.get_by_role("button", name="Thêm thời gian")
        assert more.evaluate("key => key === document.activeElement")
        said = warning.get_by_role("status").inner_text()
        assert said.startswith("Quý khách còn dùng máy không? Màn hình tự trở về đầu sau ")
        for _ in range(3):
            kiosk.page.keyboard.press("Tab")
            assert kiosk.page.evaluate("Boolean(document.activeElement.closest('#idle'))")
        more.click()
        assert warning.count() == 0
        assert (kiosk.screen(), kiosk.focus()) == ("name", "typed")
    assert kiosk.page.input_value("#typed") == NAME


def test_who_types_on_through_the_warning_loses_no_letter(kiosk: KioskPage) -> None:
    kiosk.page.clock.install()
    kiosk.choose("ho-tich")
    kiosk.by_name()
    for letters in ("Lo V", "an Ti", "nh"):
        kiosk.page.keyboard.type(letters)
        kiosk.page.clock.run_for(45_000)
        kiosk.see("Quý khách còn dùng máy không?")
    kiosk.page.keyboard.press("Backspace")
    assert kiosk.page.locator("#idle").is_hidden()
    assert kiosk.page.input_value("#typed") == "Lo Van Tin"


def test_a_touch_beside_the_warning_answers_it_and_presses_nothing(kiosk: KioskPage) -> None:
    kiosk.page.clock.install()
    named(kiosk)
    kiosk.page.clock.run_for(45_000)
    kiosk.see("Quý khách còn dùng máy không?")
    key = kiosk.page.locator("#board [data-sign=q]").bounding_box()
    kiosk.page.mouse.click(key["x"] + 10, key["y"] + 10)
    assert kiosk.page.locator("#idle").is_hidden()
    assert kiosk.page.input_value("#typed") == NAME
