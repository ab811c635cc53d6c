"""The mechanism of the fake printer: works commands off, one row of dots after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from dataclasses import dataclass, replace

from PIL import Image, ImageChops

Bytes = Generator[None, None, bytes]


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


class Mechanism:
    """Takes bytes from `_held` and makes rows and papers of them, as a stream: nothing is lost.

    As in a real printer, what is half taken in when a line breaks stays in the machine.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.strays = bytearray()
        """Bytes that no command explains: a real printer would print them as garbage."""
        self._manner = Manner()
        self._changed = threading.Condition()
        self._held = bytearray()
        self._rows: list[bytes] = []
        self._papers: list[Paper] = []
        self._over = False

    def _say(self, kind: str, data: bytes) -> None:
        """Tell whoever is on the line."""

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
                self._say("ident", b"\x37\x22" + body[2:] + b"\x00")
        elif letter == b"r":
            yield from self._take(1)
            low = 0x03 if self._manner.near_end else 0
            empty = not self._manner.paper or self._manner.paper_rows == 0
            self._say("sensor", bytes([low | 0x0C * empty]))
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
