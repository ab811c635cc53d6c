"""The way to the office's server: HTTP for a press, Socket.IO to see what stands at the counter."""

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

SECONDS = 4
TOO_OFTEN, BROKEN, REFUSED = 429, 500, 400
NEVER_MIND_PROXIES: dict[str, str] = {}
NAME = f"Goi So keypad ({platform.system()} {platform.node()})"


class Away(Exception):  # noqa: N818 - said as it stands
    """The server cannot be reached, or does not answer as one."""


@dataclass(frozen=True)
class Answer:
    """`said` is the answer's JSON; where it was refused, {error, message}."""

    refused: bool
    said: dict[str, Any]


class Link:
    """`server` is "http://goiso.lan:8000"; `authority`: the file of who signed its certificate.

    `token` is what the server knows this keypad by. Everything may raise Away.
    """

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

    def post(self, path: str, said: dict[str, Any]) -> Answer:
        headers = {**self._headers, "Content-Type": "application/json"}
        request = Request(self.server + path, json.dumps(said).encode(), headers)
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                return Answer(False, json.load(answer))
        except HTTPError as refusal:
            with refusal:
                return _refusal(refusal)
        except (OSError, ValueError, HTTPException) as error:
            raise Away(str(error)) from error

    def connect(self, client: Any) -> None:
        """`client`: one of python-socketio."""
        try:
            client.connect(
                self.server, headers=self._headers, transports=["websocket"], wait_timeout=SECONDS
            )
        except (socketio.exceptions.SocketIOError, OSError) as error:
            raise Away(str(error)) from error

    def client(self) -> Any:
        """One without words on the terminal: what the officer must know is told in sentences."""
        quiet = logging.Logger("quiet", logging.CRITICAL + 1)
        return socketio.Client(
            reconnection=False,
            handle_sigint=False,
            logger=quiet,
            engineio_logger=quiet,
            websocket_extra_options={"sslopt": self._trust},
        )

    @property
    def _headers(self) -> dict[str, str]:
        shown = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        name = NAME.encode("ascii", "replace").decode()
        return {"Accept": "application/json", "User-Agent": name, **shown}


def _refusal(refusal: HTTPError) -> Answer:
    if refusal.code == TOO_OFTEN or refusal.code >= BROKEN:
        raise Away(f"HTTP {refusal.code}") from None
    try:
        return Answer(True, json.load(refusal))
    except (OSError, ValueError) as error:
        raise Away(f"HTTP {refusal.code}") from error
