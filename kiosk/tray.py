"""Printers without a mechanism: slips into files, and slips into memory."""

from __future__ import annotations

import logging
import os
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path

from kiosk.bitmap import CUT, RESET, Bitmap
from kiosk.printer import Printer, Sent
from kiosk.replies import Status
from kiosk.traits import Traits

log = logging.getLogger(__name__)

OURS = re.compile(r"[A-Z]\d{3,4}-\d+\.escpos")
TRIAL = "T000"
KEPT = 50
DEVICES = Path("/dev")


def command(slip: Bitmap) -> bytes:
    return RESET + b"".join(slip.bands()) + CUT


class DummyPrinter:
    """Keeps the bytes of its last slips in memory."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.status = Status(True)
        self.traits = Traits()
        self.papers: deque[bytes] = deque(maxlen=KEPT)

    def look(self) -> Status:
        return self.status

    def print(self, job: int, label: str, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        begin()
        self.papers.append(command(slip))
        return Sent("printed")

    def probe(self, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        return self.print(0, TRIAL, slip, begin)

    def trust(self) -> None:
        """It is sure of itself."""

    def clear(self) -> None:
        self.papers.clear()


class FilePrinter:
    """Writes each slip's bytes: into a folder one file a slip, or over one file each time.

    What stands at `path` as a pipe or a device is printed to by `flowing`.
    """

    def __init__(self, path: Path, flowing: Printer) -> None:
        self.width = flowing.width
        self.status = Status(True)
        self._path = path
        self._flowing = flowing

    @property
    def traits(self) -> Traits:
        return self._flowing.traits

    @traits.setter
    def traits(self, traits: Traits) -> None:
        self._flowing.traits = traits

    def look(self) -> Status:
        if self._flows():
            self.status = self._flowing.look()
            return self.status
        target = self._path if self._path.exists() else self._path.parent
        there = os.access(target, os.W_OK)
        self.status = Status(True) if there else Status(False, "offline")
        return self.status

    def print(self, job: int, label: str, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        if self._flows():
            sent = self._flowing.print(job, label, slip, begin)
            self.status = self._flowing.status
            return sent
        try:
            begin()
            self._replace(f"{label}-{job}.escpos", command(slip))
        except OSError as error:
            log.warning("%s: %s", self._path, error)
            self.status = Status(False, "offline")
            return Sent("queued", "offline")
        return Sent("printed")

    def probe(self, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        if self._flows():
            return self._flowing.probe(slip, begin)
        return self.print(0, TRIAL, slip, begin)

    def trust(self) -> None:
        self._flowing.trust()

    def clear(self) -> None:
        if self._path.is_file():
            self._path.unlink()
        elif self._path.is_dir():
            for path in self._path.iterdir():
                if OURS.fullmatch(path.name):
                    path.unlink(missing_ok=True)

    def _flows(self) -> bool:
        """Whether a pipe or a device stands at the path, or may yet: nothing is made in /dev."""
        if not self._path.exists():
            return DEVICES in self._path.parents
        return not (self._path.is_file() or self._path.is_dir())

    def _replace(self, name: str, data: bytes) -> None:
        """A slip is there whole or not at all. A path without an ending becomes a folder."""
        if not self._path.exists() and not self._path.suffix:
            self._path.mkdir(parents=True)
        target = self._path / name if self._path.is_dir() else self._path
        passing = target.with_name(f".{target.name}.part")
        passing.write_bytes(data)
        os.replace(passing, target)
