"""A receipt printer on a TCP port, with its faults, that gives back the paper as pictures.

with FakePrinter() as printer:
    printer.behave(paper_rows=200)
    ...
    printer.papers   # what was cut off so far
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from fake_mechanism import Mechanism, Paper

__all__ = ["FakePrinter", "Paper"]

AT_ONCE = re.compile(rb"\x10\x04[\x01-\x04]")
ROOM = 4096
"""Bytes that the printer holds: more are not taken until the mechanism has worked some off."""


class FakePrinter(Mechanism):
    """Serves one client at a time in its own thread; a second thread is the mechanism."""

    def __init__(self, width: int = 576, room: int = ROOM) -> None:
        super().__init__(width)
        self.port = 0
        self.connections = 0
        self._room = room
        self._client: socket.socket | None = None
        self._server: socket.socket | None = None
        self._taken = 0

    def __enter__(self) -> FakePrinter:
        self._listen()
        self._threads = [
            threading.Thread(target=self._serve, daemon=True),
            threading.Thread(target=self._work, daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        with self._changed:
            self._over = True
            self._changed.notify_all()
        self._hang_up()
        if self._server:
            self._server.close()
        for thread in self._threads:
            thread.join(5)

    @property
    def papers(self) -> list[Paper]:
        """The pieces that were cut off, oldest first."""
        with self._changed:
            return list(self._papers)

    @property
    def hanging(self) -> Paper | None:
        """What is printed but not cut yet."""
        with self._changed:
            return Paper(self._picture(), False) if self._rows else None

    def wait(self, papers: int, seconds: float = 20) -> list[Paper]:
        """The papers, as soon as there are so many; AssertionError when they do not come."""
        with self._changed:
            came = self._changed.wait_for(lambda: len(self._papers) >= papers, seconds)
            assert came, f"{len(self._papers)} of {papers} papers came"
            return list(self._papers)

    def begun(self, seconds: float = 20) -> None:
        """Waits until some of a slip is on the paper."""
        with self._changed:
            assert self._changed.wait_for(lambda: bool(self._rows), seconds), "nothing came"

    def wait_for(self, come: Callable[[list[Paper]], bool], seconds: float = 20) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: come(self._papers), seconds), "it did not come"

    def behave(self, **how: object) -> None:
        """Change the fields of `Manner` named; the others stay as they are.

        paper: there is some · paper_rows: it ends after so many · near_end · cover: open · error ·
        refuse: no connection · hang: takes nothing · mute: says nothing · reset_after: RST after
        so many bytes of a connection · row_seconds: a slow mechanism · answers: of status, ident,
        sensor · chatter: bytes sent unasked to who connects · turn_rows: after so many rows it
        becomes as `turn` says.
        """
        with self._changed:
            refused = self._manner.refuse
            if how.get("paper"):
                how.setdefault("paper_rows", None)
            self._manner = replace(self._manner, **how)  # type: ignore[arg-type] # checked there
            self._changed.notify_all()
        if self._manner.refuse and not refused:
            self._refuse()
        elif refused and not self._manner.refuse:
            self._listen()

    def lose_power(self) -> None:
        super().lose_power()
        self._hang_up()

    def _listen(self) -> None:
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        server.bind(("127.0.0.1", self.port))
        server.listen(1)
        server.settimeout(0.05)
        self.port = server.getsockname()[1]
        self._server = server

    def _refuse(self) -> None:
        assert self._server is not None
        self._server.close()
        self._hang_up()

    def _hang_up(self) -> None:
        if self._client:
            try:
                self._client.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    # The interface: takes bytes, answers the questions that are answered at once

    def _serve(self) -> None:
        while not self._over:
            try:
                assert self._server is not None
                client, _ = self._server.accept()
            except OSError:
                time.sleep(0.005)
                continue
            self.connections += 1
            self._client, self._taken = client, 0
            with client:
                client.settimeout(0.05)
                try:
                    self._attend(client)
                except OSError:
                    continue
                finally:
                    self._client = None

    def _attend(self, client: socket.socket) -> None:
        if self._manner.chatter:
            client.sendall(self._manner.chatter)
        seen, life = b"", self._lives
        while not self._over:
            limit = self._manner.reset_after
            if (limit is not None and self._taken >= limit) or life != self._lives:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return
            if self._manner.hang:
                time.sleep(0.01)
                continue
            try:
                size = 256 if limit is None else min(256, limit - self._taken)
                data = client.recv(size)
            except TimeoutError:
                continue
            if not data:
                return
            self._taken += len(data)
            seen = self._answer(seen + data)
            self._hold(data)

    def _answer(self, seen: bytes) -> bytes:
        """DLE EOT n, wherever it stands; gives back what may be the beginning of one."""
        while (at := seen.find(b"\x10\x04")) >= 0 and at + 2 < len(seen):
            if seen[at + 2] in (1, 2, 3, 4):
                self._say("status", bytes([self._status(seen[at + 2])]))
            seen = seen[at + 3 :]
        return seen[-2:]

    def _status(self, question: int) -> int:
        how = self._manner
        empty = not how.paper or how.paper_rows == 0
        bits = {
            1: 0x08 * how.stopped,
            2: 0x04 * how.cover | 0x20 * empty | 0x40 * how.error,
            3: 0x20 * how.error,
            4: 0x60 * empty | 0x0C * (how.near_end or empty),
        }
        return 0x12 | bits[question]

    def _say(self, kind: str, data: bytes) -> None:
        if not self._manner.mute and kind in self._manner.answers:
            self._tell(data)

    def _tell(self, data: bytes) -> None:
        client = self._client
        if client:
            with suppress(OSError):
                client.sendall(data)

    def _hold(self, data: bytes) -> None:
        """Waits for room, as a full printer does; what it waits with is lost with the line.

        Questions answered at once need no room.
        """
        with self._changed:
            life = self._lives
            if len(self._held) + len(data) > self._room:
                data = AT_ONCE.sub(b"", data)
            while data and len(self._held) + len(data) > self._room and not self._over:
                self._changed.wait(0.05)
                if self._broken() or life != self._lives:
                    raise ConnectionResetError
            self._held += data
            self._changed.notify_all()

    def _broken(self) -> bool:
        client = self._client
        return client is None or client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) != 0
