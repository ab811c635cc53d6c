"""The desk in a small window beside another program: the same keys, the same room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from axe import AXE, LOOK
from deskpage import PAPERLESS, QUICK, DeskPage, take
from guarded import OPEN
from hall import Pages, Served, start, write_config

pytestmark = pytest.mark.browser
Serving = Callable[..., Served]
RULER = (Path(__file__).parent / "compactruler.js").read_text("utf-8")
SIZES = ((380, 200), (420, 240))
STATES = ("ready", "named", "long", "serving", "priority", "paused", "closed")
LONG = "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Diễm Quỳnh Anh"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all that is looked at; each test has a counter of its own."""
    folder = tmp_path_factory.mktemp("compact")
    changes = {"voices.engines": [], **QUICK, **OPEN}
    settings = write_config(folder / "config.yaml", changes)
    running = start("demo", settings, folder / "data", folder / "log.txt")
    yield running
    running.stop()


def small(pages: Pages, served: Served, counter: int = 1, query: str = "?compact") -> DeskPage:
    return DeskPage(pages, served, counter, SIZES[0], query)


def press(served: Served, counter: int, thing: str, **body: Any) -> None:
    answer = served.post(f"/counter/{counter}/{thing}", body)
    assert answer.ok, answer.text


def test_a_turn_by_the_keys_of_the_full_page(serving: Serving, pages: Pages) -> None:
    served = serving({**QUICK, **PAPERLESS, **OPEN})
    assert [take(served) for _ in range(4)] == ["A001", "A002", "A003", "A004"]
    desk = small(pages, served)
    desk.shows("count", "4 đang chờ")
    desk.shows("vacant-line", "Số tiếp theo là A001")
    desk.keys("Enter")
    desk.number("A001")
    desk.shows("state", "Đang gọi")
    desk.keys("*")
    desk.shows("note", "Đã gọi lại A001, lần 2")
    desk.keys("-")
    desk.vacant()
    desk.keys("+")
    desk.number("A002")
    desk.keys("u")
    desk.vacant()
    desk.keys("Enter")
    desk.number("A002")
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")
    desk.keys("Enter")
    desk.number("A003")
    assert desk.page.title().startswith("A003 · Quầy 1")
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")
    desk.keys("f")
    desk.vacant()
    desk.keys("q")
    desk.shows("state", "Chưa mở")
    desk.keys("Enter")
    desk.shows("state", "Sẵn sàng")


def test_by_mouse_the_keys_do_the_same(hall: Served, pages: Pages) -> None:
    take(hall, "dat-dai")
    desk = small(pages, hall, 7)
    desk.page.click("[data-part=smart]")
    desk.number("C001")
    desk.page.click("[data-move=recall]")
    desk.shows("note", "lần 2")
    desk.page.click("[data-move=absent]")
    desk.vacant()


def test_both_windows_show_one_desk(hall: Served, pages: Pages) -> None:
    label = take(hall, "ho-tich")
    full, beside = DeskPage(pages, hall, 6), small(pages, hall, 6)
    beside.keys("Enter")
    full.number(label)
    full.keys("Enter")
    beside.shows("state", "Đang phục vụ")
    beside.keys("f")
    full.vacant()


def test_what_asks_something_is_sent_to_the_full_page(hall: Served, pages: Pages) -> None:
    take(hall, "ho-kinh-doanh")
    desk = small(pages, hall, 8)
    desk.keys("Enter")
    desk.shows("note", "Đã gọi D001")
    desk.keys("Enter")
    desk.shows("note", "Đã bắt đầu phục vụ D001")
    for key in ("t", "/", "l", "n", "ArrowDown", "1"):
        desk.keys("*")
        desk.shows("note", "Chưa bấm được")
        desk.keys(key)
        desk.shows("note", "Việc này làm ở trang đầy đủ: bấm W.")


def test_a_priority_that_waits_to_be_confirmed_is_judged_by_one_key(
    hall: Served, pages: Pages
) -> None:
    take(hall, "cu-tru", priority="mang-thai")
    desk = small(pages, hall, 9)
    desk.keys("Enter")
    desk.shows("note", "Đã gọi G001")
    desk.page.reload()
    desk.shows("note", "chờ xác nhận: X đúng, K không thuộc diện")
    desk.keys("x")
    desk.shows("note", "Đã xác nhận ưu tiên của G001")


def test_w_opens_the_small_window_and_leads_back(hall: Served, pages: Pages) -> None:
    full = DeskPage(pages, hall, 2)
    with full.page.expect_popup() as opened:
        full.keys("w")
    beside = opened.value
    beside.wait_for_selector("html[data-live=up]")
    assert beside.evaluate("[innerWidth, innerHeight]") == [380, 200]
    assert beside.locator("h1").inner_text() == "Quầy 2"
    with beside.expect_event("close"), suppress(Exception):
        beside.keyboard.press("w")
    full.page.wait_for_selector("html[data-live=up]")
    assert full.page.url.endswith("/counter/2") and len(full.page.context.pages) == 1
    with full.page.expect_popup() as opened:
        full.page.click("[data-part=compact]")
    assert opened.value.url.endswith("/counter/2?compact")


def test_a_lost_server_is_said_and_found_again(serving: Serving, pages: Pages) -> None:
    served = serving({**QUICK, **PAPERLESS, **OPEN})
    desk = small(pages, served)
    desk.page.context.set_offline(True)
    served.stop()
    desk.shows("note", "Mất kết nối máy chủ")
    desk.shows("smart-line", "Mất kết nối")


def lay_out(hall: Served, state: str) -> None:
    """Counter 1 in this state, whatever it was in."""
    hall.post("/counter/1/states", {"state": "open"})
    hall.post("/counter/1/starts", {})
    hall.post("/counter/1/finishes", {})
    if state in ("paused", "closed"):
        reason = {"reason": "nghi-giua-gio"} if state == "paused" else {}
        press(hall, 1, "states", state=state, **reason)
    elif state != "ready":
        name = {"named": "Nguyễn Thị Hồng Phượng", "long": LONG}.get(state)
        named = {"name": name, "say_name": True} if name else {}
        first = {"priority": "mang-thai"} if state == "priority" else {}
        path = "/kiosk/tickets" if first else "/counter/1/tickets"
        made = hall.post(path, {"service": "chung-thuc", **named, **first})
        ticket = made.json()["ticket"]["id"]
        press(hall, 1, "calls", ticket=ticket, reason="ly-do-khac")
        if state == "serving":
            press(hall, 1, "starts")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_stands_in_its_place_and_can_be_read(
    hall: Served, pages: Pages, state: str, language: str
) -> None:
    lay_out(hall, state)
    wrong: dict[str, list[str]] = {}
    desk = small(pages, hall, query=f"?compact&lang={language}")
    desk.page.evaluate(AXE)
    for width, height in SIZES:
        desk.page.set_viewport_size({"width": width, "height": height})
        found = desk.page.evaluate(RULER) + desk.page.evaluate(LOOK)
        # A minus sign is no text to axe; it has the colour of the word beside it.
        found = [fault for fault in found if "only non-text characters" not in fault]
        wrong |= {f"{width}×{height}": found} if found else {}
    assert wrong == {}
