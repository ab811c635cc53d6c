"""What a hostile hand types: markup, SQL, templates, headers, broken Unicode, other paths."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import simple_websocket  # type: ignore[import-untyped]
from deskpage import DeskPage
from hall import Client, HallClock, Pages, Served
from letin import behind_the_door, far_away, person, sign_in
from markupsafe import escape

from config import Config
from kiosk.names import BadName, tidy
from voices.words import Said, sentences
from web.built import Built

Serving = Callable[..., Served]

NAMES = {
    "markup": "<img src=x onerror=alert()>",
    "closing": "</script><script>alert()</script>",
    "quotes": "\"'><svg onload=alert()>",
    "sql": "Bảo'); DROP TABLE names;--",
    "template": "{{ config }} {% raw %} ${name}",
    "format": "%(n)s %s {n} {name.__class__}",
    "ssml": '<speak><break time="s"/></speak>',
    "shell": "$(reboot) `reboot` | reboot",
}
JUNK: list[str | bytes] = [
    *("x", "4", "4x", "42", "42[", "42{}", "42[1]", "43", "451-[]", "40{", "6", "b64", b"\x00\xff"),
    *('42["connect"]', '42["disconnect"]', '42/x,["a"]', "42" + "[" * 3000, '4"""'),
]
BROKEN = ["An\r\nSet-Cookie: a=b", "An\x00Bình", "\u202eAn", "A\u200bn", "An\ud800", "\ue000An"]
PATHS = [
    "/static/../config.yaml",
    "/static/..%2fapp.py",
    "/static/%2e%2e/%2e%2e/config.yaml",
    "/static/....//app.py",
    "/static//etc/passwd",
    "/kiosk/static/..%5c..%5crun.py",
    "/voices/..%2f..%2fgoiso.db",
    "/voices/%00.wav",
    "/qr/..%2fkiosk.svg",
    "/t/../manager/people",
    "//evil.example/",
]


PLANTED = "img[src=x], svg[onload], script:not([src]):not([type='application/json'])"


@pytest.mark.long
@pytest.mark.browser
def test_names_are_text_on_the_console_and_on_the_screen(serving: Serving, pages: Pages) -> None:
    served = serving({"displays.0.names": "full"})
    for name in NAMES.values():
        wish = {"service": "chung-thuc", "name": name, "say_name": True}
        assert served.post("/kiosk/tickets", wish).status_code == 201, name
    desk = DeskPage(pages, served)
    tv = pages.open(f"{served.page}/display/", 1920, 1080)
    tv.wait_for_selector("html[data-live=up]")
    for number, name in enumerate(NAMES.values(), start=1):
        label = f"A{number:03d}"
        assert served.post("/counter/1/calls").status_code == 201
        desk.number(label)
        assert desk.page.inner_text("[data-part=name]") == tidy(name)
        tv.locator(f".num[aria-label={label}]").first.wait_for()
        assert tidy(name) in tv.inner_text("main:not([hidden])")
        for page in (desk.page, tv):
            assert page.locator(PLANTED).count() == 0
        assert served.post("/counter/1/starts").status_code == 201
        assert served.post("/counter/1/finishes").status_code == 201


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_is_words_to_the_voice(shipped: Config, name: str) -> None:
    for sentence in sentences(Said("A007", 3, name=tidy(name)), shipped.phrases):
        assert not set(sentence.text) & set("<>{}[]|$`\\=;%&"), sentence.text


@pytest.mark.parametrize("name", BROKEN)
def test_signs_that_nobody_sees_reach_no_name(built: Built, client: Client, name: str) -> None:
    with pytest.raises(BadName):
        tidy(name)
    wish = json.dumps({"service": "chung-thuc", "name": name, "say_name": True})
    told = client.post("/kiosk/tickets", data=wish, content_type="application/json")
    assert told.status_code == 400 and told.json["error"] in ("bad_name", "bad_value")
    told = client.post("/counter/3/tickets", data=wish, content_type="application/json")
    if told.status_code == 201:
        kept = built.parts.office.name(told.json["ticket"]["id"])
        assert kept is not None and kept.text.isprintable()
    else:
        assert told.json["error"] == "bad_value"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_names_of_people_and_machines_are_text_on_the_manager_s_pages(
    shipped: Config, clock: HallClock, tmp_path: Path, name: str
) -> None:
    built = behind_the_door(shipped, clock, tmp_path)
    client = far_away(built)
    sign_in(built, person(built, "manager"), client, pin=False)
    register = built.parts.register
    assert client.post("/manager/people", json={"name": name, "role": "guide"}).status_code == 201
    register.devices.add("kiosk", name, "k1", None, register.now())
    for page in ("/manager/people", "/manager/devices"):
        shown = client.get(page).text
        assert str(escape(name)) in shown
        assert name not in shown or name == str(escape(name))
    built.stop()


def test_headers_of_an_asking_browser_are_text_too(built: Built, client: Client) -> None:
    agent = "<script>alert()</script>" + "a" * 500
    register = built.parts.register
    register.pairing.ask("kiosk", "<b>", "", "10.0.0.9", agent[:120], register.now())
    code = register.pairing.waiting(register.now())[0].code
    shown = client.get(f"/manager/devices?code={code}").text
    assert "&lt;script&gt;alert()" in shown and "<script>alert()" not in shown


def test_no_other_path_leads_to_a_file(serving: Serving) -> None:
    served = serving()
    for path in PATHS:
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as dialled:
            host = f"Host: 127.0.0.1:{served.port}\r\nConnection: close\r\n\r\n"
            dialled.sendall(f"GET {path} HTTP/1.1\r\n{host}".encode())
            said = b"".join(iter(lambda: dialled.recv(65536), b"")).decode("utf-8", "replace")
        assert re.match(r"HTTP/1.1 (404|400|308|302)", said), (path, said[:200])
        assert "evil" not in said.partition("\r\n\r\n")[0], path
        assert "root:" not in said and "import" not in said, path


def test_a_foreign_name_for_this_computer_opens_no_demo(serving: Serving) -> None:
    """DNS rebinding: a page elsewhere whose name now leads to 127.0.0.1."""
    served = serving()
    host = {"Host": f"evil.example:{served.port}", "Origin": f"http://evil.example:{served.port}"}
    assert served.get("/", headers=host).status_code == 421
    assert served.post("/counter/1/calls", headers=host).status_code == 421
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
    live = "/socket.io/?EIO=4&transport=websocket"
    assert served.get(live, headers={**host, **upgrade}).status_code == 421
    assert served.get(live, headers={**upgrade, "Origin": host["Origin"]}).status_code == 403


def test_what_no_page_of_ours_says_ends_the_connection_and_leaves_no_trace(
    serving: Serving,
) -> None:
    served = serving()
    url = f"ws://127.0.0.1:{served.port}/socket.io/?EIO=4&transport=websocket"
    for junk in JUNK:
        page = simple_websocket.Client(url)
        page.receive(timeout=5)
        page.send("40")
        page.receive(timeout=5)
        page.send(junk)
        assert ends(page), junk
    assert served.get("/healthz").json()["ok"]
    said = served.log.read_text("utf-8")
    assert "Error" not in said and "error" not in said


def ends(page: simple_websocket.Client) -> bool:
    """Whether the server closes this connection."""
    try:
        while page.receive(timeout=5) is not None:
            pass
    except simple_websocket.ConnectionClosed:
        return True
    return False
