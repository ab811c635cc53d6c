"""The line through a serial port, or through a USB adapter that looks like one (pyserial)."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import serial

from kiosk.aside import at_port
from kiosk.line import PAUSE, Broken, NoLine, Talk

T = TypeVar("T")


class Serial(Talk):
    """8N1. A printer that stops the line by XOFF is heard; the other ways need its own cable."""

    def __init__(self, path: str, baud: int) -> None:
        super().__init__()
        try:
            self._port: Any = _call(
                lambda: serial.Serial(path, baud, timeout=0, xonxoff=True, exclusive=True)
            )
        except Broken as error:
            raise NoLine(str(error)) from error

    def handed(self, wait: float) -> bool:
        until = time.monotonic() + wait
        while _call(lambda: self._port.out_waiting):
            if time.monotonic() >= until:
                return False
            time.sleep(PAUSE)
        return True

    def close(self) -> None:
        self.abort()

    def abort(self) -> None:
        """Drop what the driver still holds; without that, closing waits for it to leave."""
        with suppress(Broken):
            _call(self._port.reset_output_buffer)
        with suppress(Broken):
            _call(self._port.close)

    def _write(self, piece: bytes, stall: float) -> None:
        """A piece that fails may have been taken in part."""
        self.sent += len(piece)

        def write() -> None:
            self._port.write_timeout = stall
            self._port.write(piece)

        _call(write)

    def _read(self, wait: float) -> bytes:
        def read() -> bytes:
            self._port.timeout = wait
            first: bytes = self._port.read(1)
            return first and first + self._port.read(self._port.in_waiting)

        return _call(read)


def _call(call: Callable[[], T]) -> T:
    """Raises Broken: pyserial lets through its own errors and several of the system's."""
    try:
        return at_port(call)
    except Exception as error:
        raise Broken(str(error)) from error
