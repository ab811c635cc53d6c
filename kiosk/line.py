"""The line to a printer: whatever it is made of, nothing waits for ever on it."""

from __future__ import annotations

import logging
import os
import tempfile
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Protocol

from kiosk.replies import Kind, Replies, Reply

PIECE = 1024
PAUSE = 0.02
ESCPOS_CACHE = "ESCPOS_CAPABILITIES_PICKLE_DIR"


class NoLine(Exception):  # noqa: N818 - said as it stands
    """The printer cannot be reached. Nothing was sent."""


class Broken(Exception):  # noqa: N818 - said as it stands
    """The line broke, or the printer stopped taking what it is sent."""


class Line(Protocol):
    """One connection, for one job. Times are seconds. Made by a callable that raises NoLine.

    `sent` counts the bytes that the line has taken, or may have taken. `reads`: the printer's
    answers come back on it.
    """

    sent: int
    reads: bool

    def send(self, data: bytes, stall: float) -> None:
        """Raises Broken when the printer takes nothing for `stall` seconds."""
        ...

    def reply(self, kinds: tuple[Kind, ...], wait: float) -> Reply | None:
        """The next reply of one of these kinds; others are kept. None: there is none in time.

        Raises Broken when the printer ended the line.
        """
        ...

    def forget(self, *kinds: Kind) -> None:
        """Discard what came before it was asked for: replies of these kinds, or of any."""
        ...

    def handed(self, wait: float) -> bool:
        """Whether all that was sent has left this computer, at the latest after `wait`."""
        ...

    def close(self) -> None:
        """After a slip that is printed."""
        ...

    def abort(self) -> None:
        """What the printer has not taken yet must not come out later.

        Does nothing to a line that is closed already.
        """
        ...


class Talk(ABC):
    """What every line does alike, above writing a piece and reading what has come."""

    reads = True

    def __init__(self) -> None:
        self.sent = 0
        self._replies = Replies()
        self._ready: list[Reply] = []

    def send(self, data: bytes, stall: float) -> None:
        for start in range(0, len(data), PIECE):
            self._write(data[start : start + PIECE], stall)

    def reply(self, kinds: tuple[Kind, ...], wait: float) -> Reply | None:
        until = time.monotonic() + wait
        while True:
            for reply in self._ready:
                if reply.kind in kinds:
                    self._ready.remove(reply)
                    return reply
            left = until - time.monotonic()
            if left <= 0:
                return None
            data = self._read(left)
            self._ready.extend(self._replies.feed(data))
            if not data:
                time.sleep(min(left, PAUSE))

    def forget(self, *kinds: Kind) -> None:
        while data := self._read(0):
            self._ready.extend(self._replies.feed(data))
        if not kinds:
            self._replies = Replies()
        self._ready = [reply for reply in self._ready if kinds and reply.kind not in kinds]

    def handed(self, wait: float) -> bool:
        return True

    @abstractmethod
    def _write(self, piece: bytes, stall: float) -> None:
        """Send it all and count it in `sent`, or raise Broken."""

    @abstractmethod
    def _read(self, wait: float) -> bytes:
        """What has come, at the latest after `wait`; empty if nothing has so far. Raises Broken."""


def load_escpos(folder: Path) -> None:
    """Import python-escpos, which takes up to half a second; its cache is kept in `folder`.

    At its import it makes a temporary folder that it never deletes, and adds a handler to the
    root log: both are taken back, and no child process is told of the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[ESCPOS_CACHE] = str(folder)
    handlers = list(logging.root.handlers)
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory() as passing:
        tempfile.tempdir = passing
        try:
            import escpos.printer  # noqa: F401 - loaded here once, used in Tcp
        finally:
            tempfile.tempdir = usual
            os.environ.pop(ESCPOS_CACHE, None)
    for handler in list(logging.root.handlers):
        if handler not in handlers:
            logging.root.removeHandler(handler)
