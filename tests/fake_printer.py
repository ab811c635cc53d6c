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
from collections.abc import Generator
from dataclasses import dataclass, replace

from PIL import Image, ImageChops

AT_ONCE = re.compile(rb"\x10\x04[\x01-\x04]")
Bytes = Generator[None, None, bytes]
ROOM = 4096
"""Bytes that the printer holds: more are not taken until the mechanism has worked some off."""


@dataclass(frozen=True)
class Paper:
    """One piece of paper; `cut` is False for what still hangs in the printer."""

    image: Image.Image
    cut: bool


@dataclass(frozen=True)
class Manner:
    """How the printer behaves now; see `FakePrinter.behave`."""

    paper: bool = True
    paper_rows: int | None = None
    near_end: bool = False
    cover: bool = False
    error: bool = False
    refuse: bool = False
    hang: bool = False
    mute: bool = False
    reset_after: int | None = None
    row_seconds: float = 0
    answers: frozenset[str] = frozenset({"status", "ident", "sensor"})
    chatter: bytes = b""

    @property
    def stopped(self) -> bool:
        return not self.paper or self.cover or self.error or self.paper_rows == 0


class FakePrinter:
    """Serves one client at a time in its own thread; a second thread is the mechanism.

    As in a real one, what is half taken in when a line breaks stays in the machine.
    """

    def __init__(self, width: int = 576, room: int = ROOM) -> None:
        self.width = width
        self.strays = bytearray()
        """Bytes that no command explains: a real printer would print them as garbage."""
        self.connections = 0
        self._room = room
        self._manner = Manner()
        self._changed = threading.Condition()
        self._held = bytearray()
        self._rows: list[bytes] = []
        self._papers: list[Paper] = []
        self._client: socket.socket | None = None
        self._server: socket.socket | None = None
        self._taken = 0
        self._over = False
        self.port = 0

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

    def behave(self, **how: object) -> None:
        """Change the fields of `Manner` named; the others stay as they are.

        paper: there is some · paper_rows: it ends after so many · near_end · cover: open · error ·
        refuse: no connection · hang: takes nothing · mute: says nothing · reset_after: RST after
        so many bytes of a connection · row_seconds: a slow mechanism · answers: of status, ident,
        sensor · chatter: bytes sent unasked to who connects.
        """
        with self._changed:
            refused = self._manner.refuse
            if how.get("paper"):
                how.setdefault("paper_rows", None)
            self._manner = replace(self._manner, **how)  # type: ignore[arg-type] # checked there
            self._changed.notify_all()
        if self._manner.refuse and not refused:
            assert self._server is not None
            self._server.close()
            self._hang_up()
        elif refused and not self._manner.refuse:
            self._listen()

    def _listen(self) -> None:
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        server.bind(("127.0.0.1", self.port))
        server.listen(1)
        server.settimeout(0.05)
        self.port = server.getsockname()[1]
        self._server = server

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
        seen = b""
        while not self._over:
            limit = self._manner.reset_after
            if limit is not None and self._taken >= limit:
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
            seen = self._answer(client, seen + data)
            self._hold(client, data)

    def _answer(self, client: socket.socket, seen: bytes) -> bytes:
        """DLE EOT n, wherever it stands; gives back what may be the beginning of one."""
        while (at := seen.find(b"\x10\x04")) >= 0 and at + 2 < len(seen):
            if seen[at + 2] in (1, 2, 3, 4):
                self._say(client, "status", bytes([self._status(seen[at + 2])]))
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

    def _say(self, client: socket.socket | None, kind: str, data: bytes) -> None:
        if client is None or self._manner.mute or kind not in self._manner.answers:
            return
        try:
            client.sendall(data)
        except OSError:
            return

    def _hold(self, client: socket.socket, data: bytes) -> None:
        """Waits for room, as a full printer does; what it waits with is lost with the line.

        Questions answered at once need no room.
        """
        with self._changed:
            if len(self._held) + len(data) > self._room:
                data = AT_ONCE.sub(b"", data)
            while data and len(self._held) + len(data) > self._room and not self._over:
                self._changed.wait(0.05)
                if client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                    raise ConnectionResetError
            self._held += data
            self._changed.notify_all()

    # The mechanism: works commands off, one row of dots after the other

    def _work(self) -> None:
        command = self._commands()
        while not self._over:
            next(command)

    def _commands(self) -> Generator[None, None, None]:
        while True:
            first = yield from self._take(1)
            if first == b"\x10":
                yield from self._take(2)
            elif first == b"\x1b":
                yield from self._escape()
            elif first == b"\x1d":
                yield from self._group()
            elif first not in (b"\x00", b"\n"):
                self.strays += first

    def _escape(self) -> Generator[None, None, None]:
        letter = yield from self._take(1)
        if letter == b"J":
            rows = yield from self._take(1)
            yield from self._print([bytes(self.width // 8)] * rows[0])
        elif letter in b"d3!atV":
            yield from self._take(1)
        elif letter == b"p":
            yield from self._take(3)
        elif letter == b"D":
            while (yield from self._take(1)) != b"\x00":
                pass
        elif letter not in b"@2\x00":
            self.strays += b"\x1b" + letter

    def _group(self) -> Generator[None, None, None]:
        letter = yield from self._take(1)
        if letter == b"v":
            head = yield from self._take(6)
            across, rows = head[2] + 256 * head[3], head[4] + 256 * head[5]
            for _ in range(rows):
                row = yield from self._take(across)
                yield from self._print([row])
        elif letter == b"V":
            how = yield from self._take(1)
            if how in b"AB":
                yield from self._take(1)
            yield from self._ready()
            self._cut()
        elif letter == b"(":
            head = yield from self._take(3)
            body = yield from self._take(head[1] + 256 * head[2])
            if head[:1] == b"H" and body[:1] == b"0":
                yield from self._ready()
                self._say(self._client, "ident", b"\x37\x22" + body[2:] + b"\x00")
        elif letter == b"r":
            yield from self._take(1)
            low = 0x03 if self._manner.near_end else 0
            empty = not self._manner.paper or self._manner.paper_rows == 0
            self._say(self._client, "sensor", bytes([low | 0x0C * empty]))
        elif letter != b"\x00":
            self.strays += b"\x1d" + letter

    def _take(self, count: int) -> Bytes:
        taken = b""
        while True:
            with self._changed:
                part = bytes(self._held[: count - len(taken)])
                del self._held[: len(part)]
                taken += part
                if len(taken) == count:
                    self._changed.notify_all()
                    return taken
                self._changed.wait(0.05)
            yield

    def _ready(self) -> Generator[None, None, None]:
        while self._manner.stopped:
            with self._changed:
                self._changed.wait(0.05)
            yield

    def _print(self, rows: list[bytes]) -> Generator[None, None, None]:
        for row in rows:
            yield from self._ready()
            if self._manner.row_seconds:
                time.sleep(self._manner.row_seconds)
                yield
            with self._changed:
                self._rows.append(row[: self.width // 8].ljust(self.width // 8, b"\x00"))
                left = self._manner.paper_rows
                if left is not None:
                    self._manner = replace(self._manner, paper_rows=max(0, left - 1))

    def _cut(self) -> None:
        with self._changed:
            self._papers.append(Paper(self._picture(), True))
            self._rows = []
            self._changed.notify_all()

    def _picture(self) -> Image.Image:
        size = (self.width, len(self._rows))
        return ImageChops.invert(Image.frombytes("1", size, b"".join(self._rows)))
