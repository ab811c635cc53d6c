"""A receipt printer: asked before, watched while printing, and asked whether it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from kiosk.bitmap import CUT, HEAD, RESET, Bitmap, owed
from kiosk.line import Broken, Line, NoLine
from kiosk.printer import Patience, Sent
from kiosk.replies import (
    QUESTIONS,
    Status,
    ask_ident,
    ask_sensor,
    ask_status,
    sensed,
    understand,
)
from kiosk.traits import Traits
from web.faults import fenced

GONE = Status(False, "offline")


class ReceiptPrinter:
    """Learns in its first jobs which questions this printer answers, unless `traits` say it.

    A fresh line for every job. `interrupted` (or a job that broke) is healed at the next one.
    Sent is not printed: that is the printer's own word, or its paper was seen once (`trust`).
    """

    def __init__(
        self,
        open_line: Callable[[], Line],
        width: int,
        patience: Patience,
        *,
        interrupted: bool = False,
        traits: Traits | None = None,
    ) -> None:
        self.width = width
        self.status = Status(False)
        self.traits = traits or Traits()
        self._open_line = open_line
        self._patience = patience
        self._owing = interrupted

    def look(self) -> Status:
        try:
            line = self._open_line()
        except NoLine as fault:
            return self._gone(fault)
        try:
            return self._present(line, thorough=True)
        finally:
            line.abort()

    def print(self, job: int, label: str, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        try:
            line = self._open_line()
        except NoLine as fault:
            return Sent("queued", self._gone(fault).trouble)
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

    def probe(self, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        known = self.traits
        self.traits = Traits(raster=known.raster)
        sent = self.print(0, "", slip, begin)
        if sent.state == "queued":
            self.traits = known
        return sent

    def trust(self) -> None:
        if not self.traits.status and self.traits.fence == "unknown":
            self._learn(fence="none")

    def clear(self) -> None:
        """It keeps nothing of a slip."""

    def _present(self, line: Line, *, thorough: bool = False) -> Status:
        """A printer that used to answer and is silent now is not there."""
        if not line.reads:
            if self.traits.status or self.traits.fence != "none":
                # It may have answered on another line.
                self._learn(status=False, fence="unknown")
            return self._known(Status(False))
        try:
            if self._owing:
                # A question must not be taken for the size of a picture that was cut short.
                line.send(HEAD, self._patience.stall)
            line.forget()
            status = self._ask(line, thorough)
        except Broken as fault:
            return self._gone(fault)
        if status.heard or not (self.traits.status or self.traits.fence == "sensor"):
            return self._known(status)
        return self._known(GONE)

    def _ask(self, line: Line, thorough: bool) -> Status:
        """Raises Broken. Of a printer known to be mute no answer is waited for in a job."""
        status = Status(False)
        if thorough or self.traits.status or self.traits.fence == "unknown":
            status = self._ask_status(line)
        if not status.heard and self.traits.fence == "sensor" and not self.traits.status:
            line.forget("sensor")
            line.send(ask_sensor(), self._patience.stall)
            reply = line.reply(("sensor",), self._patience.reply)
            status = sensed(reply.data) if reply else status
        return status

    def _ask_status(self, line: Line) -> Status:
        """Raises Broken. One question at a time: the answers do not say what they answer."""
        answers = {}
        for question in QUESTIONS:
            line.forget("status")
            line.send(ask_status(question), self._patience.stall)
            reply = line.reply(("status",), self._patience.reply)
            if reply is None:
                break
            answers[question] = reply.data[0]
        if answers:
            self._learn(status=True)
        return understand(answers)

    def _known(self, status: Status) -> Status:
        self.status = status
        return status

    def _gone(self, fault: NoLine | Broken) -> Status:
        """What is no error of the system, as a library that is not there, is logged once."""
        cause = fault.__cause__
        if cause and not isinstance(cause, OSError) and self.status != GONE:
            fenced("the line to a printer", cause)
        return self._known(GONE)

    def _learn(self, **found: object) -> None:
        self.traits = self.traits.model_copy(update=found)

    def _printed(self, line: Line, job: int, slip: Bitmap) -> Sent:
        asked = line.sent
        owing, self._owing = self._owing, True
        try:
            for piece in self._pieces(slip, owing):
                line.send(piece, self._patience.stall)
            # A late answer to the slip before does not count for this one.
            line.forget("sensor")
            for question in self._questions(job) if line.reads else ():
                line.send(question, self._patience.stall)
            sent = self._done(line, job)
        except Broken as fault:
            line.abort()
            if line.sent == asked:
                self._owing = owing
                return Sent("queued", self._gone(fault).trouble)
            return Sent("unsure", self.look().trouble or "offline")
        self._owing = sent.state != "printed"
        return sent

    def _pieces(self, slip: Bitmap, owing: bool) -> Iterable[bytes]:
        if owing:
            yield owed(self.width) + RESET + CUT
        yield RESET
        yield from slip.columns() if self.traits.raster == "column" else slip.bands()
        yield CUT

    def _questions(self, job: int) -> Iterable[bytes]:
        if self.traits.fence in ("unknown", "ident"):
            yield ask_ident(_ident(job))
        if self.traits.fence in ("unknown", "sensor"):
            yield ask_sensor()

    def _done(self, line: Line, job: int) -> Sent:
        """Wait for the printer's word, with a look at the paper from time to time."""
        knows = line.reads and self.traits.fence != "none"
        if not knows and not line.handed(self._patience.fence):
            return Sent("unsure")
        if not (knows or self.traits.status):
            return Sent("printed" if self.traits.fence == "none" else "unsure")
        until = time.monotonic() + (self._patience.fence if knows else self._patience.rest)
        while (left := until - time.monotonic()) > 0:
            reply = line.reply(("ident", "sensor"), min(left, self._patience.look))
            if reply and reply.kind == "ident":
                self._learn(fence="ident")
                if reply.data == _ident(job):
                    return Sent("printed")
            elif reply and self.traits.fence != "ident":
                self._learn(fence="sensor")
                return self._sensed(sensed(reply.data))
            elif self.traits.status:
                status = self._ask_status(line)
                if status.trouble:
                    return Sent("unsure", self._known(status).trouble)
        return self._silent(line)

    def _sensed(self, status: Status) -> Sent:
        if not self.traits.status:
            self._known(status)
        return Sent("unsure" if status.trouble else "printed", status.trouble)

    def _silent(self, line: Line) -> Sent:
        """No word came. What that means depends on what this printer ever answered."""
        if self.traits.fence in ("ident", "sensor"):
            return Sent("unsure")
        trouble = self._present(line).trouble
        if trouble or not self.traits.status:
            return Sent("unsure", trouble)
        self._learn(fence="none")
        return Sent("printed")


def _ident(job: int) -> bytes:
    return b"%04d" % (job % 10_000)
