"""An office that is served over HTTPS too, asked as a browser that trusts its certificate."""

from __future__ import annotations

import re
import socket
import ssl
from dataclasses import dataclass, field
from typing import Any

import requests
import socketio
from hall import Served


@dataclass
class Secured:
    """A served office with HTTPS. `hall` asks over plain HTTP, this over HTTPS."""

    hall: Served
    base: str
    authority: str
    clients: list[Any] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])

    def get(self, path: str, **more: Any) -> requests.Response:
        return requests.get(self.base + path, timeout=10, verify=self.authority, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> requests.Response:
        asked = {"json": body or {}, "timeout": 10, "verify": self.authority, **more}
        return requests.post(self.base + path, **asked)

    def dial(self) -> socket.socket:
        """A connection that has not shaken hands."""
        dialled = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        dialled.settimeout(10)
        return dialled

    def shaken(self) -> ssl.SSLSocket:
        """A connection over which requests can be sent."""
        context = ssl.create_default_context(cafile=self.authority)
        return context.wrap_socket(self.dial(), server_hostname="127.0.0.1")

    def live(self, base: str | None = None) -> tuple[Any, list[Any]]:
        """A page's live connection without the page, and the calls that it hears."""
        session = requests.Session()
        session.verify = self.authority
        client = socketio.Client(reconnection=False, http_session=session)
        heard: list[Any] = []
        client.on("called", heard.append)
        client.connect(base or self.base, transports=["websocket"])
        self.clients.append((client, client.eio.ws.sock, session))
        return client, heard

    def close(self) -> None:
        for client, wire, session in self.clients:
            client.disconnect()
            wire.close()
            session.close()


def announced(hall: Served) -> str:
    found = re.search(r"https://127\.0\.0\.1:\d+(?=/)", hall.log.read_text("utf-8"))
    assert found, "the HTTPS address is not announced"
    return found[0]
