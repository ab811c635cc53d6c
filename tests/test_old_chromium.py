"""The pages for TVs and phones in the Chromium of their time; pictures to `GOISO_PICTURES`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hall import ROOT, Served
from hallboard import LIVE, hand_old, large, told
from hallmedia import CLIP, picture, send
from oldchromium import VERSIONS, Missing, OldChromium, OldPage

pytestmark = [pytest.mark.browser, pytest.mark.long]
GEOMETRY = (ROOT / "tests" / "screengeometry.js").read_text("utf-8")
SIZES = [(1920, 1080), (3840, 2160), (1280, 720)]
PHONES = [(360, 640), (412, 915)]
# Every file that was on the screen.
WATCH = """
window.seen = new Set();
setInterval(() => {
  for (const file of document.querySelectorAll("#media img, #media video")) seen.add(file.src);
}, 100);
"""
CALLED = 4
"""Enough at once for the burst."""
DISPLAYS = [
    {"id": "near", "name": {"vi": "Gần"}, "zone": "hall", "screen_inches": "65", "names": "full"},
    {"id": "far", "name": {"vi": "Xa"}, "zone": "hall", "screen_inches": "49", "names": "full"},
    {"id": "media", "name": {"vi": "Hình"}, "zone": "hall", "layout": "media", "names": "full"},
]
LAYOUTS: list[dict[str, Any]] = [
    {"id": "notices", "name": {"vi": "Tin"}, "zone": "hall", "layout": "notices"},
    {"id": "media", "name": {"vi": "Hình"}, "zone": "hall", "layout": "media"},
    {"id": "far", "name": {"vi": "Xa"}, "zone": "hall", "screen_inches": "49"},
    {"id": "totem", "name": {"vi": "Đứng"}, "zone": "hall", "layout": "totem"},
    {"id": "counter", "name": {"vi": "6"}, "zone": "hall", "layout": "counter", "counter": "6"},
    {"id": "zones", "name": {"vi": "Đôi"}, "zone": "hall", "zones": ["hall", "yard"]},
]
ZONES = [{"id": "hall", "name": {"vi": "Tầng 1"}}, {"id": "yard", "name": {"vi": "Tầng 2"}}]
STATES = {
    "calm": told(large(9, 60_000), caption=[]),
    "caption": large(9, 60_000, day="caption"),
    "burst": large(5, 500, day="burst"),
    "many": large(31, 500, day="many"),
}
SEEN = {
    "calm": ".newest .num",
    "caption": "#caption:not([hidden]) p",
    "burst": ".burst:not([hidden]) .card",
    "many": ".burst:not([hidden]) .card",
}
NAME = "Nguyễn Hoàng Phương Thảo Nguyên Ngọc Bích"


@pytest.fixture(params=sorted(VERSIONS))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OldChromium]:
    try:
        browser = OldChromium(request.param, tmp_path)
    except Missing as reason:
        if os.environ.get("GOISO_REQUIRE_OLD_CHROMIUM") == "1":
            raise
        pytest.skip(str(reason))
    yield browser
    browser.close()


def take(served: Served) -> tuple[str, str]:
    """A new ticket's label and the token of its phone page."""
    body = {"service": "chung-thuc", "name": NAME, "say_name": True}
    ticket = served.post("/kiosk/tickets", body).json()["ticket"]
    return ticket["label"], ticket["token"]


def call(served: Served, counter: int) -> None:
    if served.post(f"/counter/{counter}/calls").status_code != 201:
        served.post(f"/counter/{counter}/starts")
        assert served.post(f"/counter/{counter}/calls").status_code == 201


def look(page: OldPage, name: str, sizes: list[tuple[int, int]]) -> None:
    """The page is right at each size; with a picture where pictures are asked for."""
    folder = os.environ.get("GOISO_PICTURES")
    for width, height in sizes:
        page.resize(width, height)
        page.wait(f"innerWidth === {width}")
        # Two pictures later it is laid out.
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)))")
        assert page.evaluate(GEOMETRY) == []
        if folder:
            page.screenshot(Path(folder, f"{name}-{width}x{height}.png"))
    assert page.complaints == []


def ready(page: OldPage) -> None:
    page.wait("document.documentElement.dataset.live === 'up'")
    page.wait("document.fonts.status === 'loaded'")


def test_an_old_tv_shows_calls_and_a_burst_at_every_size(
    serving: Callable[..., Served], old: OldChromium, request: pytest.FixtureRequest
) -> None:
    served = serving({"displays": DISPLAYS})
    version = request.node.callspec.params["old"]
    pages = {}
    for display in ("near", "far"):
        pages[display] = old.open(f"{served.page}/display/?id={display}", 1920, 1080)
        ready(pages[display])
    label, _ = take(served)
    call(served, 1)
    for display, page in pages.items():
        page.wait(f"!!document.querySelector('#newest .num[aria-label=\"{label}\"]')")
        look(page, f"chromium-{version}-{display}-calls", SIZES)
    for counter in range(2, 2 + CALLED):
        take(served)
        call(served, counter)
    for display, page in pages.items():
        page.wait("!document.getElementById('burst').hidden")
        look(page, f"chromium-{version}-{display}-burst", SIZES)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_old_tv_shows_every_layout_with_the_largest_office_in_it(
    serving: Callable[..., Served], old: OldChromium, request: pytest.FixtureRequest, language: str
) -> None:
    served = serving({"displays": LAYOUTS, "zones": ZONES, "office.recorded": "yes"})
    version = request.node.callspec.params["old"]
    for display in LAYOUTS:
        name = display["id"]
        sizes = [(1080, 1920)] if name == "totem" else SIZES
        url = f"{served.page}/display/?id={name}&lang={language}"
        page = old.open(url, *sizes[0], instead={"/static/live.js": LIVE})
        page.wait("!!window.board && document.fonts.status === 'loaded'")
        for state, make in STATES.items():
            hand_old(page, make)
            page.wait(f"!!document.querySelector('{SEEN[state]}') || '{name}' === 'counter'")
            look(page, f"chromium-{version}-{name}-{state}-{language}", sizes)


def test_an_old_tv_shows_pictures_video_and_words_beside_the_calls(
    serving: Callable[..., Served], old: OldChromium, request: pytest.FixtureRequest
) -> None:
    served = serving({"displays": DISPLAYS, "media.seconds": "3"})
    for name in ("poster.png", "poster.webp", "poster.jpg"):
        send(served, name, picture(name.rsplit(".")[1]))
    send(served, "clip.webm", CLIP)
    words = {"title": "Nghỉ lễ Quốc khánh", "text": "Trung tâm nghỉ hết thứ Ba.\n" * 11}
    assert served.post("/display/media/texts", words).status_code == 201
    take(served)
    call(served, 1)
    page = old.open(f"{served.page}/display/?id=media", 1920, 1080)
    ready(page)
    version = request.node.callspec.params["old"]
    page.evaluate(WATCH)
    page.wait("seen.size === 4", 60)
    page.wait("!!document.querySelector('#media video')", 30)
    page.wait("document.querySelector('#media video').currentTime > 0")
    look(page, f"chromium-{version}-media-video", [(1920, 1080)])
    page.wait("!!document.querySelector('#media .text')")
    look(page, f"chromium-{version}-media-text", [(1920, 1080)])
    for counter in range(2, 2 + CALLED):
        take(served)
        call(served, counter)
    page.wait("!document.getElementById('burst').hidden")
    look(page, f"chromium-{version}-media-burst", SIZES)


def test_an_old_tablet_opens_the_home_page(
    served: Served, old: OldChromium, request: pytest.FixtureRequest
) -> None:
    page = old.open(served.page + "/", 1366, 768)
    ready(page)
    version = request.node.callspec.params["old"]
    look(page, f"chromium-{version}-home", [(1366, 768)])


def test_an_old_tv_that_nobody_accepted_yet_shows_its_code(
    serving: Callable[..., Served], old: OldChromium, request: pytest.FixtureRequest
) -> None:
    page = old.open(serving(mode="serve").page + "/display/", 1920, 1080)
    page.wait("!!document.querySelector('[data-pairing]')")
    page.wait("document.fonts.status === 'loaded'")
    # The page says itself that nobody let it in.
    page.complaints = [each for each in page.complaints if "401" not in each]
    version = request.node.callspec.params["old"]
    look(page, f"chromium-{version}-pairing", [(1920, 1080), (1280, 720)])


def test_an_old_phone_turns_red_when_its_number_is_called(
    served: Served, old: OldChromium, request: pytest.FixtureRequest
) -> None:
    version = request.node.callspec.params["old"]
    _, token = take(served)
    page = old.open(f"{served.page}/t/{token}", 360, 640)
    ready(page)
    look(page, f"chromium-{version}-phone-waiting", PHONES)
    call(served, 1)
    page.wait("document.body.className.indexOf('called') >= 0")
    look(page, f"chromium-{version}-phone-called", PHONES)


def test_an_old_phone_shows_the_hall(
    served: Served, old: OldChromium, request: pytest.FixtureRequest
) -> None:
    version = request.node.callspec.params["old"]
    page = old.open(f"{served.page}/thong-tin/", 360, 640)
    ready(page)
    label, _ = take(served)
    call(served, 1)
    page.wait(f"!!document.querySelector('.plate [aria-label={label}]')")
    look(page, f"chromium-{version}-hall", PHONES)
