"""The way to the office's server: HTTP for what needs an answer, Socket.IO to hear and be heard."""

from __future__ import annotations

import json
import platform
import queue
import ssl
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPSHandler, ProxyHandler, Request, build_opener

import socketio

SECONDS = 5
DENIED, TOO_OFTEN = 401, 429
BROKEN = 500
NEVER_MIND_PROXIES: dict[str, str] = {}
NAME = f"Goi So agent ({platform.system()} {platform.node()})".encode("ascii", "replace").decode()


class Away(Exception):  # noqa: N818 - said as it stands
    """The server cannot be reached, or does not answer as one."""


class Denied(Exception):  # noqa: N818 - said as it stands
    """The server does not know this machine, or no more."""


class Link:
    """`server` is "http://goiso.lan:8000"; `authority`: the file of who signed its certificate.

    `token` is what the server knows this machine by. Everything may raise Away or Denied.
    """

    def __init__(self, server: str, token: str, authority: str | None = None) -> None:
        self.server = server.rstrip("/")
        self.token = token
        self.authority = authority
        self.cookies = CookieJar()
        self._opener = build_opener(
            ProxyHandler(NEVER_MIND_PROXIES),
            HTTPCookieProcessor(self.cookies),
            HTTPSHandler(context=ssl.create_default_context(cafile=authority)),
        )

    @property
    def headers(self) -> dict[str, str]:
        shown = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Accept": "application/json", "User-Agent": NAME, **shown}

    def get(self, path: str) -> Any:
        """The answer; None where there is no such thing any more."""
        return self._ask(Request(self.server + path, headers=self.headers))

    def post(self, path: str, said: dict[str, Any]) -> Any:
        """The answer; None where it was refused."""
        headers = {**self.headers, "Content-Type": "application/json"}
        return self._ask(Request(self.server + path, json.dumps(said).encode(), headers))

    def _ask(self, request: Request) -> Any:
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                return json.load(answer)
        except HTTPError as refusal:
            with refusal:
                if refusal.code == DENIED:
                    raise Denied from None
                if refusal.code == TOO_OFTEN or refusal.code >= BROKEN:
                    raise Away(f"HTTP {refusal.code}") from None
                return None
        except (OSError, ValueError, HTTPException) as error:
            raise Away(str(error)) from error


class Wire:
    """One live connection that watches `room`. Ends by itself when the other side is silent."""

    def __init__(self, link: Link, room: str) -> None:
        self._heard: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        trust = {"sslopt": {"ca_certs": link.authority}} if link.authority else {}
        direct = {"http_no_proxy": ["*"]}
        self._client: Any = socketio.Client(
            reconnection=False, handle_sigint=False, websocket_extra_options={**direct, **trust}
        )
        for event in ("snapshot", "traits", "trust", "clear", "disconnect"):
            self._client.on(event, self._hearer(event))
        try:
            self._client.connect(
                link.server, headers=link.headers, transports=["websocket"], wait_timeout=SECONDS
            )
            facts = self._client.call("watch", {"room": room}, timeout=SECONDS)
        except (socketio.exceptions.SocketIOError, OSError) as error:
            self.close()
            raise Away(str(error)) from error
        if not facts or "denied" in facts:
            self.close()
            raise Away("the server does not let this machine watch")
        self._heard.put(("snapshot", facts))

    def next(self, seconds: float) -> tuple[str, Any] | None:
        """(event, data) of what was heard; None when nothing was. Raises Away at the end."""
        try:
            event, data = self._heard.get(timeout=seconds)
        except queue.Empty:
            return None
        if event == "disconnect":
            raise Away("the connection ended")
        return event, data

    def say(self, event: str, data: dict[str, Any]) -> None:
        try:
            self._client.emit(event, data)
        except socketio.exceptions.SocketIOError as error:
            raise Away(str(error)) from error

    def wake(self) -> None:
        self._heard.put(("wake", None))

    def close(self) -> None:
        self._client.disconnect()

    def _hearer(self, event: str) -> Any:
        def hear(data: Any = None, *_rest: Any) -> None:
            self._heard.put((event, data))

        return hear
