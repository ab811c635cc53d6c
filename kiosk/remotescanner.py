"""A card scanner at a kiosk's own computer: the agent there listens, and hands on what is read."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from config import Scanner
from kiosk.scanner import Trouble


class RemoteScanner:
    """What an agent says of it; `changed` is told of a new `trouble`. Away is `missing`."""

    def __init__(self, kind: Scanner, changed: Callable[[], None]) -> None:
        self.kind = kind
        self.port = str(kind.port)
        self.trouble: Trouble | None = "missing"
        self._changed = changed
        self._agent = self._journal = ""
        self._over = Event()

    def run(self) -> None:
        self._over.wait()

    def stop(self) -> None:
        self._over.set()

    def say(self, sid: str, journal: str, trouble: Trouble | None) -> None:
        """From the agent's live connection `sid`; another agent is not heard while one is there."""
        if self._journal not in ("", journal):
            return
        self._agent, self._journal = sid, journal
        self._note(trouble)

    def leave(self, sid: str) -> None:
        if sid == self._agent:
            self._agent = self._journal = ""
            self._note("missing")

    def _note(self, trouble: Trouble | None) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self._changed()
