"""The line to a printer of Windows: RAW bytes into its queue, and no answer (pywin32).

What waits in the queue would come out later by itself, so nothing is put behind it, and what did
not leave in time is taken back. Not tried with a real queue.
"""

from __future__ import annotations

import time
from contextlib import suppress
from importlib import import_module
from typing import Any

from kiosk.line import PAUSE, Broken, NoLine, Talk
from web.aside import aside

TITLE = "Gọi Số"
STOPPED = 0x0050_10DB
"""PRINTER_STATUS: paused, error, jam, paper out or wrong, offline, away, door, needs somebody."""
OFFLINE = 0x400
"""PRINTER_ATTRIBUTE_WORK_OFFLINE."""
DONE = 0x80
"""JOB_STATUS_PRINTED."""
DELETE = 5
"""JOB_CONTROL_DELETE."""


class Spool(Talk):
    """One job in the queue; it is begun with the first byte."""

    reads = False

    def __init__(self, queue: str) -> None:
        super().__init__()
        self._job = 0
        self._ended = False
        try:
            self._windows: Any = import_module("win32print")
            self._queue = aside(lambda: self._windows.OpenPrinter(queue))
            state = aside(lambda: self._windows.GetPrinter(self._queue, 2))
        except Exception as error:
            raise NoLine(str(error)) from error
        if state["Status"] & STOPPED or state["Attributes"] & OFFLINE or state["cJobs"]:
            self.abort()
            raise NoLine("the queue stands still")

    def handed(self, wait: float) -> bool:
        self._end()
        until = time.monotonic() + wait
        while self._waits():
            if time.monotonic() >= until:
                return False
            time.sleep(PAUSE)
        self._job = 0
        return True

    def close(self) -> None:
        self.abort()

    def abort(self) -> None:
        with suppress(Broken):
            if self._job and self._waits():
                self._call("SetJob", self._job, 0, None, DELETE)
        with suppress(Broken):
            self._end()
        queue, self._queue = self._queue, None
        if queue is not None:
            with suppress(Broken):
                aside(lambda: self._windows.ClosePrinter(queue))

    def _write(self, piece: bytes, stall: float) -> None:
        if not self._job:
            self._job = self._call("StartDocPrinter", 1, (TITLE, None, "RAW"))
            self._call("StartPagePrinter")
        self.sent += len(piece)
        if self._call("WritePrinter", piece) != len(piece):
            raise Broken("the queue takes nothing")

    def _read(self, wait: float) -> bytes:
        return b""

    def _end(self) -> None:
        if self._job and not self._ended:
            self._ended = True
            self._call("EndPagePrinter")
            self._call("EndDocPrinter")

    def _waits(self) -> bool:
        """Whether the job is still in the queue; one that is gone cannot be asked for."""
        try:
            return not self._call("GetJob", self._job, 1)["Status"] & DONE
        except Broken:
            return False

    def _call(self, name: str, *given: Any) -> Any:
        try:
            return aside(lambda: getattr(self._windows, name)(self._queue, *given))
        except Exception as error:
            raise Broken(str(error)) from error
