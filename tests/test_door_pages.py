"""The door as people see it: setting up, pairing, sitting down, being sent out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from guarded import Guarded, guarded
from hall import Pages, Served
from letin import PASSWORD, PIN

pytestmark = pytest.mark.browser

Serving = Callable[..., Served]
MANAGER, OFFICER = "Nguyễn Thị Hạnh", "Lê Minh Tâm"


@pytest.fixture
def hall(serving: Serving, pages: Pages) -> Guarded:
    # A page that asks to be let in is answered 401, which the browser's console tells.
    pages.expected = ("status of 401",)
    return guarded(serving)


def manager_page(hall: Guarded, pages: Pages, path: str = "/manager/people") -> Any:
    """Signed in with name and password on a page that was asked for before."""
    handle = hall.person("manager", MANAGER)
    page = pages.open(hall.served.page + path)
    page.fill("[name=handle]", handle)
    page.fill("[name=password]", PASSWORD)
    page.click("#password-form button")
    page.wait_for_url(f"**{path}")
    return page


def ready(page: Any, part: str) -> None:
    """The part is there, and the page's script too."""
    page.wait_for_selector(part)
    page.wait_for_load_state("load")


def accept(manager: Any, hall: Guarded, machine: Any) -> None:
    """The manager types the code of the machine's screen, compares the words, and accepts."""
    code = machine.get_attribute(".asks .num", "aria-label")
    manager.goto(f"{hall.served.page}/manager/devices")
    manager.fill("[name=code]", code.lower())
    manager.keyboard.press("Enter")
    ready(manager, "#accept")
    assert manager.inner_text("#accept .words") == machine.inner_text(".asks .words")
    manager.click("#accept .primary")
    manager.wait_for_selector("[data-do=revoke]")


def test_from_the_link_in_the_terminal_to_the_first_citizen_called(
    hall: Guarded, pages: Pages
) -> None:
    said = hall.served.log.read_text("utf-8")
    link = re.search(r"/start#\S+", said)
    assert link is not None
    page = pages.open(hall.served.page + link[0])
    page.fill("[name=name]", MANAGER)
    page.fill("[name=pin]", PIN)
    page.fill("[name=password]", PASSWORD)
    page.click("#start button")
    page.wait_for_selector("#done:not([hidden])")
    assert "#" not in page.url
    page.click("#onward")
    ready(page, "#password-form")
    page.fill("[name=handle]", "hanhnt")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/manager/people")

    page.fill("#add [name=name]", OFFICER)
    page.click("#add button")
    page.wait_for_selector("#invitation:not([hidden])")
    invitation = page.inner_text("#link").partition("#")[2]
    page.click("#shown")
    ready(page, "#add")
    theirs = pages.open(f"{hall.served.page}/start#{invitation}")
    theirs.fill("[name=pin]", "582093")
    theirs.click("#start button")
    theirs.wait_for_selector("#done:not([hidden])")

    kiosk = pages.open(f"{hall.served.page}/kiosk/", 1080, 1920)
    accept(page, hall, kiosk)
    kiosk.wait_for_selector("html[data-live=up]")
    pc = pages.open(f"{hall.served.page}/counter/3")
    accept(page, hall, pc)
    ready(pc, "[data-person]")
    pc.click(f"[data-person]:has-text('{OFFICER}')")
    pc.keyboard.type("111119")
    pc.wait_for_selector("#pin-form .says.bad:has-text('chưa đúng')")
    pc.keyboard.type("582093")
    ready(pc, "#sit")
    pc.keyboard.press("Enter")
    pc.wait_for_selector("html[data-live=up]")
    assert pc.inner_text("[data-part=officer-name]") == OFFICER

    kiosk.click("[data-service=chung-thuc]")
    kiosk.click("#by-number")
    kiosk.wait_for_selector("#number #label .num")
    pc.click("[data-part=smart]")
    pc.wait_for_selector("[data-part=smart-word]:has-text('Gọi số tiếp theo')")
    pc.click("[data-part=smart]")
    pc.locator('[data-part="number"][aria-label="A001"]').wait_for()


def test_who_is_taken_over_locked_or_revoked_sees_it_at_once(hall: Guarded, pages: Pages) -> None:
    manager = manager_page(hall, pages)
    officer = hall.officer(3, OFFICER)
    console = pages.open(f"{hall.served.page}/start")
    cookies = [
        {"name": each.name, "value": each.value or "", "url": hall.served.page}
        for each in officer.cookies
    ]
    console.context.add_cookies(cookies)
    console.goto(f"{hall.served.page}/counter/3")
    console.wait_for_selector("html[data-live=up]")

    manager.goto(f"{hall.served.page}/counter/3")
    assert OFFICER in manager.inner_text(".banner")
    manager.click("#sit button")
    manager.wait_for_selector("html[data-live=up]")
    ready(console, f".banner:has-text('{MANAGER}')")
    console.click("#sit button")
    console.wait_for_selector("html[data-live=up]")

    manager.goto(f"{hall.served.page}/manager/people")
    manager.click(f"tr[data-name='{OFFICER}'] [data-do=lock]")
    manager.click("#ask [value=yes]")
    manager.wait_for_selector("tr.off")
    console.wait_for_url("**/sign-in?next=/counter/3")

    tv = hall.machine("display", "tv1")
    screen = pages.open(f"{hall.served.page}/start", 1920, 1080)
    token = tv.cookies["goiso_display"]
    screen.context.add_cookies([{"name": "goiso_display", "value": token, "url": hall.served.page}])
    screen.goto(f"{hall.served.page}/display/")
    screen.wait_for_selector("html[data-live=up]")
    manager.goto(f"{hall.served.page}/manager/devices")
    manager.click("tr[data-name='display tv1'] [data-do=revoke]")
    manager.click("#ask [value=yes]")
    screen.wait_for_selector("[data-pairing=display]")


@pytest.mark.long
def test_the_door_s_pages_fit_their_screens_in_both_languages(hall: Guarded, pages: Pages) -> None:
    manager = manager_page(hall, pages)
    hall.person("officer", OFFICER)
    sizes = {
        "/kiosk/": (1080, 1920),
        "/display/": (1920, 1080),
        "/counter/3": (1366, 768),
        "/sign-in": (360, 640),
        "/": (360, 640),
    }
    for path, (width, height) in sizes.items():
        for language in ("", "?lang=en"):
            page = pages.open(f"{hall.served.page}{path}{language}", width, height)
            assert is_as_wide_as_its_screen(page), (path, language)
            page.context.close()
    for width, height in ((1366, 768), (360, 640)):
        manager.set_viewport_size({"width": width, "height": height})
        for path in ("/manager/people", "/manager/devices", "/counter/3"):
            manager.goto(hall.served.page + path)
            assert is_as_wide_as_its_screen(manager), (path, width)


def is_as_wide_as_its_screen(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
