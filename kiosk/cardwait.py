"""A kiosk's page that waits for a card: only while it does is a scan listened to."""

from __future__ import annotations

from secrets import token_hex
from threading import Event


class Asking:
    """One kiosk's question; of several pages only the newest asks. `question` names it."""

    def __init__(self) -> None:
        self.question = ""
        self._waiting: Event | None = None
        self._scan: bytes | None = None

    @property
    def is_open(self) -> bool:
        return self._waiting is not None and not self._waiting.is_set()

    def wait(self, seconds: float) -> bytes | None:
        """The first scan that begins from now on; None when none came, or nobody waits now."""
        self.end()
        self.question = token_hex(8)
        own = self._waiting = Event()
        own.wait(seconds)
        if self._waiting is not own:
            return None
        scan, self._scan, self._waiting = self._scan, None, None
        return scan

    def answer(self, scan: bytes) -> None:
        if self._waiting is not None and self.is_open:
            self._scan = scan
            self._waiting.set()

    def end(self) -> None:
        """Nobody asks any more: what had come is forgotten."""
        before, self._waiting, self._scan = self._waiting, None, None
        if before is not None:
            before.set()
