"""A card scanner at a serial port: where one scan ends, and a port that comes and goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import Event
from typing import Literal

from serial import Serial

from config import Scanner
from kiosk.aside import at_port
from kiosk.card import LONGEST
from web.faults import fenced

SILENCE = 0.15
"""Seconds without a byte that end a scan, where the scanner ends it by nothing else."""
AGAIN = 1.0
MOST = LONGEST * 4
_END = re.compile(rb"[\r\n\t]")

Trouble = Literal["missing", "forbidden", "broken"]


class Scans:
    """Cuts bytes into scans: they end at CR, LF, TAB or when `end` is called.

    A scan that begins while it is not `wanted` is dropped whole, and nothing of it is kept.
    """

    def __init__(self, wanted: Callable[[], bool], found: Callable[[bytes], None]) -> None:
        self._wanted = wanted
        self._found = found
        self._kept: bytearray | None = None
        self._begun = False

    def hear(self, sent: bytes) -> None:
        first, *others = _END.split(sent)
        self._add(first)
        for piece in others:
            self.end()
            self._add(piece)

    def end(self) -> None:
        kept, self._kept, self._begun = self._kept, None, False
        if kept:
            self._found(bytes(kept))

    def _add(self, piece: bytes) -> None:
        """Of a scan that is too long as much is kept as shows it."""
        if piece and not self._begun:
            self._begun = True
            self._kept = bytearray() if self._wanted() else None
        if self._kept is not None:
            self._kept += piece[: MOST + 1 - len(self._kept)]


class SerialScanner:
    """Listens at its port for as long as `run` runs; an unplugged one is opened again.

    `trouble`: why it cannot be heard; `changed` is told of a new one.
    """

    def __init__(
        self,
        kind: Scanner,
        wanted: Callable[[], bool],
        found: Callable[[bytes], None],
        changed: Callable[[], None],
    ) -> None:
        self.port = str(kind.port)
        self.trouble: Trouble | None = "missing"
        self._baud = kind.baud
        self._wanted = wanted
        self._found = found
        self._changed = changed
        self._over = Event()

    def run(self) -> None:
        while not self._over.is_set():
            try:
                self._listen()
            except Exception as error:  # noqa: BLE001 - an unplugged port fails in its own ways
                trouble = _trouble(error)
                if trouble != self.trouble:
                    fenced(f"the card scanner at {self.port}", error)
                self._note(trouble)
            self._over.wait(AGAIN)

    def stop(self) -> None:
        self._over.set()

    def _listen(self) -> None:
        # What it sent while nobody listened is dropped with the opening.
        line = at_port(lambda: Serial(self.port, self._baud, timeout=SILENCE, exclusive=True))
        try:
            scans = Scans(self._wanted, self._found)
            self._note(None)
            while not self._over.is_set():
                sent: bytes = at_port(lambda: line.read(max(1, line.in_waiting)))
                if sent:
                    scans.hear(sent)
                else:
                    scans.end()
        finally:
            at_port(line.close)

    def _note(self, trouble: Trouble | None) -> None:
        if trouble == self.trouble:
            return
        self.trouble = trouble
        self._changed()


def _trouble(error: Exception) -> Trouble:
    """pyserial's own errors carry the number of the one beneath."""
    number = getattr(error, "errno", None)
    kind = type(OSError(number, "")) if number else type(error)
    if issubclass(kind, PermissionError | BlockingIOError):
        return "forbidden"
    return "missing" if issubclass(kind, FileNotFoundError) else "broken"
