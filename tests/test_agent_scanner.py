"""A card scanner at the kiosk's own computer: heard while a page asks, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import socketio
from agentpc import AgentPc, kiosk_facts, until
from cardscanner import PtyScanner
from citizencards import AN, HOA, TELEX_HOA
from hall import Served

Serving = Callable[..., Served]


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[PtyScanner]:
    made = PtyScanner(tmp_path)
    yield made
    made.unplug()


@pytest.fixture
def hall(serving: Serving, scanner: PtyScanner) -> Served:
    """Its printer is on the network; only the scanner hangs at the kiosk's computer."""
    kiosk = {"id": "k1", "name": {"vi": "Cửa", "en": "Door"}, "printer": "p1"}
    return serving({"kiosks": [{**kiosk, "scanner": {"port": str(scanner.port), "at": "kiosk"}}]})


@pytest.fixture
def pc(tmp_path: Path, hall: Served) -> Iterator[AgentPc]:
    made = AgentPc(tmp_path / "agent")
    made.start(hall.base)
    until(lambda: kiosk_facts(hall)["cards"] == "serial", lambda: made.said)
    yield made
    made.kill()


def scan(hall: Served, scanner: PtyScanner, text: str) -> dict[str, Any]:
    with ThreadPoolExecutor(1) as page:
        asked = page.submit(hall.post, "/kiosk/scans", {"on": True})
        scanner.hold(text, asked.done)
        told: dict[str, Any] = asked.result().json()
        return told


def test_a_card_that_is_held_there_is_told_to_the_kiosks_page(
    hall: Served, pc: AgentPc, scanner: PtyScanner
) -> None:
    assert scan(hall, scanner, HOA)["card"]["name"] == "Trần Thị Hoa"
    assert scan(hall, scanner, TELEX_HOA)["unreadable"]
    assert scan(hall, scanner, AN)["card"]["name"] == "Đặng Văn An"


def test_the_kiosk_offers_no_card_while_scanner_or_agent_is_away(
    hall: Served, pc: AgentPc, scanner: PtyScanner
) -> None:
    scanner.unplug()
    until(lambda: kiosk_facts(hall)["cards"] is None)
    scanner.plug()
    until(lambda: kiosk_facts(hall)["cards"] == "serial")
    assert scan(hall, scanner, HOA)["card"]["name"] == "Trần Thị Hoa"
    pc.kill()
    until(lambda: kiosk_facts(hall)["cards"] is None)
    assert hall.post("/kiosk/agent/scans", {"question": "0" * 16, "hex": "00"}).status_code == 201
    pc.start(hall.base)
    until(lambda: kiosk_facts(hall)["cards"] == "serial")
    assert scan(hall, scanner, AN)["card"]["name"] == "Đặng Văn An"


def test_nothing_of_a_card_stays_on_the_kiosks_computer(
    hall: Served, pc: AgentPc, scanner: PtyScanner
) -> None:
    scanner.pass_by(AN)
    assert scan(hall, scanner, HOA)["card"]["name"] == "Trần Thị Hoa"
    pc.stop()
    kept = [path for path in [pc.log, *pc.folder.rglob("*")] if path.is_file()]
    number, name = HOA.split("|")[0], HOA.split("|")[2]
    for path in kept:
        text = path.read_bytes().decode("utf-8", "replace")
        assert number not in text and name not in text and HOA.encode().hex() not in text


def test_a_kiosk_whose_printer_another_agent_drives_still_hears_its_own_scanner(
    serving: Serving, scanner: PtyScanner, tmp_path: Path
) -> None:
    described = {"id": "p1", "type": "lp", "path": str(tmp_path / "lp"), "at": "kiosk"}
    port = {"port": str(scanner.port), "at": "kiosk"}
    front = {"id": "k1", "name": {"vi": "Cửa", "en": "Door"}, "printer": "p1", "scanner": port}
    back = {"id": "k2", "name": {"vi": "Sau", "en": "Back"}, "printer": "p1"}
    hall = serving({"printers": [described], "kiosks": [front, back]})
    other, pc = socketio.Client(reconnection=False), AgentPc(tmp_path / "agent")
    other.connect(hall.base, transports=["websocket"])
    try:
        other.call("watch", {"room": "agent-k2"}, timeout=10)
        other.emit("agent", {"journal": "b" * 16, "heard": True, "scanner": "missing"})
        other.call("watch", {"room": "agent-k2"}, timeout=10)
        pc.start(hall.base)
        until(lambda: "Another computer prints" in pc.said, lambda: pc.said)
        until(lambda: kiosk_facts(hall)["cards"] == "serial", lambda: pc.said)
        assert scan(hall, scanner, HOA)["card"]["name"] == "Trần Thị Hoa"
    finally:
        pc.kill()
        other.disconnect()
