"""The picture of the hall's screen holds at every size, and with the largest office in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hall import Pages, Served, start, write_config

pytestmark = pytest.mark.browser

# Instead of the live connection: the test hands the page its snapshots.
LIVE = """
export {now} from "/static/time.js";
export function watch(room, handlers) { window.board = handlers; return {emit() {}}; }
"""
# Everything drawn stays on the screen and inside of its card, and no text is wider than its box.
OUTSIDE = """() => {
  const found = [];
  const inside = (box, frame) => box.left >= frame.left - 1 && box.right <= frame.right + 1
    && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
  const screen = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
  const frames = ".card, #newest > div, #recent > div, .side li, .top, .foot";
  for (const part of document.querySelectorAll(".stage .num, .stage p, .stage li, .stage .st")) {
    const box = part.getBoundingClientRect();
    if (!box.width) continue;
    const frame = part.parentNode.closest(frames);
    if (!inside(box, screen)) found.push("off screen: " + part.outerHTML);
    if (frame && !inside(box, frame.getBoundingClientRect())) found.push(part.outerHTML);
    if (part.scrollWidth > part.clientWidth + 1 && part.tagName === "P") {
      found.push("cut: " + part.outerHTML);
    }
  }
  if (document.documentElement.scrollHeight > innerHeight) found.push("scrolls");
  return found;
}"""
SIZES = [(1920, 1080), (3840, 2160), (1280, 720)]
Snapshot = Callable[[int], dict[str, Any]]
LONG = "Nguyễn Hoàng Phương Thảo Nguyên Ngọc Bích Trâm Anh Quỳnh"


DISPLAYS = [
    {"id": "near", "name": {"vi": "Gần"}, "zone": "hall", "screen_inches": "65"},
    {"id": "far", "name": {"vi": "Xa"}, "zone": "hall", "screen_inches": "49"},
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("sizes")
    config = write_config(folder / "config.yaml", {"voices.engines": [], "displays": DISPLAYS})
    served = start("demo", config, folder / "data", folder / "log.txt")
    yield served
    served.stop()


@pytest.fixture
def show(served: Served, pages: Pages) -> Callable[..., Any]:
    """`show(snapshot(now), 1920, 1080)`: a page with this snapshot on it."""

    def open_page(make: Snapshot, width: int, height: int, display: str = "near") -> Any:
        page = pages.open("about:blank", width, height)
        page.route(
            "**/static/live.js",
            lambda route: route.fulfill(content_type="text/javascript", body=LIVE),
        )
        page.goto(f"{served.page}/display/?id={display}")
        page.wait_for_function("window.board && document.fonts.status === 'loaded'")
        now = int(page.evaluate("Number(document.documentElement.dataset.now)"))
        page.evaluate("(s) => { board.state(true); board.snapshot(s); }", make(now))
        page.wait_for_timeout(600)
        return page

    return open_page


def large(calls: int, apart: int) -> Snapshot:
    """31 counters and numbers of four digits; the calls are `apart` ms from each other."""

    def snapshot(now: int) -> dict[str, Any]:
        return {
            "day": "2026-03-10",
            "now": now,
            "whole": True,
            "open": True,
            "opens_at": None,
            "desks": [desk(n, now) for n in range(1, 32)],
            "services": [service(letter) for letter in "ABCDEGHKLMNR"],
            "calls": [called(calls - n, now - n * apart) for n in range(calls)],
            "notices": [],
            "voice": {str(calls): "speaking", str(calls - 1): "waiting"},
        }

    return snapshot


def desk(n: int, now: int) -> dict[str, Any]:
    turn = {"state": "serving", "label": f"A1{n:03d}", "ticket": n}
    kinds: list[dict[str, Any]] = [
        {"state": "open", "turn": turn},
        {"state": "open", "turn": {**turn, "state": "called"}},
        {"state": "open", "turn": None},
        {"state": "paused", "turn": None, "until": now},
        {"state": "closed", "turn": None, "opens": "09:00"},
    ]
    return {"counter": n, "reason": None, "until": None, "opens": None, **kinds[n % 5]}


def service(letter: str) -> dict[str, Any]:
    closed = letter in "CGR"
    name = {"vi": "Đất đai – Xây dựng" if closed else "Kinh doanh", "en": ""}
    waiting = 0 if closed else 128
    return {
        "id": letter,
        "letter": letter,
        "name": name,
        "waiting": waiting,
        "open": not closed,
        "full": False,
        "opens": None,
    }


def called(seq: int, at: int) -> dict[str, Any]:
    return {
        "seq": seq,
        "at": at,
        "first_at": at,
        "turn": seq,
        "ticket": seq,
        "label": f"A{1000 + seq}",
        "counter": 10 + seq % 20,
        "calls": 2,
        "language": "vi",
        "state": "called",
        "named": True,
        "name": LONG if seq % 2 else "Trần T** Hoa",
    }


@pytest.mark.parametrize("apart", [60_000, 500])
@pytest.mark.parametrize("display", ["near", "far"])
def test_nothing_leaves_its_place_in_the_largest_office(
    show: Callable[..., Any], apart: int, display: str
) -> None:
    page = show(large(9, apart), 1920, 1080, display)
    assert page.locator("#burst").is_visible() is (apart == 500)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUTSIDE) == []


def test_a_4k_screen_shows_the_same_picture_twice_as_large(show: Callable[..., Any]) -> None:
    page = show(large(3, 60_000), 1920, 1080)
    sizes = []
    for width, height in SIZES[:2]:
        page.set_viewport_size({"width": width, "height": height})
        box = page.locator("#newest .who .num").bounding_box()
        sizes.append([box["x"], box["y"], box["width"], box["height"]])
    assert sizes[1] == pytest.approx([2 * value for value in sizes[0]], abs=2)


def test_every_counter_of_31_has_its_turn_in_the_list(show: Callable[..., Any]) -> None:
    page = show(large(1, 0), 1920, 1080)
    parts = page.evaluate(
        """async () => {
          const {inTurn} = await import("/display/static/parts.js");
          const list = Array.from({length: 31}, (_, i) => i + 1);
          return [0, 1, 2, 3].map((turn) => inTurn(list, 9, turn * 12000, 12000).part);
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
    page.evaluate("board.state(true)")
    page.locator("#newest .num").first.wait_for()
