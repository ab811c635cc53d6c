"""The desk when things go wrong: two windows, lost replies, a lost server, keys that may not be."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from deskpage import BOUNCE_SECONDS, PAPERLESS, QUICK, DeskPage, take
from hall import Pages, Served

pytestmark = pytest.mark.browser
Serving = Callable[..., Served]
SIGN_SECONDS = 6
TWICE = """async () => {
  for (const again of [1, 2]) {
    const event = { key: "Enter", code: "Enter", bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", event));
    await new Promise((go) => setTimeout(go, 60));
  }
}"""


@pytest.fixture
def served(serving: Serving) -> Served:
    """A hall where two citizens wait."""
    hall = serving({**QUICK, **PAPERLESS})
    assert [take(hall) for _ in range(2)] == ["A001", "A002"]
    return hall


def test_two_windows_of_one_counter_never_call_twice(served: Served, pages: Pages) -> None:
    first, second = DeskPage(pages, served), DeskPage(pages, served)
    held: list[Any] = []
    second.page.route("**/calls", lambda route: held.append(route))
    second.keys("Enter")
    while not held:
        second.page.wait_for_timeout(20)
    first.keys("Enter")
    first.number("A001")
    held[0].continue_()
    second.shows("note", "Quầy vừa thay đổi ở nơi khác")
    second.number("A001")
    second.lists("waiting", "A002")
    # Chromium itself writes a line about every 4xx; the page has nothing else to complain of.
    assert all("409" in line for line in pages.complaints)
    pages.complaints.clear()


def test_a_lost_reply_is_asked_again_and_calls_once(served: Served, pages: Pages) -> None:
    desk = DeskPage(pages, served)
    bodies: list[str] = []
    cookies = {each["name"]: each["value"] for each in desk.page.context.cookies()}

    def lose_the_first(route: Any) -> None:
        bodies.append(route.request.post_data)
        if len(bodies) == 1:
            assert served.post("/counter/1/calls", json.loads(bodies[0]), cookies=cookies).ok
            route.abort()
        else:
            route.continue_()

    desk.page.route("**/calls", lose_the_first)
    desk.keys("Enter")
    desk.number("A001")
    desk.shows("note", "Đã gọi A001")
    assert bodies[0] == bodies[1]
    desk.lists("waiting", "A002")


def test_an_enter_held_down_or_pressed_twice_is_one_press(served: Served, pages: Pages) -> None:
    desk = DeskPage(pages, served)
    for _ in range(5):
        desk.page.keyboard.down("Enter")
    desk.page.keyboard.up("Enter")
    desk.number("A001")
    desk.shows("state", "Đang gọi")
    time.sleep(BOUNCE_SECONDS)
    desk.page.evaluate(TWICE)
    desk.shows("state", "Đang phục vụ")
    desk.lists("waiting", "A002")


def test_a_lost_server_is_seen_and_comes_back_without_a_reload(
    served: Served, pages: Pages
) -> None:
    desk = DeskPage(pages, served)
    desk.keys("Enter")
    desk.number("A001")
    served.kill()
    lost = time.monotonic()
    desk.shows("lost", "Mất kết nối máy chủ")
    assert time.monotonic() - lost < SIGN_SECONDS
    desk.shows("smart-line", "Mất kết nối")
    assert desk.page.get_attribute('[data-move="recall"]', "aria-disabled") == "true"
    desk.keys("*")
    desk.shows("note", "Chưa bấm được: mất kết nối.")
    served.again()
    desk.page.locator('[data-part="lost"]').wait_for(state="hidden", timeout=15000)
    desk.keys("*")
    desk.shows("called", "2 lần")


def test_the_wish_to_pause_outlives_a_server_that_is_away_as_the_turn_ends(
    served: Served, pages: Pages
) -> None:
    desk = DeskPage(pages, served)
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")
    desk.keys("n", "1", "Enter")
    desk.shows("pause-why", "Sẽ tạm ngừng: Nghỉ giữa giờ")
    lost: list[str] = []

    def lose_two(route: Any) -> None:
        lost.append(route.request.url)
        if len(lost) <= 2:
            route.abort()
        else:
            route.continue_()

    desk.page.route("**/states", lose_two)
    desk.keys("Enter")
    desk.shows("note", "Máy chủ không trả lời")
    desk.shows("pause-why", "Sẽ tạm ngừng: Nghỉ giữa giờ")
    desk.shows("state", "Tạm dừng")
    assert len(lost) == 3
    desk.keys("Enter")
    desk.shows("state", "Sẵn sàng")
    desk.page.wait_for_timeout(600)
    desk.shows("state", "Sẵn sàng")
    desk.lists("waiting", "A002")


def test_the_wish_to_pause_waits_for_a_lost_server(served: Served, pages: Pages) -> None:
    desk = DeskPage(pages, served)
    desk.keys("Enter", "Enter")
    desk.shows("state", "Đang phục vụ")
    desk.keys("n", "1", "Enter")
    desk.shows("pause-why", "Sẽ tạm ngừng: Nghỉ giữa giờ")
    served.kill()
    desk.shows("lost", "Mất kết nối máy chủ")
    served.again()
    desk.page.locator('[data-part="lost"]').wait_for(state="hidden", timeout=15000)
    assert served.post("/counter/1/finishes").ok
    desk.shows("state", "Tạm dừng")


def test_a_dashed_key_says_why_in_words(serving: Serving, pages: Pages) -> None:
    hall = serving()
    take(hall)
    desk = DeskPage(pages, hall)
    for key in desk.page.locator('.here .btn[aria-disabled="true"]').all():
        assert key.locator(".why, .line").inner_text().strip()
    desk.keys("*")
    desk.shows("note", "Chưa bấm được: quầy đang trống.")
    desk.keys("Enter")
    desk.number("A001")
    recall = desk.page.locator('[data-move="recall"] .why')
    assert recall.inner_text().startswith("Còn ")
    desk.keys("*")
    desk.shows("note", "Chưa bấm được: còn ")


def test_one_press_offers_arrived_and_absent(serving: Serving, pages: Pages) -> None:
    hall = serving({**QUICK, **PAPERLESS, "rules.flow": "one_press", "rules.arrival_floor": "600"})
    take(hall)
    take(hall)
    desk = DeskPage(pages, hall)
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("Enter")
    desk.shows("note", "Bấm D nếu đã đến, V nếu vắng mặt.")
    desk.keys("d")
    desk.shows("state", "Đang phục vụ")
    desk.keys("Enter")
    desk.number("A002")


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1920, 1080)])
def test_the_desk_fits_its_screen(served: Served, pages: Pages, size: tuple[int, int]) -> None:
    desk = DeskPage(pages, served, size=size)
    page = "document.documentElement"
    assert desk.page.evaluate(f"{page}.scrollHeight") <= size[1]
    assert desk.page.evaluate(f"{page}.scrollWidth") <= size[0]
    cut = desk.page.evaluate(
        "() => [...document.querySelectorAll('.here .word, .pause, .health, .note')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2)"
        ".map(e => e.textContent)"
    )
    assert cut == []
    bottom = desk.page.locator(".here .note").bounding_box()
    assert bottom["y"] + bottom["height"] <= size[1]


def test_in_english(served: Served, pages: Pages) -> None:
    desk = DeskPage(pages, served, query="?lang=en")
    desk.keys("Enter")
    desk.number("A001")
    desk.shows("note", "A001 called.")
    desk.keys("m")
    desk.shows("note", "Not now: somebody is here.")
    rows = desk.page.locator("[data-part=waiting] .row")
    before = rows.count()
    assert served.post("/kiosk/tickets", {"service": "chung-thuc"}).status_code == 201
    rows.nth(before).wait_for(timeout=10_000)
    assert "Printer" in desk.page.inner_text("[data-part=health]"), "also what came by itself"
