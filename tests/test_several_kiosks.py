"""Two kiosks, each with its own printer: nobody's slip comes out at the other door."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from deskpage import DeskPage
from hall import Pages, Served
from kioskpage import KioskPage
from pressroom import until
from two_kiosks import BACK, FRONT, TwoKiosks, tokens, two_kiosks


@pytest.fixture
def both(serving: Callable[..., Served]) -> Iterator[TwoKiosks]:
    with two_kiosks(serving) as made:
        yield made


def take(both: TwoKiosks, kiosk: str) -> dict[str, Any]:
    answer = both.served.post(f"/kiosk/tickets?id={kiosk}", {"service": "chung-thuc"})
    assert answer.status_code == 201
    ticket: dict[str, Any] = answer.json()["ticket"]
    return ticket


def said(both: TwoKiosks) -> dict[str, str]:
    """The printers' light."""
    light: dict[str, str] = both.served.get("/healthz").json()["printer"]
    return light


def told(both: TwoKiosks, kiosk: str) -> dict[str, Any]:
    """What the page of a kiosk knows of its printer and its jobs."""
    page = both.served.get(f"/kiosk/?id={kiosk}").text
    facts: dict[str, Any] = json.loads(re.findall(r'id="facts">(.*?)</script>', page, re.S)[0])
    return facts


def printed(both: TwoKiosks, kiosk: str) -> None:
    until(lambda: {job["state"] for job in told(both, kiosk)["jobs"].values()} == {"printed"})


def test_each_slip_comes_out_of_the_printer_of_its_own_kiosk(both: TwoKiosks) -> None:
    taken = [(kiosk, take(both, kiosk)["token"]) for kiosk in ("k1", "k2", "k2", "k1", "k2")]
    both.front.wait(2)
    both.back.wait(3)
    assert tokens(both.front) == [token for kiosk, token in taken if kiosk == "k1"]
    assert tokens(both.back) == [token for kiosk, token in taken if kiosk == "k2"]


def test_a_guide_has_a_lost_slip_printed_at_the_kiosk_that_was_chosen(both: TwoKiosks) -> None:
    ticket = take(both, "k1")
    printed(both, "k1")
    both.front.behave(paper=False)
    asked = both.served.post("/kiosk/guide/reprints?id=k2", {"ticket": ticket["id"]})
    assert asked.status_code == 201
    both.back.wait(1)
    assert tokens(both.back) == [ticket["token"]] == tokens(both.front)


@pytest.mark.browser
def test_a_printer_without_paper_is_told_at_its_own_kiosk_and_to_every_officer(
    both: TwoKiosks, pages: Pages
) -> None:
    front = KioskPage(pages, both.served, query="?id=k1")
    back = KioskPage(pages, both.served, query="?id=k2")
    desks = [DeskPage(pages, both.served, counter) for counter in (1, 2)]
    both.back.behave(paper=False)
    for kiosk in (front, back):
        kiosk.choose()
        kiosk.press("#by-number")
    back.see("Máy in đang hết giấy")
    front.see("Mời nhận phiếu")
    assert told(both, "k1")["printer"] is None
    assert told(both, "k2")["printer"] == "paper"
    for desk in desks:
        desk.shows("health", f"{BACK}: hết giấy")
    assert len(both.front.wait(1)) == 1
    both.back.behave(paper=True)
    back.see("Mời nhận phiếu")
    for desk in desks:
        desk.page.locator("[data-part=health] li.ok", has_text="Máy in").wait_for()


@pytest.mark.browser
def test_little_paper_is_on_every_console_at_once_with_the_kiosk_that_has_it(
    both: TwoKiosks, pages: Pages
) -> None:
    desks = [DeskPage(pages, both.served, counter) for counter in (1, 3)]
    page = KioskPage(pages, both.served, query="?id=k1")
    both.front.behave(near_end=True)
    take(both, "k1")
    for desk in desks:
        desk.shows("health", f"{FRONT}: sắp hết giấy")
    both.back.behave(cover=True)
    take(both, "k2")
    for desk in desks:
        desk.shows("health", f"{BACK}: nắp máy in đang mở · {FRONT}: sắp hết giấy")
    assert (said(both)["state"], said(both)["words"]) == ("fail", "2 máy in cần xem")
    assert page.page.locator("text=sắp hết giấy").count() == 0


def test_a_printer_that_hangs_does_not_keep_the_other_from_printing(both: TwoKiosks) -> None:
    both.front.behave(hang=True)
    take(both, "k1")
    token = take(both, "k2")["token"]
    both.back.wait(1)
    assert tokens(both.back) == [token]
