"""The kiosk in a real browser when paper, power or the server fail: the number always stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fake_printer import FakePrinter
from hall import Pages, Served
from kioskpage import KioskPage
from two_kiosks import tokens

pytestmark = pytest.mark.browser
Serving = Callable[..., Served]


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    with FakePrinter() as made:
        yield made


@pytest.fixture
def kiosk(serving: Serving, pages: Pages, printer: FakePrinter) -> KioskPage:
    """A kiosk with a receipt printer on the network."""
    place = "printers.0"
    there = {
        f"{place}.type": "network",
        f"{place}.host": "127.0.0.1",
        f"{place}.port": printer.port,
    }
    return KioskPage(pages, serving({key: str(value) for key, value in there.items()}))


def take(kiosk: KioskPage) -> None:
    kiosk.choose()
    kiosk.press("#by-number")
    assert kiosk.number() == "A001"


def test_without_paper_the_number_stays_and_prints_by_itself_once_there_is_some(
    kiosk: KioskPage, printer: FakePrinter
) -> None:
    printer.behave(paper=False)
    take(kiosk)
    kiosk.see("Máy in đang hết giấy")
    kiosk.see("Xin chụp màn hình hoặc ghi lại số. Số vẫn có giá trị.")
    assert kiosk.page.is_disabled("#reprint")
    kiosk.see("Đang chờ máy in")
    printer.behave(paper=True)
    kiosk.see("Mời nhận phiếu")
    assert kiosk.number() == "A001"
    assert len(printer.wait(1)) == 1


def test_a_slip_is_printed_again_on_demand(kiosk: KioskPage, printer: FakePrinter) -> None:
    take(kiosk)
    kiosk.see("Mời nhận phiếu")
    kiosk.press("#reprint")
    assert len(printer.wait(2)) == 2
    kiosk.see("Mời nhận phiếu")
    assert kiosk.number() == "A001"


@pytest.mark.parametrize("answer", ["has-slip", "no-slip"])
def test_after_an_interrupted_slip_the_citizen_is_asked(
    kiosk: KioskPage, printer: FakePrinter, answer: str
) -> None:
    printer.behave(paper_rows=200)
    take(kiosk)
    kiosk.see("Đã có phiếu chưa?")
    assert kiosk.number() == "A001"
    printer.behave(paper=True, paper_rows=None)
    kiosk.press(f"[data-do={answer}]")
    kiosk.see("Mời nhận phiếu")


def test_without_the_server_the_kiosk_sends_to_the_desk_and_comes_back_by_itself(
    kiosk: KioskPage,
) -> None:
    kiosk.served.kill()
    kiosk.see("Xin lấy số tại bàn hướng dẫn")
    assert kiosk.page.locator(".tile:enabled").count() == 0
    kiosk.served.again()
    kiosk.page.wait_for_selector(".tile:enabled", timeout=20_000)
    kiosk.see("Lấy số không cần giấy tờ.")
    take(kiosk)


def test_a_restart_of_the_server_leaves_the_number_on_the_screen(kiosk: KioskPage) -> None:
    take(kiosk)
    kiosk.served.kill()
    kiosk.see("Đang mất kết nối")
    assert kiosk.number() == "A001"
    kiosk.served.again()
    kiosk.page.wait_for_selector("#reprint:enabled", timeout=20_000)
    kiosk.page.reload()
    assert kiosk.number() == "A001"


def test_a_server_that_is_restarted_while_printing_leaves_the_number_and_in_lai(
    kiosk: KioskPage, printer: FakePrinter
) -> None:
    printer.behave(row_seconds=0.02)
    take(kiosk)
    printer.begun()
    kiosk.served.kill()
    kiosk.see("Đang mất kết nối")
    assert kiosk.number() == "A001"
    assert kiosk.page.is_disabled("#reprint")
    printer.behave(row_seconds=0)
    kiosk.served.again()
    kiosk.see("Đã có phiếu chưa?")
    assert kiosk.number() == "A001"
    assert kiosk.page.locator("#reprint .in").inner_text().startswith("In lại phiếu")
    kiosk.press("#reprint")
    kiosk.see("Mời nhận phiếu")
    assert len(tokens(printer)) == 1
    assert kiosk.number() == "A001"
