"""In which order touched rooms are served, and how often each may be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

FIRST = ("board", "desk-")
HALL = "hall-"
PHONES = ("ticket-", HALL)
GAP = 0.1
PHONE_GAP = 1.0
SLICE = 20
SLICE_PAUSE = 0.005


class Rounds:
    """Touched rooms, each once: boards and desks first, phones last and in slices.

    A room is served at once, then at most every `GAP` s (`PHONE_GAP` a phone's): under load many
    changes make one snapshot.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due: dict[str, None] = {}
        self._sent: dict[str, float] = {}
        self._slice_at = 0.0

    def add(self, room: str) -> None:
        self._due[room] = None

    def pause(self) -> float | None:
        """Seconds until something may be sent without another touch; None: nothing waits."""
        if not self._due:
            return None
        return max(0.0, min(map(self._at, self._due)) - self._clock())

    def take(self) -> Iterator[str]:
        """Rooms to serve now. New touches of a board or a desk go before the next phone."""
        yield from self._screens()
        phones = self._ready(phones=True)[:SLICE]
        for room in phones:
            yield from self._screens()
            yield self._served(room)
        if phones:
            self._slice_at = self._clock() + SLICE_PAUSE
        self._forget()

    def _screens(self) -> Iterator[str]:
        """Each that is due now, once: however often they change, the others get their turn."""
        due = self._ready(phones=False)
        for room in sorted(due, key=lambda room: not room.startswith(FIRST)):
            yield self._served(room)

    def _ready(self, *, phones: bool) -> list[str]:
        now = self._clock()
        return [r for r in self._due if r.startswith(PHONES) is phones and self._at(r) <= now]

    def _at(self, room: str) -> float:
        """The earliest time at which the room may be served."""
        if room.startswith(PHONES):
            return max(self._sent.get(room, 0.0) + PHONE_GAP, self._slice_at)
        return self._sent.get(room, 0.0) + GAP

    def _served(self, room: str) -> str:
        self._due.pop(room, None)
        self._sent[room] = self._clock()
        return room

    def _forget(self) -> None:
        if len(self._sent) > 10 * SLICE:
            limit = self._clock() - PHONE_GAP
            self._sent = {room: at for room, at in self._sent.items() if at > limit}
