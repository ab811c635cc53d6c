"""The home page: where everything is and how it does."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
import zxingcpp
from hall import Client, Pages, Served
from PIL import Image

from web.built import Built


def test_every_link_of_the_home_page_leads_somewhere(client: Client) -> None:
    page = client.get("/").text
    found = set(re.findall(r'(?:href|src)="(/[^"]*)"', page))
    assert {"/kiosk/", "/display/", "/counter/1", "/counter/9", "/qr/kiosk.svg"} <= found
    answers = {p: client.get(p, follow_redirects=True).status_code for p in found}
    assert answers == dict.fromkeys(found, 200)


def test_the_home_page_says_what_is_not_well_in_both_languages(client: Client) -> None:
    vietnamese = client.get("/").text
    english = client.get("/?lang=en").text
    assert "0 trên 1 đang nối" in vietnamese
    assert "0 of 1 connected" in english
    assert "DEMO" in vietnamese


def test_healthz_is_short_and_stable(built: Built, client: Client) -> None:
    told = client.get("/healthz").json
    assert set(told) == {"ok", "version", "database", "printer", "voice", "seq"}
    assert told["ok"] is True
    assert told["database"]["state"] == "ok"
    assert told["seq"] == built.parts.office.last_seq


def test_a_broken_part_does_not_hide_the_others(built: Built, client: Client) -> None:
    def broken() -> None:
        raise OSError("no such device")

    built.parts.health.add("printer", "Máy in", broken)  # type: ignore[arg-type]
    told = client.get("/healthz").json
    assert told["printer"]["state"] == "fail"
    assert told["ok"] is False
    assert told["database"]["state"] == "ok"


def test_each_surface_gives_a_browser_its_own_device(client: Client) -> None:
    given = [client.get(path) for path in ("/kiosk/", "/counter/3", "/display/")]
    cookies = [answer.headers["Set-Cookie"] for answer in given]
    assert [cookie.partition("=")[0] for cookie in cookies] == [
        "goiso_kiosk",
        "goiso_counter",
        "goiso_display",
    ]
    assert all("HttpOnly" in cookie and "SameSite=Strict" in cookie for cookie in cookies)
    assert "Set-Cookie" not in client.get("/kiosk/").headers
    assert "Set-Cookie" not in client.get("/healthz").headers


@pytest.mark.browser
def test_the_home_page_is_live_and_its_codes_can_be_read(
    serving: Callable[..., Served], pages: Pages
) -> None:
    hall = serving()
    home = pages.open(hall.page + "/")
    home.wait_for_selector('[data-part="kiosks"].warn')
    pages.open(hall.page + "/kiosk/", 1080, 1920)
    home.wait_for_selector('[data-part="kiosks"].ok', timeout=5000)
    codes = home.locator("img.qr")
    told = []
    for number in range(codes.count()):
        drawn = Image.open(io.BytesIO(codes.nth(number).screenshot()))
        told.append(zxingcpp.read_barcodes(drawn)[0].text)
    assert told == [f"{hall.base}/kiosk/", f"{hall.base}/display/"]
    hall.kill()
    home.wait_for_selector("#offline", state="visible", timeout=6000)
    hall.again()
    home.wait_for_selector("#offline", state="hidden", timeout=10_000)


@pytest.mark.browser
@pytest.mark.long
@pytest.mark.alone
def test_a_hidden_tab_keeps_its_connection_and_a_screen_that_slept_begins_anew(
    serving: Callable[..., Served], pages: Pages
) -> None:
    home = pages.open(serving().page + "/")
    opened: list[str] = []
    home.on("websocket", lambda socket: opened.append(socket.url))
    home.wait_for_selector("html[data-live=up]", state="attached")
    opened.clear()
    home.evaluate(
        """() => {
        const real = Date.now.bind(Date);
        window.ahead = 0;
        Date.now = () => real() + window.ahead;
        window.away = true;
        Object.defineProperty(document, "hidden", { get: () => window.away });
        window.ahead += 60000;
        }"""
    )
    # Longer than a ping takes: Socket.IO itself judges by the time of the last one.
    home.wait_for_timeout(4000)
    home.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    home.wait_for_timeout(3500)
    assert opened == []
    home.evaluate("window.ahead += 60000")
    home.wait_for_timeout(2500)
    assert opened
    home.wait_for_selector("html[data-live=up]", state="attached")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768), (360, 640)])
def test_nothing_is_wider_than_the_screen(
    serving: Callable[..., Served], pages: Pages, width: int, height: int
) -> None:
    home = pages.open(serving().page + "/", width, height)
    assert home.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_officers_screen_holds_all_of_the_demos_page(
    served: Served, pages: Pages, language: str
) -> None:
    home = pages.open(f"{served.page}/?lang={language}", 1366, 768)
    assert home.evaluate("document.documentElement.scrollHeight") == 768
    foot = home.locator(".health .foot p").last.bounding_box()
    assert foot["y"] + foot["height"] <= 768
