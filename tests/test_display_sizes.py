"""The picture of the hall's screen grows with it, and tells when it is no longer true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hall import Pages, Served
from hallboard import Snapshot, hand, handed, large

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (3840, 2160)]


@pytest.fixture
def show(served: Served, pages: Pages) -> Callable[..., Any]:
    """`show(snapshot(now), 1920, 1080)`: a page with this snapshot on it."""

    def open_page(make: Snapshot, width: int, height: int) -> Any:
        page = handed(pages, served, "", width, height)
        hand(page, make)
        return page

    return open_page


def test_a_4k_screen_shows_the_same_picture_twice_as_large(show: Callable[..., Any]) -> None:
    page = show(large(3, 60_000), 1920, 1080)
    sizes = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        box = page.locator("#newest .who .num").bounding_box()
        sizes.append([box["x"], box["y"], box["width"], box["height"]])
    assert sizes[1] == pytest.approx([2 * value for value in sizes[0]], abs=2)


def test_every_counter_of_31_has_its_turn_in_the_list(show: Callable[..., Any]) -> None:
    page = show(large(1, 0), 1920, 1080)
    parts = page.evaluate(
        """async () => {
          const {pagesOf, turn} = await import("/display/static/parts.js");
          const pages = pagesOf(Array.from({length: 31}, (_, i) => i + 1), 9);
          return [0, 1, 2, 3].map((n) => pages[turn(pages.length, n * 12000, 12000)]);
        }"""
    )
    assert [n for part in parts for n in part] == list(range(1, 32))
    assert max(map(len, parts)) <= 9


def test_a_minute_without_the_server_clears_what_is_no_longer_true(
    show: Callable[..., Any],
) -> None:
    page = show(large(3, 60_000), 1920, 1080)
    assert page.locator("#newest .num").count() == 2
    page.evaluate(
        """() => {
          const real = performance.now.bind(performance);
          board.state(false);
          performance.now = () => real() + 61000;
        }"""
    )
    page.get_by_text("Đang chờ kết nối lại").wait_for()
    assert page.locator("#newest .num").count() == 0
    assert page.locator("#desks").evaluate("box => getComputedStyle(box).visibility") == "hidden"
    assert page.locator(".lists h2:visible").count() == 0
    page.evaluate("board.state(true)")
    page.locator("#newest .num").first.wait_for()
