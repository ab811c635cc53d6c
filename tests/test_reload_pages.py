"""Other settings while pages are open: they follow, and nobody is interrupted or called twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from deskpage import QUICK, DeskPage
from fake_printer import FakePrinter
from hall import Pages, Served
from kioskpage import KioskPage
from reloading import RENAMED, change, look, take, until

KNOWS_LESS = """async () => {
  const { state } = await import("/kiosk/static/deeds.js");
  return !state.facts.services.some(({ id }) => id === "cu-tru");
}"""
# A screen whose lists do not take turns: one, of which a small hall sees all services at once.
STILL = {"displays.0.lists": ["waiting"], "displays.0.viewing_distance_m": "3.6"}
Serving = Callable[..., Served]
# What a page plays, begun and ended, kept over its own reloads.
WHAT_IS_PLAYED = """
const play = HTMLMediaElement.prototype.play;
const played = (what) => localStorage.getItem(what) || "";
const note = (what, src) => localStorage.setItem(what, played(what) + src + " ");
HTMLMediaElement.prototype.play = function () {
  const { src } = this;
  if (!src.endsWith("silence.wav")) {
    note("begun", src);
    this.addEventListener("ended", () => note("ended", src), { once: true });
  }
  return play.call(this);
};
"""


@pytest.mark.browser
@pytest.mark.long
def test_pages_follow_when_that_disturbs_nobody(serving: Serving, pages: Pages) -> None:
    served = serving({**QUICK, **STILL})
    screen = pages.open(served.page + "/display/", 1920, 1080)
    screen.wait_for_selector("html[data-live=up]")
    citizen = KioskPage(pages, served)
    citizen.choose("ho-tich")
    officer = DeskPage(pages, served, 6)
    take(served)
    served.post("/counter/6/calls")
    officer.number("B001")
    before = citizen.page.locator("html").get_attribute("data-edition")

    change(served, {**STILL, **RENAMED})
    screen.get_by_text("Việc hộ tịch").first.wait_for()
    officer.page.wait_for_selector(f'html[data-live=up]:not([data-edition="{before}"])')
    officer.number("B001")
    # Somebody stands at the kiosk: it goes on as it was, and still gives the number.
    citizen.page.wait_for_timeout(1500)
    assert citizen.page.locator("html").get_attribute("data-edition") == before
    citizen.press("#by-number")
    assert citizen.number() == "B002"
    citizen.press('[data-do="done"]')
    citizen.page.wait_for_selector(f'html[data-live=up]:not([data-edition="{before}"])')
    citizen.page.get_by_text("Việc hộ tịch").first.wait_for()


@pytest.mark.long
@pytest.mark.browser
def test_a_citizen_gets_their_number_though_a_service_is_retired_meanwhile(
    serving: Serving, pages: Pages
) -> None:
    served = serving({**QUICK})
    citizen = KioskPage(pages, served)
    citizen.choose("chung-thuc")
    change(served, {"services.5.retired": True})
    citizen.page.wait_for_function(KNOWS_LESS)
    citizen.press("#by-number")
    assert citizen.number() == "A001"


def test_an_officer_who_chooses_something_is_not_interrupted(
    serving: Serving, pages: Pages
) -> None:
    served = serving(QUICK)
    take(served)
    served.post("/counter/6/calls")
    served.post("/counter/6/starts")
    officer = DeskPage(pages, served, 6)
    officer.number("B001")
    before = officer.page.locator("html").get_attribute("data-edition")
    officer.page.locator('[data-move="hold"]').click()
    officer.page.locator("body.asking").wait_for()
    change(served, RENAMED)
    officer.page.wait_for_timeout(1500)
    assert officer.page.locator("html").get_attribute("data-edition") == before
    assert officer.page.locator("body.asking").count() == 1
    officer.page.keyboard.press("Escape")
    officer.page.wait_for_selector(f'html[data-live=up]:not([data-edition="{before}"])')
    officer.number("B001")


@pytest.mark.long
@pytest.mark.browser
def test_a_call_is_heard_to_its_end_and_never_twice(serving: Serving, pages: Pages) -> None:
    spoken = {"voices.engines": ["espeak"]}
    served = serving({**QUICK, **spoken})
    page = pages.open("about:blank")
    page.add_init_script(WHAT_IS_PLAYED)
    page.goto(served.page + "/display/")
    page.wait_for_selector("html[data-live=up]")

    def played(what: str) -> list[str]:
        found = page.evaluate(f"localStorage.getItem('{what}') || ''")
        return str(found).split()

    for counter in (1, 2):
        take(served, "chung-thuc")
        served.post(f"/counter/{counter}/calls")
    until(lambda: len(played("begun")) == 1)
    before = page.locator("html").get_attribute("data-edition")
    change(served, {**spoken, **RENAMED})
    page.wait_for_selector(f'html[data-live=up]:not([data-edition="{before}"])')
    assert played("begun")[0] == played("ended")[0]
    until(lambda: len(played("ended")) == 2)
    page.wait_for_timeout(3000)
    assert played("begun") == played("ended")
    assert len(set(played("begun"))) == 2


@pytest.mark.long
def test_a_slip_comes_out_to_its_end_and_the_next_is_not_lost(serving: Serving) -> None:
    with FakePrinter() as fake:
        printer = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": str(fake.port)}
        served = serving({**QUICK, "printers": [printer]})
        fake.behave(row_seconds=0.002)
        for _ in range(3):
            take(served)
        until(lambda: fake.hanging is not None)
        change(served, {**RENAMED, "printers": [printer]})
        fake.behave(row_seconds=0)
        until(lambda: len(fake.papers) == 3)
        take(served)
        until(lambda: len(fake.papers) == 4)
        assert not fake.strays
        jobs = look(served, "kiosk-k1")["jobs"].values()
        until(lambda: {job["state"] for job in jobs} <= {"printed", "printing"})
