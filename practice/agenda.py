"""What will happen when: moments in order, and equal moments in the order they were noted."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count

Deed = Callable[[], None]


class Agenda:
    """Deeds by their moment, ms UTC."""

    def __init__(self) -> None:
        self._deeds: list[tuple[int, int, Deed]] = []
        self._order = count()

    def at(self, moment: float, deed: Deed) -> None:
        heapq.heappush(self._deeds, (round(moment), next(self._order), deed))

    def next(self) -> int | None:
        """When something is due; None when nothing will happen any more."""
        return self._deeds[0][0] if self._deeds else None

    def do(self, now: int) -> None:
        """Everything that is due by now, also what these deeds add."""
        while self._deeds and self._deeds[0][0] <= now:
            heapq.heappop(self._deeds)[2]()

    def clear(self) -> None:
        self._deeds.clear()
