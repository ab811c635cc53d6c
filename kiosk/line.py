"""The line to a network printer: python-escpos carries the bytes, and nothing waits for ever."""

from __future__ import annotations

import logging
import os
import socket
import struct
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.replies import Kind, Replies, Reply

PIECE = 1024
SEND_BUFFER = 4096
LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


class NoLine(Exception):  # noqa: N818 - said as it stands
    """The printer cannot be reached. Nothing was sent."""


class Broken(Exception):  # noqa: N818 - said as it stands
    """The line broke, or the printer stopped taking what it is sent."""


def load_escpos(folder: Path) -> None:
    """Import python-escpos, which takes up to half a second; its cache is kept in `folder`.

    At its import it makes a temporary folder that it never deletes, and adds a handler to the
    root log: both are taken back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(folder))
    handlers = list(logging.root.handlers)
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory() as passing:
        tempfile.tempdir = passing
        try:
            import escpos.printer  # noqa: F401 - loaded here once, used in Line
        finally:
            tempfile.tempdir = usual
    for handler in list(logging.root.handlers):
        if handler not in handlers:
            logging.root.removeHandler(handler)


class Line:
    """One connection, for one job. Times are seconds. Raises NoLine when it cannot be made."""

    def __init__(self, host: str, port: int, connect: float) -> None:
        try:
            from escpos.printer import Network
        except Exception as error:  # it fails in its own ways where it cannot keep its cache
            raise NoLine("python-escpos cannot be loaded") from error
        self.sent = 0
        self._replies = Replies()
        self._ready: list[Reply] = []
        self._printer: Any = Network(host, port=port, timeout=connect)
        try:
            # Its own open() knows no IPv6 and leaves the socket of a failed try behind.
            self._socket = socket.create_connection((host, port), timeout=connect)
        except OSError as error:
            raise NoLine(str(error)) from error
        self._printer.device = self._socket
        # A large buffer would swallow a whole slip that a hanging printer never took.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)

    def send(self, data: bytes, stall: float) -> None:
        """Raises Broken when the printer takes nothing for `stall` seconds.

        `sent` counts what the line has taken: a piece is smaller than its buffer, so a first
        piece that fails was not taken at all.
        """
        self._socket.settimeout(stall)
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            try:
                self._printer._raw(piece)
            except OSError as error:
                raise Broken(str(error)) from error
            self.sent += len(piece)

    def reply(self, kinds: tuple[Kind, ...], wait: float) -> Reply | None:
        """The next reply of one of these kinds; others are kept. None: there is none in time.

        Raises Broken when the printer ended the line.
        """
        until = time.monotonic() + wait
        while True:
            for reply in self._ready:
                if reply.kind in kinds:
                    self._ready.remove(reply)
                    return reply
            left = until - time.monotonic()
            if left <= 0:
                return None
            self._ready.extend(self._replies.feed(self._read(left)))

    def forget(self, *kinds: Kind) -> None:
        """Discard what came before it was asked for: replies of these kinds, or of any."""
        while data := self._read(0):
            self._ready.extend(self._replies.feed(data))
        if not kinds:
            self._replies = Replies()
        self._ready = [reply for reply in self._ready if kinds and reply.kind not in kinds]

    def close(self) -> None:
        self._printer.close()

    def abort(self) -> None:
        """End with RST: what the printer has not taken yet must not come out later.

        Does nothing to a line that is closed already.
        """
        with suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)
        self._socket.close()
        self._printer.device = False

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
