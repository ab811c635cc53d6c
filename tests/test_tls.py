"""HTTPS: what is served, who is cut off, and which certificate is not taken."""

from __future__ import annotations

import socket
import ssl
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from bad_settings import SMALL, mistakes
from cryptography.hazmat.primitives import serialization
from hall import Served, write_config
from secured import Secured, announced
from test_server import dial, is_closed, one_sentence, run

from settings.serving import Tls
from web.listeners import certified

Serving = Callable[..., Served]
UPGRADE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
)


def until(true: Callable[[], bool], seconds: float = 5) -> bool:
    ends = time.monotonic() + seconds
    while not true() and time.monotonic() < ends:
        time.sleep(0.02)
    return true()


def reset(wire: socket.socket) -> None:
    """The other side sees a reset instead of a farewell, as when a computer is switched off."""
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def farewell(wire: socket.socket) -> None:
    """A websocket's closing frame: normal, masked with zeros."""
    wire.sendall(bytes.fromhex("8882 00000000 03e8"))


def test_every_page_is_there_over_https(secured: Callable[..., Secured]) -> None:
    office = secured()
    for path in ("/", "/kiosk/", "/counter/1", "/display/", "/healthz", "/static/base.css"):
        answer = office.get(path, allow_redirects=False)
        assert answer.status_code == 200, path
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "Strict-Transport-Security" not in answer.headers
    origin = {"Origin": office.base, "Sec-Fetch-Site": "same-origin"}
    taken = office.post("/kiosk/tickets", {"service": "chung-thuc"}, headers=origin)
    assert taken.status_code == 201
    strange = {"Origin": office.hall.base}
    refused = office.post("/kiosk/tickets", {"service": "chung-thuc"}, headers=strange)
    assert refused.json()["error"] == "foreign_origin"


def test_a_screen_hears_calls_over_https(secured: Callable[..., Secured]) -> None:
    office = secured()
    client, heard = office.live()
    assert client.call("watch", {"room": "board-tv1"}, timeout=10)["room"] == "board-tv1"
    office.post("/kiosk/tickets", {"service": "chung-thuc"})
    assert office.post("/counter/1/calls").status_code == 201
    assert until(lambda: len(heard) == 1)
    # Pings come every 2.5 s and are answered within 2 s.
    time.sleep(5)
    office.post("/kiosk/tickets", {"service": "ho-tich"})
    assert office.post("/counter/6/calls").status_code == 201
    assert until(lambda: len(heard) == 2)


def test_live_pages_that_come_and_go_over_https_disturb_nobody(
    secured: Callable[..., Secured],
) -> None:
    office = secured()
    stays, heard = office.live()
    assert stays.call("watch", {"room": "board-tv1"}, timeout=10)
    for leave in (farewell, reset, lambda _wire: None) * 6:
        with office.shaken() as wire:
            wire.sendall(UPGRADE.format(office.port).encode())
            assert wire.recv(1000).startswith(b"HTTP/1.1 101 ")
            leave(wire)
        assert office.get("/healthz").json()["ok"]
    office.post("/kiosk/tickets", {"service": "chung-thuc"})
    assert office.post("/counter/1/calls").status_code == 201
    assert until(lambda: len(heard) == 1)


def test_an_answer_that_nobody_waits_for_leaves_no_trace(
    secured: Callable[..., Secured],
) -> None:
    office = secured()
    for _ in range(10):
        with office.shaken() as wire:
            wire.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{office.port}\r\n\r\n".encode() * 9)
            reset(wire)
    assert office.get("/healthz").json()["ok"]


def test_another_tls_setting_waits_for_the_next_start(
    secured: Callable[..., Secured], papers: Path
) -> None:
    office = secured()
    tls = {"cert": str(papers / "goiso.crt"), "key": str(papers / "goiso.key"), "port": "9443"}
    write_config(office.hall.config, {"voices.engines": [], "web.tls": tls})
    told = run("config", "reload", "--data", office.hall.data).stdout
    assert told.splitlines()[-1] == "  web.tls.port: 8443 → 9443"
    assert office.get("/healthz").ok


def test_who_does_not_shake_hands_in_time_is_cut_off_and_others_are_served(
    secured: Callable[..., Secured],
) -> None:
    office = secured({"web.limits.header_seconds": "1"})
    for begun in (b"", b"\x16\x03\x01", b"GET / HTTP/1.1\r\n\r\n"):
        with office.dial() as dialled:
            dialled.sendall(begun)
            started = time.monotonic()
            assert office.get("/healthz").ok
            try:
                while dialled.recv(100):
                    pass
            except ConnectionResetError:
                pass
            assert time.monotonic() - started < 4, begun


def test_handshakes_and_requests_that_are_not_complete_count_together(
    secured: Callable[..., Secured],
) -> None:
    office = secured({"web.limits.connections": "8", "web.limits.header_seconds": "30"})
    opened = [office.dial() for _ in range(6)]
    time.sleep(0.5)
    opened += [dial(office.hall) for _ in range(6)]
    for dialled in opened[6:]:
        dialled.sendall(b"GET / HT")
    time.sleep(0.5)
    assert office.get("/healthz").ok
    closed = [is_closed(dialled) for dialled in opened]
    for dialled in opened:
        dialled.close()
    assert closed[:4] == [True] * 4
    assert closed[-6:] == [False] * 6


def test_the_certificate_may_lie_in_the_data_folder(
    serving: Serving, papers: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in ("goiso.crt", "goiso.key"):
        (data / name).write_bytes((papers / name).read_bytes())
    hall = serving({"web.tls": {"cert": "goiso.crt", "key": "goiso.key"}}, data=data)
    office = Secured(hall, announced(hall), str(papers / "ca.crt"))
    assert office.get("/counter/1").ok
    made = certified(Tls(cert="goiso.crt", key="goiso.key"), data)
    assert made.minimum_version == ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("fault", ["missing", "no certificate", "another's key", "a password"])
def test_a_certificate_that_cannot_be_used_is_told_in_a_sentence(
    papers: Path, tmp_path: Path, fault: str
) -> None:
    cert, key = tmp_path / "own.crt", tmp_path / "own.key"
    cert.write_bytes((papers / "goiso.crt").read_bytes())
    key.write_bytes((papers / "goiso.key").read_bytes())
    if fault == "missing":
        key.unlink()
    elif fault == "no certificate":
        cert.write_text("not a certificate", "utf-8")
    elif fault == "another's key":
        trustme.CA().issue_cert("127.0.0.1").private_key_pem.write_to_path(key)
    else:
        key.write_bytes(locked(key.read_bytes()))
    tls = {"cert": str(cert), "key": str(key)}
    config = write_config(tmp_path / "config.yaml", {"web.tls": tls, "voices.engines": []})
    told = one_sentence(
        run("serve", "--config", config, "--data", tmp_path / "data", "--port", "0")
    )
    assert str(key) in told
    assert " · " in told
    checked = run("check", "--config", config, "--data", tmp_path / "data")
    assert checked.returncode == 1
    assert str(key) in checked.stdout


def locked(pem: bytes) -> bytes:
    return serialization.load_pem_private_key(pem, None).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"secret"),
    )


def test_both_kinds_need_ports_of_their_own(tmp_path: Path) -> None:
    web = "web:\n  port: 8443\n  tls: {cert: a, key: b}\n"
    line = SMALL.count("\n") + 3
    assert mistakes(tmp_path, SMALL + web) == [
        f"line {line}: web.tls.port is 8443, which is web.port already."
    ]
