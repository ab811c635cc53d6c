"""A citizen with a card at a real kiosk, whose scanner is a real port: from consent to the call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from cardscanner import PtyScanner
from citizencards import CHILD, GRANDMOTHER, HOA, NUMBER, TELEX_HOA
from hall import Pages, Served, start, write_config
from kioskpage import KioskPage
from reloading import order
from test_kiosk_wiped import HELD

pytestmark = pytest.mark.browser
TYPES = {"id": "k2", "name": {"vi": "Máy gõ", "en": "Typing"}, "scanner": {"type": "wedge"}}
# A scanner's keys come within one moment; each goes where a key would go.
TYPE = """text => {
  for (const key of [...text, "Enter"]) {
    const at = document.activeElement;
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    if (at.dispatchEvent(event) && key.length === 1 && at.matches("input")) at.value += key;
  }
}"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PtyScanner]:
    made = PtyScanner(tmp_path_factory.mktemp("by-id"))
    yield made
    made.unplug()


def settings(scanner: PtyScanner) -> dict[str, Any]:
    kiosk = {"id": "k1", "name": {"vi": "Cửa chính", "en": "Main door"}, "printer": "p1"}
    serial = {**kiosk, "scanner": {"port": str(scanner.port)}}
    return {"voices.engines": [], "kiosks": [serial, TYPES], "rules.per_person": "1"}


@pytest.fixture(scope="module")
def served(scanner: PtyScanner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("cards")
    config = write_config(folder / "config.yaml", settings(scanner))
    running = start("demo", config, folder / "data", folder / "log.txt")
    yield running
    running.stop()


@pytest.fixture
def kiosk(served: Served, pages: Pages) -> KioskPage:
    pages.expected = ("status of 409",)
    return KioskPage(pages, served)


def ask_for_card(kiosk: KioskPage, service: str = "chung-thuc") -> None:
    """As far as the screen that waits for it; the key is there once the scanner is."""
    kiosk.page.wait_for_function(
        "() => import('/kiosk/static/deeds.js').then(({ state }) => state.facts.cards)"
    )
    kiosk.choose(service)
    kiosk.press("#by-name")
    kiosk.press("#by-card")
    assert kiosk.screen() == "card"


def hold(kiosk: KioskPage, scanner: PtyScanner, card: str, seen: str) -> None:
    scanner.hold(card, kiosk.page.locator(seen).is_visible)


def typed(kiosk: KioskPage, text: str) -> None:
    kiosk.page.evaluate(TYPE, text)


def called(served: Served, pages: Pages) -> Any:
    """What the hall's screen shows after counter 6 has called its next."""
    screen = pages.open(f"{served.page}/display/", 1920, 1080)
    screen.wait_for_selector("html[data-live=up]")
    assert served.post("/counter/6/calls").status_code == 201
    return screen


def test_a_card_gives_the_name_and_the_number_is_called_by_it(
    kiosk: KioskPage, scanner: PtyScanner, served: Served, pages: Pages
) -> None:
    ask_for_card(kiosk, "ho-tich")
    hold(kiosk, scanner, HOA, "#name")
    assert kiosk.page.input_value("#typed") == "Trần Thị Hoa"
    kiosk.see("Họ tên đã đúng chưa?")
    kiosk.see("“Xin mời công dân Trần Thị Hoa, số B…, đến quầy số…”")
    with kiosk.page.expect_request("**/kiosk/tickets?*") as asked:
        kiosk.press("#take-name")
    assert kiosk.number().startswith("B0")
    assert asked.value.post_data_json["say_name"] is True
    assert NUMBER not in asked.value.post_data
    called(served, pages).get_by_text("Trần T** Hoa").first.wait_for()


def test_who_has_a_number_of_the_service_is_told_so(kiosk: KioskPage, scanner: PtyScanner) -> None:
    ask_for_card(kiosk, "ho-tich")
    hold(kiosk, scanner, HOA, "#name")
    kiosk.press("#take-name")
    kiosk.see("Quý khách đã lấy đủ số cho hôm nay.")
    assert kiosk.screen() == "name"


def test_a_child_is_called_by_number_and_its_name_is_nowhere(
    kiosk: KioskPage, scanner: PtyScanner
) -> None:
    ask_for_card(kiosk)
    hold(kiosk, scanner, child_of_today(), "#call")
    kiosk.see("Số của quý khách được gọi bằng số")
    assert kiosk.page.locator("#by-name").is_disabled()
    assert "Bảo Ngọc" not in kiosk.page.content()
    kiosk.press("#by-number")
    assert kiosk.number().startswith("A0")


def child_of_today() -> str:
    """Ten years old, whenever the test runs."""
    year = date.today().year - 10
    return CHILD.replace("10032012", f"0101{year}")


def test_who_is_75_is_offered_a_priority_that_staff_confirm(
    kiosk: KioskPage, scanner: PtyScanner
) -> None:
    ask_for_card(kiosk, "dat-dai")
    hold(kiosk, scanner, GRANDMOTHER, "#elderly")
    kiosk.see("Theo thẻ, quý khách sinh năm 1940. Cán bộ tại quầy sẽ xác nhận.")
    kiosk.press("[data-do=take-priority]")
    kiosk.see("Ưu tiên: Người từ 75 tuổi")
    with kiosk.page.expect_request("**/kiosk/tickets?*") as asked:
        kiosk.press("#take-name")
    assert kiosk.number().startswith("C0")
    assert asked.value.post_data_json["priority"] == "cao-tuoi"
    kiosk.press("#done")
    held = kiosk.page.evaluate(HELD)
    assert [
        each for each in ("1940", "Mận", asked.value.post_data_json["person"]) if each in held
    ] == []


def test_an_offered_priority_need_not_be_taken(kiosk: KioskPage, scanner: PtyScanner) -> None:
    ask_for_card(kiosk, "cu-tru")
    hold(kiosk, scanner, GRANDMOTHER, "#elderly")
    kiosk.press("[data-do=no-priority]")
    with kiosk.page.expect_request("**/kiosk/tickets?*") as asked:
        kiosk.press("#take-name")
    assert kiosk.number().startswith("G0")
    assert "priority" not in asked.value.post_data_json


def test_unreadable_twice_offers_a_number_without_the_card(
    kiosk: KioskPage, scanner: PtyScanner
) -> None:
    ask_for_card(kiosk)
    hold(kiosk, scanner, TELEX_HOA, "#without-card")
    kiosk.see("Chưa đọc được")
    kiosk.see("Giữ mã cách 10–15 cm")
    kiosk.press("#without-card")
    assert kiosk.number().startswith("A0")


def test_a_card_before_anybody_chose_it_or_after_they_left_is_not_read(
    kiosk: KioskPage, scanner: PtyScanner, served: Served
) -> None:
    before = read_so_far(served)
    scanner.pass_by(HOA)
    kiosk.choose()
    scanner.pass_by(HOA)
    kiosk.press("#by-name")
    scanner.pass_by(HOA)
    kiosk.press("#by-card")
    with kiosk.page.expect_response(
        lambda answer: "/kiosk/scans" in answer.url and answer.request.post_data_json["on"] is False
    ):
        kiosk.press("[data-do=back]")
    scanner.pass_by(HOA)
    kiosk.press("#by-number")
    assert kiosk.number().startswith("A0")
    assert read_so_far(served) == before


def read_so_far(served: Served) -> str:
    """As the light tells staff: so many cards, so many times unreadable."""
    home = served.get("/").text
    return home[home.index("thẻ đã đọc") - 10 :][:60]


def test_an_unplugged_scanner_takes_its_key_away_and_staff_see_why(
    kiosk: KioskPage, scanner: PtyScanner, served: Served
) -> None:
    ask_for_card(kiosk)
    scanner.unplug()
    kiosk.see("Hiện không đọc được thẻ")
    kiosk.press("[data-do=back]")
    kiosk.press("#by-name")
    assert kiosk.page.locator("#how").is_hidden()
    kiosk.see("Quý khách đã đủ 16 tuổi chưa?")
    assert str(scanner.port) in served.get("/").text
    kiosk.press("[data-do=adult]")
    kiosk.press("[data-do=back]")
    scanner.plug()
    kiosk.see("Quý khách quét thẻ căn cước hoặc gõ tên.")
    kiosk.press("#by-name")
    kiosk.press("#by-card")
    hold(kiosk, scanner, HOA, "#name")
    assert kiosk.page.input_value("#typed") == "Trần Thị Hoa"


def test_new_settings_do_not_wait_for_a_citizen_with_a_card_and_it_is_read_afterwards(
    kiosk: KioskPage, scanner: PtyScanner, served: Served
) -> None:
    ask_for_card(kiosk)
    write_config(served.config, {**settings(scanner), "office.phone": "0200 111 111"})
    told = order(served)
    assert told.status_code == 201, told.text
    hold(kiosk, scanner, HOA, "#name")
    assert kiosk.page.input_value("#typed") == "Trần Thị Hoa"


@pytest.fixture
def typing(served: Served, pages: Pages) -> KioskPage:
    return KioskPage(pages, served, query="?id=k2")


def dump(card: str) -> str:
    return card.encode().hex().upper()


def test_a_scanner_that_types_a_hex_dump_is_read(typing: KioskPage) -> None:
    ask_for_card(typing, "bao-tro")
    typed(typing, dump(HOA))
    typing.page.wait_for_selector("#name:not([hidden])")
    assert typing.page.input_value("#typed") == "Trần Thị Hoa"
    typing.press("#take-name")
    assert typing.number().startswith("E0")


def test_after_the_first_failure_it_is_tried_again(typing: KioskPage) -> None:
    ask_for_card(typing)
    typed(typing, dump(TELEX_HOA))
    typing.see("Giữ mã cách 10–15 cm")
    assert typing.page.locator("#without-card").is_hidden()
    typed(typing, dump(TELEX_HOA))
    typing.page.wait_for_selector("#without-card:not([hidden])")
    typed(typing, dump(HOA))
    typing.page.wait_for_selector("#name:not([hidden])")


def test_a_scanner_that_types_letters_sends_nothing_of_them(
    typing: KioskPage, served: Served
) -> None:
    ask_for_card(typing)
    with typing.page.expect_request("**/kiosk/cards?*") as asked:
        typed(typing, TELEX_HOA)
    assert asked.value.post_data_json == {"hex": None}
    typing.see("Máy quét chưa đặt đúng")
    assert "Máy quét gõ mất dấu tiếng Việt" in served.get("/").text


@pytest.mark.parametrize("text", [HOA, dump(HOA)], ids=["letters", "hex dump"])
def test_a_card_that_is_typed_where_nobody_asked_for_it_is_dropped(
    typing: KioskPage, text: str
) -> None:
    asked: list[str] = []
    typing.page.on("request", lambda request: asked.append(request.url))
    typed(typing, text)
    assert typing.screen() == "home"
    typing.choose()
    typing.press("#by-name")
    typed(typing, text)
    assert typing.page.locator("#how[open]").count() == 1
    typing.press("[data-do=by-typing]")
    typing.press("[data-do=child]")
    typing.press("[data-do=back]")
    typing.press("#seek")
    typing.page.fill("#sought", text[:110])
    assert typing.page.input_value("#sought") == ""
    assert [url for url in asked if "/kiosk/" in url and "static" not in url] == []
