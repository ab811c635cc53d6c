"""A guide at a real keyboard: a number in two keys, a lost slip in a few letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe import AXE, LOOK
from deskpage import take
from hall import Pages, Served

pytestmark = pytest.mark.browser

LOSES_TWO = """(what) => {
  const real = window.fetch;
  let left = 2;
  window.fetch = async (url, more) => {
    const answer = await real(url, more);
    if (String(url).includes(`/guide/${what}`) && left-- > 0) throw new TypeError("lost");
    return answer;
  };
}"""


def desk(
    pages: Pages, served: Served, width: int = 1366, height: int = 768, query: str = ""
) -> Any:
    page = pages.open(f"{served.page}/kiosk/?guide{query}", width, height)
    page.wait_for_selector("html[data-live=up]")
    return page


def number(page: Any, label: str) -> None:
    page.wait_for_selector(f'#given[data-state=given] #given-number[aria-label="{label}"]')


def test_a_guide_gives_numbers_and_finds_a_slip_by_the_keyboard_alone(
    serving: Callable[..., Served], pages: Pages
) -> None:
    served = serving()
    take(served, name="Trần Thị Hoa", say_name=True)
    page = desk(pages, served)
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    number(page, "A002")
    page.locator("#given-slip", has_text="Đã in phiếu").wait_for()
    # Typed ahead: nobody waits for the answer of the one before.
    for key in ("b", "1", "Enter", "c", "Enter"):
        page.keyboard.press(key)
    number(page, "C001")
    assert page.locator("[name=service]:checked").count() == 0
    assert served.post("/kiosk/finds", {"text": "B1"}).json()["tickets"][0]["priority"]

    page.keyboard.press("F2")
    page.keyboard.type("ly a pao")
    page.locator("#say").check()
    page.keyboard.press("g")
    page.keyboard.press("Enter")
    number(page, "G001")
    assert served.post("/kiosk/finds", {"text": "pao"}).json()["tickets"][0]["say_name"]

    page.keyboard.press("/")
    page.keyboard.type("hoa")
    row = page.locator("#found .row", has_text="Trần Thị Hoa")
    row.locator("[role=img][aria-label=A001]").wait_for()
    for key in ("Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    row.locator(".why", has_text="Đã in phiếu").wait_for()
    assert "hoa" not in page.url
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert page.locator("#found .row").count() == 0
    assert "Hoa" not in served.log.read_text("utf-8")


def test_several_files_and_what_comes_after_are_two_keys_more(
    serving: Callable[..., Served], pages: Pages
) -> None:
    served = serving()
    page = desk(pages, served)
    for key in ("a", "+", "+", "+", "-", "Shift+C", "Enter"):
        page.keyboard.press(key)
    number(page, "A001")
    page.locator("#given-more", has_text="3 hồ sơ · xong thì sang C").wait_for()
    assert (page.input_value("#quantity"), page.input_value("#planned")) == ("1", "")
    # Nothing follows itself, and the same keys again take it back.
    for key in ("Shift+C", "c"):
        page.keyboard.press(key)
    assert page.input_value("#planned") == ""
    for key in ("Shift+A", "Shift+A", "Enter"):
        page.keyboard.press(key)
    number(page, "C001")
    assert page.text_content("#given-more") == ""

    page.keyboard.press("b")
    page.fill("#quantity", "21")
    page.keyboard.press("Enter")
    page.locator("#given-slip", has_text="1 đến 20 hồ sơ").wait_for()
    assert page.input_value("#quantity") == "21"

    served.post("/counter/1/states", {"state": "open"})
    served.post("/counter/1/calls", {})
    console = pages.open(f"{served.page}/counter/1")
    console.locator("[data-part=besides]", has_text="3 hồ sơ, rồi sang Đất đai").wait_for()
    console.keyboard.press("Enter")
    console.locator("[data-part=smart-line]", has_text="A001 sang Đất đai").wait_for()
    console.keyboard.press("f")
    console.locator("[data-part=note]", has_text="A001 sang Đất đai").wait_for()
    found = served.post("/kiosk/finds", {"text": "A1"}).json()["tickets"][0]
    assert (found["state"], found["service"]) == ("waiting", "dat-dai")


def test_after_hours_enter_takes_the_reason_that_is_focused(
    serving: Callable[..., Served], pages: Pages
) -> None:
    page = desk(pages, serving())
    page.locator("#closed").evaluate("box => { box.hidden = false; }")
    for key in ("a", "Enter"):
        page.keyboard.press(key)
    page.locator("#given-slip", has_text="chọn lý do").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    number(page, "A001")


def test_a_lost_reply_never_makes_two_numbers(serving: Callable[..., Served], pages: Pages) -> None:
    served = serving()
    page = desk(pages, served)
    # The same key with another wish: refused, and asked for again as it was.
    pages.expected = ("422",)
    page.evaluate(LOSES_TWO, "tickets")
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#given[data-state=refused]")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    number(page, "A001")
    assert len(served.post("/kiosk/finds", {}).json()["tickets"]) == 1


def test_a_refused_wish_does_not_write_over_the_next_persons_name(
    serving: Callable[..., Served], pages: Pages
) -> None:
    page = desk(pages, serving())
    pages.expected = ("409",)
    held: list[Any] = []
    page.route("**/guide/tickets**", lambda route: held.append(route))
    page.keyboard.press("F2")
    page.keyboard.type("Trần Thị Hoa")
    page.locator("#say").check()
    page.keyboard.press("a")
    with page.expect_request("**/guide/tickets**"):
        page.keyboard.press("Enter")
    page.keyboard.press("F2")
    page.keyboard.type("Lê Văn")
    told = {"error": "quota_full", "message": "Lĩnh vực này đã hết số hôm nay."}
    held[0].fulfill(status=409, json=told)
    page.wait_for_selector("#given[data-state=refused]")
    page.keyboard.type(" Bình")
    assert page.input_value("#name") == "Lê Văn Bình"
    assert not page.locator("#say").is_checked()


@pytest.mark.long
@pytest.mark.parametrize("size", [(1366, 768), (1280, 800), (1080, 1920)])
def test_axe_finds_nothing_and_the_red_key_is_in_sight(
    serving: Callable[..., Served], pages: Pages, size: tuple[int, int]
) -> None:
    served = serving()
    take(served, name="Trần Thị Hoa")
    page = desk(pages, served, *size)
    for key in ("a", "Enter"):
        page.keyboard.press(key)
    number(page, "A002")
    page.keyboard.press("/")
    page.keyboard.type("hoa")
    page.locator("#found .row").wait_for()
    page.locator("#closed").evaluate("box => { box.hidden = false; }")
    key = page.locator("#go").bounding_box()
    assert key["y"] + key["height"] <= size[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.evaluate(AXE)
    assert page.evaluate(LOOK) == []
