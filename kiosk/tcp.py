"""The line to a printer on the network: python-escpos carries the bytes."""

from __future__ import annotations

import os
import socket
import struct
from contextlib import suppress
from typing import Any

from kiosk.line import Broken, NoLine, Talk

SEND_BUFFER = 4096
LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


class Tcp(Talk):
    """Made anew for every job: a printer serves one at a time, and an old line tells nothing."""

    def __init__(self, host: str, port: int, connect: float) -> None:
        super().__init__()
        try:
            from escpos.printer import Network
        except Exception as error:  # it fails in its own ways where it cannot keep its cache
            raise NoLine("python-escpos cannot be loaded") from error
        self._printer: Any = Network(host, port=port, timeout=connect)
        try:
            # Its own open() knows no IPv6 and leaves the socket of a failed try behind.
            self._socket = socket.create_connection((host, port), timeout=connect)
        except OSError as error:
            raise NoLine(str(error)) from error
        self._printer.device = self._socket
        # A large buffer would swallow a whole slip that a hanging printer never took.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)

    def close(self) -> None:
        self._printer.close()

    def abort(self) -> None:
        """End with RST."""
        with suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)
        self._socket.close()
        self._printer.device = False

    def _write(self, piece: bytes, stall: float) -> None:
        """A piece is smaller than the buffer: a first one that fails was not taken at all."""
        self._socket.settimeout(stall)
        try:
            self._printer._raw(piece)
        except OSError as error:
            raise Broken(str(error)) from error
        self.sent += len(piece)

    def _read(self, wait: float) -> bytes:
        self._socket.settimeout(wait)
        try:
            data = self._socket.recv(256)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise Broken(str(error)) from error
        if not data:
            raise Broken("the printer hung up")
        return data
