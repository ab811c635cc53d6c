"""A card scanner at a pseudo terminal, plugged in and out by a link as in /dev/serial/by-id."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

fcntl: Any = pytest.importorskip("fcntl", reason="there are no pseudo terminals")
termios: Any = pytest.importorskip("termios")
tty: Any = pytest.importorskip("tty")
TAKEN_SECONDS = 0.3


class PtyScanner:
    """Sends what it reads; `port` is there while it is plugged in."""

    def __init__(self, folder: Path) -> None:
        self.port = folder / "usb-scanner"
        self._ends: tuple[int, int] | None = None
        self.plug()

    def plug(self) -> None:
        own, other = os.openpty()
        tty.setraw(other)
        self._ends = own, other
        self.port.symlink_to(os.ttyname(other))

    def unplug(self) -> None:
        if self._ends is None:
            return
        self.port.unlink()
        for end in self._ends:
            os.close(end)
        self._ends = None

    def send(self, scanned: str | bytes, end: bytes = b"\r\n") -> None:
        assert self._ends is not None
        data = scanned.encode() if isinstance(scanned, str) else scanned
        os.write(self._ends[0], data + end)

    def pass_by(self, scanned: str) -> None:
        """Sends it once, and waits until whoever listens has taken all of it: the kernel brings
        it a moment later, and who has read it has not looked at it yet.
        """
        assert self._ends is not None
        self.send(scanned)
        empty_since = time.monotonic()
        while time.monotonic() - empty_since < TAKEN_SECONDS:
            time.sleep(0.01)
            if int.from_bytes(fcntl.ioctl(self._ends[1], termios.FIONREAD, bytes(4)), "little"):
                empty_since = time.monotonic()

    def hold(self, scanned: str | bytes, until: Callable[[], Any]) -> None:
        """A card lies before it: it is read again and again until somebody has seen it."""
        while not until():
            self.send(scanned)
