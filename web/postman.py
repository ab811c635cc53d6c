"""In which order touched rooms are served, and how often a phone's room may be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

FIRST = ("board", "desk-")
LAST = "ticket-"
PHONE_GAP = 1.0
SLICE = 20
SLICE_PAUSE = 0.005


class Rounds:
    """Touched rooms, each once. Phones come last and at most once per `PHONE_GAP` seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due: dict[str, None] = {}
        self._phones: dict[str, None] = {}
        self._sent: dict[str, float] = {}
        self._phones_at = 0.0

    def add(self, room: str) -> None:
        (self._phones if room.startswith(LAST) else self._due)[room] = None

    def pause(self) -> float | None:
        """Seconds until something may be sent without another touch; None: nothing waits."""
        if self._due:
            return 0
        if not self._phones:
            return None
        now = self._clock()
        soonest = min(self._sent.get(room, 0) + PHONE_GAP for room in self._phones)
        return max(0.0, soonest - now, self._phones_at - now)

    def take(self) -> Iterator[str]:
        """Rooms to serve now. New touches of a board or a desk go before the next phone."""
        for room in self._first():
            yield room
        if self._clock() < self._phones_at:
            return
        slice_ = self._ready()[:SLICE]
        for room in slice_:
            yield from self._first()
            self._phones.pop(room, None)
            self._sent[room] = self._clock()
            yield room
        if slice_:
            self._phones_at = self._clock() + SLICE_PAUSE
        self._forget()

    def _first(self) -> Iterator[str]:
        while self._due:
            room = min(self._due, key=lambda name: not name.startswith(FIRST))
            del self._due[room]
            yield room

    def _ready(self) -> list[str]:
        limit = self._clock() - PHONE_GAP
        return [room for room in self._phones if self._sent.get(room, 0) <= limit]

    def _forget(self) -> None:
        limit = self._clock() - PHONE_GAP
        if len(self._sent) > 10 * SLICE:
            self._sent = {room: at for room, at in self._sent.items() if at > limit}
