"""A morning at the office: kiosk, counter and TV in real browsers, real paper, a real voice."""

from __future__ import annotations

import hashlib
import io
import re
import wave
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import zxingcpp
from deskpage import QUICK, DeskPage
from fake_printer import FakePrinter, Paper
from guarded import until
from hall import Pages, Served
from kioskpage import KioskPage

from voices import compose

pytestmark = pytest.mark.browser
Serving = Callable[..., Served]
# The TV's clock is three hours behind; nothing on the screen may follow it.
THREE_HOURS_BEHIND = """
const Real = Date, late = 3 * 3600 * 1000;
window.Date = class extends Real {
  constructor(...args) { if (args.length) super(...args); else super(Real.now() - late); }
  static now() { return Real.now() - late; }
};
"""
CHIME_SECONDS = 1.28


class Tv:
    """The hall's screen, and every sound that its page fetched."""

    def __init__(self, pages: Pages, served: Served) -> None:
        self.served = served
        self.sounds: list[str] = []
        self.page = pages.open("about:blank", 1920, 1080)
        self.page.on("request", self._fetched)
        self.page.add_init_script(THREE_HOURS_BEHIND)
        self.page.goto(served.page + "/display/")
        self.page.wait_for_selector("html[data-live=up]")

    def newest(self, label: str) -> Any:
        found = self.page.locator(f'#newest .who .num[aria-label="{label}"]')
        found.wait_for(timeout=10_000)
        return self.page.locator("#newest")

    def heard(self, number: int) -> str:
        """The address of the sound with this place in the morning, once it was fetched."""
        for _ in range(200):
            if len(self.sounds) >= number:
                return self.sounds[number - 1]
            self.page.wait_for_timeout(100)
        raise AssertionError(f"only {len(self.sounds)} calls were heard")

    def clock(self) -> str:
        return str(self.page.locator("[data-clock]").get_attribute("aria-label"))

    def _fetched(self, request: Any) -> None:
        found = re.search(r"/voices/\w+\.wav$", request.url)
        if found and found[0] not in self.sounds:
            self.sounds.append(found[0])


def links(paper: Paper) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(paper.image.convert("L"))]


def check_sound(served: Served, url: str, text: str) -> None:
    """What was fetched is what was spoken: the worker's trace, a hall's loudness, human speed."""
    sound = served.get(url).content
    facts = served.get(url.replace(".wav", ".json")).json()
    assert facts["text"] == text
    assert facts["sha256"] == hashlib.sha256(sound).hexdigest()
    traces = facts["phonemes"] if isinstance(facts["phonemes"], list) else [facts["phonemes"]]
    assert all(trace and "(en)" not in trace and "_:" not in trace for trace in traces)
    with wave.open(io.BytesIO(sound)) as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (22_050, 1, 2)
        frames = np.frombuffer(wav.readframes(wav.getnframes()), "<i2") / 32768
    assert compose.active_rms(frames) > -35
    assert compose.peak(frames) < -0.9
    syllables = len(re.findall(r"\w+", text))
    assert 0.1 < (len(frames) / 22_050 - CHIME_SECONDS) / syllables < 1.2


@pytest.fixture
def printer() -> Any:
    with FakePrinter() as printer:
        yield printer


@pytest.fixture
def served(serving: Serving, printer: FakePrinter) -> Served:
    network = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": str(printer.port)}
    # Near enough that all counters are listed at once.
    near = {"displays.0.viewing_distance_m": "3"}
    return serving({**QUICK, **near, "printers.0": network, "voices.engines": ["espeak"]})


def test_a_morning_from_the_first_number_to_the_last_finish(
    served: Served, printer: FakePrinter, pages: Pages
) -> None:
    kiosk, desk, tv = KioskPage(pages, served), DeskPage(pages, served, 3), Tv(pages, served)
    at_the_desk = desk.page.locator("[data-clock]")
    assert until(lambda: tv.clock() == at_the_desk.get_attribute("aria-label"))

    kiosk.choose()
    kiosk.press("#by-number")
    assert kiosk.number() == "A001"
    [paper] = printer.wait(1)
    assert paper.cut and paper.image.width == 576
    [link] = links(paper)
    token = link.rpartition("/")[2]
    assert f"/t/{token}" in link and token not in served.log.read_text("utf-8")
    phone = pages.open(f"{served.page}/t/{token}", 360, 640)

    desk.lists("waiting", "A001")
    desk.keys("Enter")
    desk.number("A001")
    assert tv.newest("A001").locator('.num[aria-label="3"]').count() == 1
    phone.get_by_text("Đến lượt!").wait_for()
    check_sound(served, tv.heard(1), "Xin mời số a, không không một, đến quầy số ba.")
    desk.keys("*")
    desk.shows("called", "2 lần")
    check_sound(served, tv.heard(2), "Gọi lần hai: Xin mời số a, không không một, đến quầy số ba.")

    desk.keys("-")
    desk.lists("missed", "A001")
    desk.keys("ArrowRight", "1")
    desk.lists("waiting", "A001")
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")

    before = tv.page.locator("#desks").inner_text()
    served.kill()
    desk.page.wait_for_selector("html[data-live=down]", timeout=10_000)
    tv.page.get_by_text("Mất kết nối").first.wait_for(timeout=10_000)
    served.again()
    desk.page.wait_for_selector("html[data-live=up]", timeout=20_000)
    tv.page.wait_for_selector("html[data-live=up]", timeout=20_000)
    desk.number("A001")
    desk.shows("state", "Đang phục vụ")
    assert tv.page.locator("#desks").inner_text() == before

    desk.keys("t", "1", "Enter")
    desk.lists("held", "A001")
    desk.asks_nothing()
    desk.keys("ArrowRight", "1")
    desk.number("A001")
    desk.keys("/")
    desk.asks("Chuyển A001")
    desk.keys("7", "0", "2", "Enter")
    desk.lists("waiting", "A001")
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("u")
    desk.vacant()
    desk.lists("waiting", "A001")
    desk.keys("Enter")
    desk.number("A001")
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")
    desk.keys("f")
    desk.vacant()
    desk.lists("served", "A001")
    assert len(printer.papers) == 1
    phone.get_by_text("Đã hoàn thành").first.wait_for()


def test_a_citizen_who_agreed_is_called_by_name_and_shown_by_half(
    served: Served, printer: FakePrinter, pages: Pages
) -> None:
    desk, tv = DeskPage(pages, served, 1), Tv(pages, served)
    wish = {"service": "chung-thuc", "name": "Trần Thị Hoa", "say_name": True}
    assert served.post("/kiosk/tickets", wish).status_code == 201
    desk.lists("waiting", "A001")
    desk.keys("Enter")
    desk.number("A001")
    assert "Trần T** Hoa" in tv.newest("A001").inner_text()
    spoken = "Xin mời công dân Trần Thị Hoa, số a, không không một, đến quầy số một."
    check_sound(served, tv.heard(1), spoken)
    assert "Hoa" not in served.log.read_text("utf-8")
