"""The sheet of a procedure at the kiosk and at the guide's desk: offered, chosen, printed, told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import leaflets
import pytest
from axe import AXE, LOOK
from fake_printer import FakePrinter
from guarded import until
from hall import Pages, Served, start, write_config
from kioskpage import KioskPage
from listener import Listener

pytestmark = pytest.mark.browser
WAITING = "SELECT count(*) FROM print_jobs WHERE ended_at IS NULL"


@pytest.fixture(scope="module")
def printer() -> Iterator[FakePrinter]:
    with FakePrinter() as fake:
        yield fake


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, printer: FakePrinter) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("sheets")
    wired = [{"id": "p1", "type": "network", "host": "127.0.0.1", "port": str(printer.port)}]
    changes = {"voices.engines": [], "printers": wired, "sheets.seconds": "0"}
    leaflets.write(folder / "data")
    running = start(
        "demo",
        write_config(folder / "config.yaml", changes),
        folder / "data",
        folder / "log.txt",
    )
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def paper(printer: FakePrinter, served: Served) -> Iterator[None]:
    """Each test begins with paper, and leaves no slip of its own to the next one."""
    printer.behave(paper=True)
    yield
    printer.behave(paper=True)
    with closing(sqlite3.connect(served.data / "goiso.db")) as db:
        assert until(lambda: db.execute(WAITING).fetchone() == (0,), 30), "a slip is still waiting"


def why(kiosk: KioskPage, key: str, words: str) -> None:
    """The small line of the key says so, soon."""
    kiosk.page.wait_for_function(
        "([key, words]) => document.querySelector(`${key} .why`).textContent === words",
        arg=[key, words],
    )


def number(kiosk: KioskPage, service: str) -> None:
    kiosk.choose(service)
    kiosk.press("#by-number")
    kiosk.page.locator("#number #label .num").wait_for()


def test_one_sheet_comes_at_a_press_and_of_several_one_is_chosen(
    served: Served, pages: Pages, printer: FakePrinter
) -> None:
    kiosk = KioskPage(pages, served)
    number(kiosk, "chung-thuc")
    kiosk.press("#sheet")
    why(kiosk, "#sheet", "Mời nhận tờ hướng dẫn")
    assert kiosk.page.locator("#said").inner_text() == "Mời nhận tờ hướng dẫn"
    kiosk.press("#done")
    number(kiosk, "ho-tich")
    kiosk.press("#sheet")
    kiosk.press("[data-sheet=ket-hon]")
    why(kiosk, "#sheet", "Mời nhận tờ hướng dẫn")
    assert len(printer.wait(4)) == 4
    kiosk.press("#done")
    number(kiosk, "bao-tro")
    kiosk.page.locator("#qr path").wait_for(state="attached")
    assert not kiosk.page.locator("#sheet").is_visible(), "the office wrote none for it"
    kiosk.press("#done")


def test_who_only_asks_what_to_bring_takes_no_number(
    served: Served, pages: Pages, printer: FakePrinter
) -> None:
    kiosk = KioskPage(pages, served, query="?lang=en")
    before, papers = kiosk.waiting("ho-tich"), len(printer.papers)
    kiosk.press("#seek")
    kiosk.spell(*"ket")
    kiosk.press("#sheets")
    choices = kiosk.page.locator("#leaflet-choices [lang]")
    assert choices.first.inner_text() == "Đăng ký kết hôn"
    assert choices.first.get_attribute("lang") == "vi", "not written in English"
    kiosk.page.evaluate(AXE)
    assert kiosk.page.evaluate(LOOK) == []
    kiosk.press("[data-sheet=ket-hon]")
    why(kiosk, "#sheets", "Please take your sheet")
    assert len(printer.wait(papers + 1)) == papers + 1
    assert kiosk.waiting("ho-tich") == before
    printer.behave(paper=False)
    kiosk.press("#sheets")
    kiosk.press("[data-sheet=ket-hon]")
    why(kiosk, "#sheets", "The printer is out of paper")
    assert kiosk.page.locator("#sheets").is_disabled()
    printer.behave(paper=True)
    why(kiosk, "#sheets", "Please take your sheet")


def test_a_refusal_that_passes_does_not_stay_on_the_key(served: Served, pages: Pages) -> None:
    pages.expected = ("status of 429",)
    kiosk = KioskPage(pages, served)
    kiosk.page.clock.install()
    number(kiosk, "chung-thuc")
    why(kiosk, "#sheet", "Chứng thực bản sao")
    kiosk.page.route(
        "**/kiosk/sheets?*", lambda asked: asked.fulfill(status=429, json={"error": "sheets_soon"})
    )
    kiosk.press("#sheet")
    why(kiosk, "#sheet", "Xin chờ vài giây")
    kiosk.page.clock.fast_forward(11_000)
    why(kiosk, "#sheet", "Chứng thực bản sao")


def test_the_guide_prints_one_by_the_keyboard_alone(
    served: Served, pages: Pages, printer: FakePrinter
) -> None:
    papers = len(printer.papers)
    desk = pages.open(f"{served.page}/kiosk/?guide", 1366, 768)
    desk.wait_for_selector("html[data-live=up]")
    desk.keyboard.press("a")
    desk.keyboard.press("F4")
    desk.locator("#sheet-list button").first.wait_for()
    assert "Chứng thực" in desk.locator("#sheet-list button").first.inner_text()
    desk.keyboard.type("khai sinh")
    desk.keyboard.press("Enter")
    desk.get_by_text("Đã in tờ hướng dẫn · Đăng ký khai sinh").wait_for()
    assert len(printer.wait(papers + 1)) == papers + 1
    desk.evaluate(AXE)
    assert desk.evaluate(LOOK) == []
    desk.keyboard.press("Escape")
    assert not desk.locator("#sheets").is_visible()
    assert desk.locator("[name=service][value=chung-thuc]").is_checked(), "nothing was begun anew"


def test_whoever_listens_hears_the_key_the_question_and_what_came_of_it(
    served: Served, pages: Pages
) -> None:
    kiosk = KioskPage(pages, served)
    listener = Listener(kiosk)
    kiosk.page.route("**/kiosk/readings*", lambda asked: asked.fulfill(body=b""))
    number(kiosk, "ho-tich")
    kiosk.page.locator("#sheet").wait_for()
    kiosk.page.evaluate("import('/kiosk/static/deeds.js').then(({ deeds }) => deeds.aloud())")
    kiosk.page.locator("#sheet").focus()
    listener.hears("In tờ hướng dẫn", "Giấy tờ cần mang")
    kiosk.page.keyboard.press("5")
    listener.hears("In tờ hướng dẫn nào?", "lệ phí", "Đăng ký khai sinh")
    kiosk.page.keyboard.press("6")
    listener.hears("Đăng ký kết hôn")
    kiosk.page.keyboard.press("5")
    listener.hears("Mời nhận tờ hướng dẫn")
