"""Leaving a broken part alone for a while, and trying it again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

FAILURES = 3
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 600.0


@dataclass
class Breaker:
    """Open for 30 s after FAILURES in a row; each failure after a pause opens it for twice as long,
    at most 10 min. A success closes it.

    `reason` is the last failure, "" after a success. `clock` counts seconds.
    """

    clock: Callable[[], float] = time.monotonic
    reason: str = ""
    _failures: int = field(default=0, repr=False)
    _pause: float = field(default=FIRST_PAUSE, repr=False)
    _until: float = field(default=0.0, repr=False)

    def is_open(self) -> bool:
        return self._failures >= FAILURES and self.clock() < self._until

    def fail(self, reason: str) -> None:
        self.reason = reason
        self._failures += 1
        if self._failures >= FAILURES:
            self._until = self.clock() + self._pause
            self._pause = min(LONGEST_PAUSE, self._pause * 2)

    def succeed(self) -> None:
        self.reason = ""
        self._failures = 0
        self._pause = FIRST_PAUSE
