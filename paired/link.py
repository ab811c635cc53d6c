"""The way of a program on another computer to the office's server: HTTP, and a live connection."""

from __future__ import annotations

import json
import logging
import platform
import ssl
from dataclasses import dataclass
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPSHandler, ProxyHandler, Request, build_opener

import socketio

UNKNOWN, TOO_OFTEN, REFUSED, BROKEN = 401, 429, 400, 500
NEVER_MIND_PROXIES: dict[str, str] = {}


class Away(Exception):  # noqa: N818 - said as it stands
    """The server cannot be reached, or does not answer as one."""


@dataclass(frozen=True)
class Answer:
    """`said` is the answer's JSON; where it was refused, {error, message}."""

    status: int
    said: dict[str, Any]

    @property
    def refused(self) -> bool:
        return self.status >= REFUSED

    @property
    def unknown(self) -> bool:
        """The server does not know this machine, or no more."""
        return self.status == UNKNOWN


class Link:
    """`server` is "http://goiso.lan:8000"; `authority`: the file of who signed its certificate.

    `token` is what the server knows this machine by, `kind` what it is let in as, `name` what the
    manager reads. Everything may raise Away: so many `seconds` are waited for an answer.
    """

    kind: str
    name: str
    seconds: float = 5

    def __init__(self, server: str, token: str, authority: str | None = None) -> None:
        self.server = server.rstrip("/")
        self.token = token
        self.cookies = CookieJar()
        self._trust = {"ca_certs": authority} if authority else {}
        self._opener = build_opener(
            ProxyHandler(NEVER_MIND_PROXIES),
            HTTPCookieProcessor(self.cookies),
            HTTPSHandler(context=ssl.create_default_context(cafile=authority)),
        )

    def get(self, path: str) -> Answer:
        return self._ask(Request(self.server + path, headers=self._headers))

    def file(self, path: str) -> bytes | None:
        """What lies there; None where nothing does for this machine."""
        try:
            request = Request(self.server + path, headers=self._headers)
            with self._opener.open(request, timeout=self.seconds) as answer:
                return bytes(answer.read())
        except HTTPError as refusal:
            refusal.close()
            return None
        except (OSError, HTTPException) as error:
            raise Away(str(error)) from error

    def post(self, path: str, said: dict[str, Any]) -> Answer:
        headers = {**self._headers, "Content-Type": "application/json"}
        return self._ask(Request(self.server + path, json.dumps(said).encode(), headers))

    def client(self) -> Any:
        """One of python-socketio, not connected yet, without words of its own on the terminal."""
        quiet = logging.Logger("quiet", logging.CRITICAL + 1)
        return socketio.Client(
            reconnection=False,
            handle_sigint=False,
            logger=quiet,
            engineio_logger=quiet,
            websocket_extra_options={"http_no_proxy": ["*"], "sslopt": self._trust},
        )

    def watch(self, client: Any, room: str) -> dict[str, Any]:
        """Connects the `client`; the facts of the room, {denied} or {} where there are none."""
        try:
            client.connect(
                self.server,
                headers=self._headers,
                transports=["websocket"],
                wait_timeout=self.seconds,
            )
            return client.call("watch", {"room": room}, timeout=self.seconds) or {}
        except (socketio.exceptions.SocketIOError, OSError) as error:
            client.disconnect()
            raise Away(str(error)) from error

    @property
    def _headers(self) -> dict[str, str]:
        shown = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        name = f"Goi So {self.name} ({platform.system()} {platform.node()})"
        agent = name.encode("ascii", "replace").decode()
        return {"Accept": "application/json", "User-Agent": agent, **shown}

    def _ask(self, request: Request) -> Answer:
        try:
            with self._opener.open(request, timeout=self.seconds) as answer:
                return Answer(answer.status, json.load(answer))
        except HTTPError as refusal:
            with refusal:
                return _refusal(refusal)
        except (OSError, ValueError, HTTPException) as error:
            raise Away(str(error)) from error


def _refusal(refusal: HTTPError) -> Answer:
    if refusal.code == TOO_OFTEN or refusal.code >= BROKEN:
        raise Away(f"HTTP {refusal.code}") from None
    try:
        return Answer(refusal.code, json.load(refusal))
    except (OSError, ValueError) as error:
        raise Away(f"HTTP {refusal.code}") from error
