"""The line through a device such as /dev/usb/lp0, or through a pipe."""

from __future__ import annotations

import os
import select
import stat
import time
from contextlib import suppress
from pathlib import Path

from kiosk.line import Broken, NoLine, Talk

NEVER_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
SET_PIPE_SIZE = 1031
"""F_SETPIPE_SZ of Linux, for Pythons that do not name it."""
SMALL = 4096


class Lp(Talk):
    """Reads back from a device only: a pipe that is opened for both reads its own bytes."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        try:
            self.reads = stat.S_ISCHR(path.stat().st_mode)
            self._device = os.open(path, (os.O_RDWR if self.reads else os.O_WRONLY) | NEVER_WAIT)
        except OSError as error:
            raise NoLine(str(error)) from error
        if not self.reads:
            _shrink(self._device)

    def handed(self, wait: float) -> bool:
        return bool(select.select([], [self._device], [], wait)[1])

    def close(self) -> None:
        self.abort()

    def abort(self) -> None:
        """A device drops what it holds when it is closed; a pipe keeps a page of it."""
        device, self._device = self._device, -1
        if device >= 0:
            os.close(device)

    def _write(self, piece: bytes, stall: float) -> None:
        left = memoryview(piece)
        until = time.monotonic() + stall
        while left:
            try:
                taken = os.write(self._device, left)
            except BlockingIOError:
                self._await(until)
                continue
            except OSError as error:
                raise Broken(str(error)) from error
            self.sent += taken
            left = left[taken:]
            until = time.monotonic() + stall

    def _await(self, until: float) -> None:
        wait = until - time.monotonic()
        if wait <= 0 or not select.select([], [self._device], [], wait)[1]:
            raise Broken("the printer takes nothing")

    def _read(self, wait: float) -> bytes:
        if not self.reads:
            return b""
        try:
            select.select([self._device], [], [], wait)
            return os.read(self._device, 256)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise Broken(str(error)) from error


def _shrink(pipe: int) -> None:
    """A large pipe would swallow a slip that nobody reads."""
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.fcntl(pipe, SET_PIPE_SIZE, SMALL)
