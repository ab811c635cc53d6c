"""A citizen at the kiosk in a real browser: from the first touch to the number, and away."""

from __future__ import annotations

import io
import re

import pytest
import zxingcpp
from hall import Pages, Served
from kioskpage import KioskPage
from PIL import Image

from kiosk.names import BadName, tidy

pytestmark = pytest.mark.browser
LOSE_THE_FIRST_ANSWER = """() => {
  const real = window.fetch;
  window.fetch = async (url, how) => {
    const answer = await real(url, how);
    if (window.lost || !String(url).includes("/kiosk/tickets")) return answer;
    window.lost = true;
    throw new TypeError("the line broke after the server had answered");
  };
}"""


@pytest.fixture
def kiosk(served: Served, pages: Pages) -> KioskPage:
    return KioskPage(pages, served)


def test_three_touches_give_a_number_and_its_slip(kiosk: KioskPage) -> None:
    before = kiosk.waiting()
    kiosk.choose()
    kiosk.press("#by-number")
    assert kiosk.number().startswith("A0")
    people = "Không có ai" if before == 0 else f"{before} người"
    assert kiosk.page.inner_text("#ahead") == people
    assert kiosk.page.inner_text("#counters") == "1, 2, 3, 4 hoặc 5"
    kiosk.see("Mời nhận phiếu")
    kiosk.page.wait_for_selector("#qr path")
    drawn = Image.open(io.BytesIO(kiosk.page.locator("#qr").screenshot()))
    (read,) = zxingcpp.read_barcodes(drawn)
    assert re.search(r"/t/[\w-]+$", read.text)
    kiosk.press("#done")
    assert kiosk.screen() == "home"
    kiosk.see(f"{before + 1} đang chờ")


def test_a_double_tap_gives_one_number(kiosk: KioskPage) -> None:
    before = kiosk.waiting()
    kiosk.page.dblclick("[data-service=chung-thuc]")
    assert kiosk.screen() == "call"
    kiosk.page.dblclick("#by-number")
    assert kiosk.number().startswith("A0")
    assert kiosk.screen() == "number"
    assert kiosk.waiting() == before + 1


def test_a_lost_answer_is_asked_for_again_and_gives_the_same_number(kiosk: KioskPage) -> None:
    before = kiosk.waiting()
    kiosk.page.evaluate(LOSE_THE_FIRST_ANSWER)
    kiosk.choose()
    kiosk.press("#by-number")
    assert kiosk.number().startswith("A0")
    assert kiosk.page.evaluate("window.lost") is True
    assert kiosk.waiting() == before + 1


def test_a_number_is_taken_by_keyboard_alone(kiosk: KioskPage) -> None:
    keys = kiosk.page.keyboard
    keys.press("Tab")
    assert kiosk.page.evaluate("document.activeElement.dataset.service") == "chung-thuc"
    keys.press("Enter")
    assert (kiosk.screen(), kiosk.focus()) == ("call", "by-number")
    keys.press("Tab")
    assert kiosk.focus() == "by-name"
    keys.press("Enter")
    kiosk.see("Quý khách đã đủ 16 tuổi chưa?")
    keys.press("Enter")
    assert (kiosk.screen(), kiosk.focus()) == ("name", "typed")
    keys.type("trần thị hoa")
    keys.press("Enter")
    assert kiosk.number().startswith("A0")
    kiosk.see("Mời nhận phiếu")
    keys.press("Tab")
    assert kiosk.focus() == "reprint"
    keys.press("Tab")
    assert kiosk.focus() == "done"
    keys.press("Enter")
    assert kiosk.screen() == "home"


def test_a_name_is_spelt_on_the_screen_and_shown_as_it_will_be_called(kiosk: KioskPage) -> None:
    kiosk.choose()
    consent = kiosk.page.inner_text("#consent")
    assert "đồng ý" in consent
    assert "bản 1" in consent
    kiosk.by_name()
    kiosk.spell(*"trân", "huyen", " ", *"hoa", "huyen", " ", *"annn", "<", "<")
    assert kiosk.page.input_value("#typed") == "Trần Hòa An"
    kiosk.see("Xin mời công dân Trần Hòa An, số A…, đến quầy số…")
    with kiosk.page.expect_request("**/kiosk/tickets?*") as asked:
        kiosk.press("#take-name")
    sent = asked.value.post_data_json
    assert (sent["name"], sent["say_name"], sent["consent"]) == ("Trần Hòa An", True, "1")
    assert "Hòa" not in asked.value.url
    assert kiosk.number().startswith("A0")
    assert "Hòa" not in kiosk.page.content()
    assert kiosk.page.input_value("#typed") == ""


def test_who_is_under_16_is_called_by_number(kiosk: KioskPage) -> None:
    kiosk.choose()
    kiosk.press("#by-name")
    kiosk.press("[data-do=child]")
    assert (kiosk.screen(), kiosk.focus()) == ("call", "by-number")
    kiosk.see("Dành cho người từ 16 tuổi. Xin chọn Chỉ gọi số.")
    kiosk.press("#by-number")
    assert kiosk.number().startswith("A0")


def test_who_was_taken_for_a_child_by_mistake_is_asked_again(kiosk: KioskPage) -> None:
    kiosk.choose()
    kiosk.press("#by-name")
    kiosk.press("[data-do=child]")
    kiosk.press("#by-name")
    kiosk.see("Quý khách đã đủ 16 tuổi chưa?")
    kiosk.press("[data-do=child]")
    kiosk.press("[data-do=back]")
    kiosk.choose("ho-tich")
    kiosk.see("Quý khách gõ tên của mình.")
    kiosk.press("#by-name")
    kiosk.press("[data-do=adult]")
    assert kiosk.screen() == "name"
    kiosk.press("[data-do=back]")
    kiosk.press("[data-do=back]")
    kiosk.choose()
    kiosk.press("#by-name")
    kiosk.see("Quý khách đã đủ 16 tuổi chưa?")


def test_a_name_without_letters_is_refused_with_a_sentence(kiosk: KioskPage) -> None:
    kiosk.choose()
    kiosk.by_name()
    before = kiosk.waiting()
    kiosk.page.fill("#typed", "2026")
    kiosk.press("#take-name")
    kiosk.see("Tên cần có chữ cái. Xin gõ họ và tên.")
    assert kiosk.screen() == "name"
    assert kiosk.waiting() == before


def test_whoever_typed_a_refused_name_types_on_at_once(kiosk: KioskPage, pages: Pages) -> None:
    pages.expected = ("400",)
    kiosk.choose()
    kiosk.by_name()
    kiosk.page.fill("#typed", "Con đĩ")
    kiosk.press("#take-name")
    kiosk.see("Tên này không đọc trên loa được.")
    kiosk.page.wait_for_function("() => document.activeElement.id === 'typed'")
    for _ in "Con đĩ":
        kiosk.page.keyboard.press("Backspace")
    kiosk.page.keyboard.type("Hoa")
    assert kiosk.page.input_value("#typed") == "Hoa"


def test_the_whole_page_changes_its_language_and_keeps_what_was_chosen(kiosk: KioskPage) -> None:
    kiosk.choose("ho-tich")
    kiosk.press("[data-lang=en]")
    kiosk.see("How would you like")
    assert kiosk.page.evaluate("document.documentElement.lang") == "en"
    assert kiosk.screen() == "call"
    kiosk.see("Civil status")
    kiosk.see("“Number B…, please go to counter…”")
    with kiosk.page.expect_request("**/kiosk/tickets?*") as asked:
        kiosk.press("#by-number")
    assert asked.value.post_data_json["language"] == "en"
    kiosk.see("Please take your slip")
    kiosk.press("#done")
    kiosk.see("chọn lĩnh vực")
    assert kiosk.page.evaluate("document.documentElement.lang") == "vi"


def test_a_priority_is_chosen_by_the_citizen_and_sent(kiosk: KioskPage) -> None:
    kiosk.press("#priority")
    kiosk.press("#priorities [data-priority=cao-tuoi]")
    kiosk.see("Ưu tiên: Người từ 75 tuổi")
    kiosk.choose()
    with kiosk.page.expect_request("**/kiosk/tickets?*") as asked:
        kiosk.press("#by-number")
    assert asked.value.post_data_json["priority"] == "cao-tuoi"
    kiosk.press("#done")
    assert kiosk.page.inner_text("[data-priority]:not(button)") == "Ưu tiên…"


def test_an_idle_kiosk_warns_and_then_wipes_what_was_typed(kiosk: KioskPage) -> None:
    kiosk.page.clock.install()
    kiosk.choose()
    kiosk.by_name()
    kiosk.page.fill("#typed", "Lò Văn Tình")
    kiosk.page.clock.run_for(45_000)
    kiosk.see("Quý khách còn dùng máy không?")
    kiosk.press("[data-do=stay]")
    kiosk.page.clock.run_for(30_000)
    assert kiosk.page.input_value("#typed") == "Lò Văn Tình"
    kiosk.page.clock.run_for(31_000)
    kiosk.page.wait_for_selector("#home:not([hidden])")
    assert "Tình" not in kiosk.page.content()
    # The next citizen has a look first: a touch at once would be taken for a double tap.
    kiosk.page.clock.run_for(1_000)
    # So much time at once has ended the live connection, which comes back by itself.
    kiosk.page.wait_for_selector("html[data-live=up]")
    kiosk.choose()
    kiosk.by_name()
    assert kiosk.page.input_value("#typed") == ""
    assert kiosk.page.evaluate("sessionStorage.length") == 0


def test_a_reload_shows_the_last_number_until_it_is_done_with(kiosk: KioskPage) -> None:
    kiosk.choose()
    kiosk.press("#by-number")
    given = kiosk.number()
    kiosk.page.reload()
    assert kiosk.number() == given
    kiosk.press("#done")
    kiosk.page.reload()
    assert kiosk.screen() == "home"


def test_the_page_writes_a_name_as_the_server_will(kiosk: KioskPage) -> None:
    typed = ["TRẦN  THỊ HOA", "h'hen niê", "Nguyễn Văn a", "12", "", "a" * 61, "Ho\u200ba", "សុខ"]
    shown = kiosk.page.evaluate(
        """async (all) => {
          const { tidy } = await import("/kiosk/static/names.js");
          return all.map(tidy).map(({ name, fault }) => fault || name);
        }""",
        typed,
    )
    assert shown == [called(name) for name in typed]


def called(typed: str) -> str:
    try:
        return tidy(typed)
    except BadName as fault:
        return fault.reason
