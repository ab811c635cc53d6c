"""Leaving a broken part alone for a while, and trying it again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

FIRST_PAUSE, LONGEST_PAUSE = 30.0, 600.0


@dataclass
class Breaker:
    """Open after a failure for 30 s, after the next for 60 s … at most 10 min; a success closes it.

    `reason` is why it opened last, "" while it is closed. `clock` counts seconds.
    """

    clock: Callable[[], float] = time.monotonic
    reason: str = ""
    _pause: float = field(default=FIRST_PAUSE, repr=False)
    _until: float = field(default=0.0, repr=False)

    def is_open(self) -> bool:
        return bool(self.reason) and self.clock() < self._until

    def fail(self, reason: str) -> None:
        self.reason = reason
        self._until = self.clock() + self._pause
        self._pause = min(LONGEST_PAUSE, self._pause * 2)

    def succeed(self) -> None:
        self.reason = ""
        self._pause = FIRST_PAUSE
