"""The mechanism of the fake printer: works commands off, one row of dots after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from dataclasses import dataclass, replace

from PIL import Image, ImageChops

Bytes = Generator[None, None, bytes]
SPACING = 30
"""Dots that a line feed goes on by itself."""


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
    turn_rows: int | None = None
    turn: tuple[tuple[str, object], ...] = ()

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
        self._line: list[bytes] = []
        self._spacing = SPACING
        self._papers: list[Paper] = []
        self._lives = 1
        self._over = False

    def _say(self, kind: str, data: bytes) -> None:
        """Tell whoever is on the line."""

    def lose_power(self) -> None:
        """What was taken in and not printed is forgotten; what is printed hangs there."""
        with self._changed:
            self._held.clear()
            self._lives += 1
            self._changed.notify_all()

    def _work(self) -> None:
        while not self._over:
            life, command = self._lives, self._commands()
            self._line, self._spacing = [], SPACING
            while life == self._lives and not self._over:
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
            elif first == b"\n":
                line, self._line = self._line, []
                yield from self._print(line)
                yield from self._print([bytes(self.width // 8)] * (self._spacing - len(line)))
            elif first != b"\x00":
                self.strays += first

    def _escape(self) -> Generator[None, None, None]:
        letter = yield from self._take(1)
        if letter == b"J":
            rows = yield from self._take(1)
            yield from self._print([bytes(self.width // 8)] * rows[0])
        elif letter == b"*":
            yield from self._columns()
        elif letter == b"3":
            self._spacing = (yield from self._take(1))[0]
        elif letter in b"d!atV":
            yield from self._take(1)
        elif letter == b"p":
            yield from self._take(3)
        elif letter == b"D":
            while (yield from self._take(1)) != b"\x00":
                pass
        elif letter in b"@2":
            self._spacing = SPACING
        elif letter != b"\x00":
            self.strays += b"\x1b" + letter

    def _columns(self) -> Generator[None, None, None]:
        """24 dots high in the finest mode: three bytes a column, its upper dot first."""
        head = yield from self._take(3)
        across = head[1] + 256 * head[2]
        data = yield from self._take(across * (3 if head[0] in (32, 33) else 1))
        if not across:
            return
        if head[0] != 33:
            self.strays += b"\x1b*" + head
            return
        for y in range(24):
            dots = "".join("01"[data[3 * x + y // 8] >> (7 - y % 8) & 1] for x in range(across))
            self._line.append(int(dots, 2).to_bytes(across // 8, "big"))

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
                left, turning = self._manner.paper_rows, self._manner.turn_rows
                if left is not None:
                    self._manner = replace(self._manner, paper_rows=max(0, left - 1))
                if turning is not None:
                    self._manner = replace(self._manner, turn_rows=turning - 1)
                    if turning <= 1:
                        how = dict(self._manner.turn, turn_rows=None)
                        self._manner = replace(self._manner, **how)  # type: ignore[arg-type]

    def _cut(self) -> None:
        with self._changed:
            self._papers.append(Paper(self._picture(), True))
            self._rows = []
            self._changed.notify_all()

    def _picture(self) -> Image.Image:
        size = (self.width, len(self._rows))
        return ImageChops.invert(Image.frombytes("1", size, b"".join(self._rows)))
