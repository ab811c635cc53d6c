"""Change the settings of a served hall, and look at it before and after."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import requests
import socketio
from deskpage import QUICK
from hall import Served, write_config

RENAMED = {"services.1.name.vi": "Việc hộ tịch", "services.1.short.vi": "Việc hộ tịch"}
SECONDS = 20


def rewrite(served: Served, changes: dict[str, Any]) -> None:
    """The served file with other values; what `serving` put into it stays."""
    write_config(served.config, {"voices.engines": [], **QUICK, **changes})


def order(served: Served, **wish: Any) -> requests.Response:
    key = (served.data / "control.key").read_text("ascii")
    url = served.base + "/control/config-reloads"
    return requests.post(url, json=wish, headers={"X-Goiso-Key": key}, timeout=90)


def change(served: Served, changes: dict[str, Any]) -> dict[str, Any]:
    """Edit the file and reload; the server's answer."""
    rewrite(served, changes)
    answer = order(served)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def look(served: Served, room: str) -> dict[str, Any]:
    """A room's snapshot now, without what only time changes."""
    client = socketio.Client(reconnection=False)
    client.connect(served.base, transports=["websocket"])
    wire = client.eio.ws.sock
    facts: dict[str, Any] = client.call("watch", {"room": room}, timeout=10)
    client.disconnect()
    wire.close()
    return {key: value for key, value in facts.items() if key not in ("now", "edition")}


def take(served: Served, service: str = "ho-tich") -> dict[str, Any]:
    ticket: dict[str, Any] = served.post("/kiosk/tickets", {"service": service}).json()["ticket"]
    return ticket


def settings_light(served: Served) -> dict[str, str]:
    lights: list[dict[str, str]] = look(served, "home")["lights"]
    return next(light for light in lights if light["part"] == "settings")


def until(come: Callable[[], Any], seconds: float = SECONDS) -> None:
    end = time.monotonic() + seconds
    while not come():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
