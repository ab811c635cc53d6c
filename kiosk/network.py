"""A printer on the network: asked before, watched while printing, and asked whether it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Literal

from kiosk.bitmap import CUT, HEAD, RESET, Bitmap, owed
from kiosk.line import Broken, Line, NoLine
from kiosk.printer import Patience, Sent
from kiosk.replies import (
    QUESTIONS,
    Status,
    ask_ident,
    ask_sensor,
    ask_status,
    sensor_trouble,
    understand,
)

Fence = Literal["unknown", "ident", "sensor", "none"]
GONE = Status(False, "offline")


class NetworkPrinter:
    """Learns in its first jobs which questions this printer answers.

    A fresh line for every job: a printer serves one at a time, and an old line tells nothing.
    `interrupted` (or a job that broke) is healed at the next one.
    """

    def __init__(
        self, host: str, port: int, width: int, patience: Patience, interrupted: bool = False
    ) -> None:
        self.width = width
        self.status = Status(False)
        self._host = host
        self._port = port
        self._patience = patience
        self._owing = interrupted
        self._heard = False
        self._fence: Fence = "unknown"

    def look(self) -> Status:
        try:
            line = self._line()
        except NoLine:
            return self._known(GONE)
        try:
            return self._present(line)
        finally:
            line.abort()

    def print(self, job: int, label: str, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        try:
            line = self._line()
        except NoLine:
            return Sent("queued", self._known(GONE).trouble)
        try:
            trouble = self._present(line).trouble
            if trouble:
                return Sent("queued", trouble)
            begin()
            sent = self._printed(line, job, slip)
            if sent.state == "printed":
                line.close()
            return sent
        finally:
            line.abort()

    def trust(self) -> None:
        if not self._heard:
            self._fence = "none"

    def clear(self) -> None:
        """It keeps nothing of a slip."""

    def _line(self) -> Line:
        return Line(self._host, self._port, self._patience.connect)

    def _ask(self, line: Line) -> Status:
        """Raises Broken. One question at a time: the answers do not say what they answer."""
        answers = {}
        for question in QUESTIONS:
            line.forget("status")
            line.send(ask_status(question), self._patience.stall)
            reply = line.reply(("status",), self._patience.reply)
            if reply is None:
                break
            answers[question] = reply.data[0]
        return understand(answers)

    def _present(self, line: Line) -> Status:
        """A printer that used to answer and is silent now is not there."""
        try:
            if self._owing:
                # A question must not be taken for the size of a picture that was cut short.
                line.send(HEAD, self._patience.stall)
            line.forget()
            status = self._ask(line)
        except Broken:
            return self._known(GONE)
        if self._heard and not status.heard:
            return self._known(GONE)
        self._heard = self._heard or status.heard
        return self._known(status)

    def _known(self, status: Status) -> Status:
        self.status = status
        return status

    def _printed(self, line: Line, job: int, slip: Bitmap) -> Sent:
        asked = line.sent
        owing, self._owing = self._owing, True
        try:
            for piece in self._pieces(job, slip, owing):
                line.send(piece, self._patience.stall)
            sent = self._done(line, job)
        except Broken:
            line.abort()
            if line.sent == asked:
                self._owing = owing
                return Sent("queued", self._known(GONE).trouble)
            return Sent("unsure", self.look().trouble or "offline")
        self._owing = sent.state != "printed"
        return sent

    def _pieces(self, job: int, slip: Bitmap, owing: bool) -> Iterable[bytes]:
        if owing:
            yield owed(self.width) + RESET + CUT
        yield RESET
        yield from slip.bands()
        yield CUT
        if self._fence in ("unknown", "ident"):
            yield ask_ident(_ident(job))
        if self._fence in ("unknown", "sensor"):
            yield ask_sensor()

    def _done(self, line: Line, job: int) -> Sent:
        """Wait for the printer's word, with a look at the paper from time to time."""
        if self._fence == "none" and not self._heard:
            return Sent("printed")
        knows = self._fence != "none"
        until = time.monotonic() + (self._patience.fence if knows else self._patience.rest)
        while (left := until - time.monotonic()) > 0:
            reply = line.reply(("ident", "sensor"), min(left, self._patience.look))
            if reply and reply.kind == "ident":
                self._fence = "ident"
                if reply.data == _ident(job):
                    return Sent("printed")
            elif reply and self._fence != "ident":
                self._fence = "sensor"
                trouble = sensor_trouble(reply.data)
                return Sent("unsure" if trouble else "printed", trouble)
            elif self._heard:
                status = self._ask(line)
                if status.trouble:
                    return Sent("unsure", self._known(status).trouble)
        return self._silent(line)

    def _silent(self, line: Line) -> Sent:
        """No word came. What that means depends on what this printer ever answered."""
        if self._fence in ("ident", "sensor"):
            return Sent("unsure")
        trouble = self._present(line).trouble
        if trouble or not self._heard:
            return Sent("unsure", trouble)
        self._fence = "none"
        return Sent("printed")


def _ident(job: int) -> bytes:
    return b"%04d" % (job % 10_000)
