"""Plain HTTP beside HTTPS: citizens stay, everybody else is sent on to the right address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests
from secured import Secured
from test_server import run

from web import plain

AWAY = "https://192.168.1.10:8443"


def test_a_slips_page_stays_on_plain_http(secured: Callable[..., Secured]) -> None:
    office = secured()
    ticket = office.post("/kiosk/tickets", {"service": "ho-tich"}).json()["ticket"]
    page = office.hall.get(f"/t/{ticket['token']}", allow_redirects=False)
    assert page.status_code == 200
    assert ticket["label"] in page.text
    for path in ("/", "/healthz", "/static/base.css", "/t/static/phone.css", "/qr/kiosk.svg"):
        assert office.hall.get(path, allow_redirects=False).status_code == 200, path
    client, _ = office.live(office.hall.base)
    room = f"ticket-{ticket['token']}"
    assert client.call("watch", {"room": room}, timeout=10)["room"] == room


@pytest.mark.parametrize(
    "path", ["/kiosk/", "/counter/1?compact=1&n=a%20b", "/manager/", "/display/?id=tv1", "/nowhere"]
)
def test_other_pages_are_sent_to_the_address_of_the_settings(
    secured: Callable[..., Secured], path: str
) -> None:
    office = secured()
    for host in (f"127.0.0.1:{office.hall.port}", "goiso.test:1", "localhost"):
        answer = office.hall.get(path, allow_redirects=False, headers={"Host": host})
        assert (answer.status_code, answer.headers["Location"]) == (302, office.base + path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
    strange = office.hall.get(path, allow_redirects=False, headers={"Host": "evil.example"})
    assert strange.status_code == 421
    assert requests.head(office.hall.base + path, timeout=10).headers["Location"].endswith(path)


def test_a_press_over_plain_http_is_refused(secured: Callable[..., Secured]) -> None:
    office = secured()
    answer = office.hall.post("/kiosk/tickets", {"service": "chung-thuc"})
    assert (answer.status_code, answer.json()["error"]) == (403, "https_only")
    assert "HTTPS" in answer.json()["message"]
    english = office.hall.post("/counter/1/calls", headers={"X-Goiso-Language": "en"})
    assert english.json()["message"].startswith("This can be done over HTTPS only")
    given = office.post("/kiosk/tickets", {"service": "chung-thuc"}).json()["ticket"]
    assert given["label"] == "A001"


def test_the_command_line_still_reaches_its_server(secured: Callable[..., Secured]) -> None:
    office = secured()
    assert run("clock", "confirm", "--data", office.hall.data).returncode == 0


@pytest.mark.parametrize(
    ("path", "query", "there"),
    [
        ("/kiosk/", "", f"{AWAY}/kiosk/"),
        ("//evil.example/", "", f"{AWAY}/evil.example/"),
        ("@evil.example/", "", f"{AWAY}/@evil.example/"),
        ("/a\r\nSet-Cookie: x", "b=\xff", f"{AWAY}/a%0D%0ASet-Cookie:%20x?b=%FF"),
        ("/100%", "a=1&b=%20", f"{AWAY}/100%25?a=1&b=%20"),
    ],
)
def test_no_way_of_asking_leads_to_another_host(path: str, query: str, there: str) -> None:
    assert plain.elsewhere(AWAY, {"PATH_INFO": path, "QUERY_STRING": query}) == there


def test_what_only_looks_like_a_citizens_page_is_not_one() -> None:
    alike = (
        "",
        "/t",
        "/tickets",
        "/thong-tin-noi-bo",
        "/qr",
        "/kiosk/static",
        "/counter/1/static/",
    )
    for path in (*alike, "//static/x", "/kiosk/tickets", "/control/day-closes", "/healthz/x"):
        assert not plain.serves({"PATH_INFO": path}), path
    for path in ("/thong-tin/", "/thong-tin", "/t/x", "/socket.io/", "/voices/static/a.js"):
        assert plain.serves({"PATH_INFO": path}), path


@pytest.mark.parametrize(
    ("asker", "own", "heard"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("::1", "::1", True),
        ("::ffff:127.0.0.1", "::ffff:127.0.0.1", True),
        ("192.168.1.10", "192.168.1.10", True),
        ("192.168.1.77", "192.168.1.10", False),
        ("", "", False),
    ],
)
def test_orders_over_plain_http_come_from_this_computer(asker: str, own: str, heard: bool) -> None:
    environ = {"PATH_INFO": "/control/day-closes", "REMOTE_ADDR": asker, "SERVER_ADDR": own}
    assert plain.serves(environ) == heard
