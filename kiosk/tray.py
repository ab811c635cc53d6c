"""Printers without a mechanism: slips into files, and slips into memory."""

from __future__ import annotations

import errno
import logging
import os
import re
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from kiosk.bitmap import CUT, RESET, Bitmap
from kiosk.printer import Patience, Sent
from kiosk.replies import Status

log = logging.getLogger(__name__)

OURS = re.compile(r"[A-Z]\d{3,4}-\d+\.escpos")
KEPT = 50
PAUSE = 0.02
NEVER_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def command(slip: Bitmap) -> bytes:
    return RESET + b"".join(slip.bands()) + CUT


class DummyPrinter:
    """Keeps the bytes of its last slips in memory."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.status = Status(True)
        self.papers: deque[bytes] = deque(maxlen=KEPT)

    def look(self) -> Status:
        return self.status

    def print(self, job: int, label: str, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        begin()
        self.papers.append(command(slip))
        return Sent("printed")

    def trust(self) -> None:
        """It is sure of itself."""

    def clear(self) -> None:
        self.papers.clear()


class FilePrinter:
    """Writes each slip's bytes: into a folder one file a slip, or over one file each time.

    A pipe or a device at `path` is written to without ever waiting for who reads it.
    """

    def __init__(self, path: Path, width: int, patience: Patience) -> None:
        self.width = width
        self.status = Status(True)
        self._path = path
        self._patience = patience

    def look(self) -> Status:
        target = self._path if self._path.exists() else self._path.parent
        there = os.access(target, os.W_OK)
        self.status = Status(True) if there else Status(False, "offline")
        return self.status

    def print(self, job: int, label: str, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        try:
            if self._flows():
                pipe = os.open(self._path, os.O_WRONLY | NEVER_WAIT)
                begin()
                return self._pour(pipe, command(slip))
            begin()
            self._replace(f"{label}-{job}.escpos", command(slip))
            return Sent("printed")
        except OSError as error:
            log.warning("%s: %s", self._path, error)
            self.status = Status(False, "offline")
            return Sent("queued", "offline")

    def trust(self) -> None:
        """It is sure of itself."""

    def clear(self) -> None:
        if self._path.is_file():
            self._path.unlink()
        elif self._path.is_dir():
            for path in self._path.iterdir():
                if OURS.fullmatch(path.name):
                    path.unlink(missing_ok=True)

    def _flows(self) -> bool:
        """Whether a pipe or a device stands at the path, which must not be replaced."""
        return self._path.exists() and not (self._path.is_file() or self._path.is_dir())

    def _replace(self, name: str, data: bytes) -> None:
        """A slip is there whole or not at all. A path without an ending becomes a folder."""
        if not self._path.exists() and not self._path.suffix:
            self._path.mkdir(parents=True)
        target = self._path / name if self._path.is_dir() else self._path
        passing = target.with_name(f".{target.name}.part")
        passing.write_bytes(data)
        os.replace(passing, target)

    def _pour(self, pipe: int, data: bytes) -> Sent:
        left = memoryview(data)
        until = time.monotonic() + self._patience.stall
        try:
            while left and time.monotonic() < until:
                try:
                    left = left[os.write(pipe, left) :]
                    until = time.monotonic() + self._patience.stall
                except OSError as error:
                    if error.errno != errno.EAGAIN:
                        break
                    time.sleep(PAUSE)
        finally:
            os.close(pipe)
        if not left:
            return Sent("printed")
        nothing = len(left) == len(data)
        return Sent("queued" if nothing else "unsure", "offline")
