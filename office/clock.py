"""The office's clock: wall time that may be wrong, and a steady one that nobody sets."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

MINUTE = 60_000


class Clock(Protocol):
    """Two readings in whole milliseconds."""

    def wall(self) -> int:
        """UTC since 1970; may jump."""
        ...

    def steady(self) -> int:
        """Since any fixed moment; counts sleep, never jumps."""
        ...


class SystemClock:
    """The computer's own clocks."""

    def wall(self) -> int:
        return time.time_ns() // 1_000_000

    def steady(self) -> int:
        for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Linux; macOS, where it counts sleep
            if (which := getattr(time, name, None)) is not None:
                return time.clock_gettime_ns(which) // 1_000_000
        return time.monotonic_ns() // 1_000_000


@dataclass
class JournalTime:
    """Journal time: it never runs back, and it says when the wall clock is not to be trusted.

    `behind` and `jump` are milliseconds (design, "The day"). A clock that is behind the last
    event, or that moved against the steady clock, opens and closes nothing by itself.
    """

    clock: Clock
    zone: ZoneInfo
    last: int
    behind: int
    jump: int

    def __post_init__(self) -> None:
        self._offset = self.clock.wall() - self.clock.steady()

    def now(self) -> int:
        return max(self.clock.wall(), self.last)

    def trouble(self) -> str | None:
        wall = self.clock.wall()
        if wall < self.last - self.behind:
            return "clock_behind"
        if abs(wall - self.clock.steady() - self._offset) > self.jump:
            return "clock_jumped"
        return None

    def confirm(self) -> int:
        """From here the time is the wall clock's again; by how many ms it was put back, or 0."""
        last, offset = self.last, self._offset
        self.last = self.clock.wall()
        self._offset = self.last - self.clock.steady()
        return max(last - self.last, offset - self._offset) if self.last < last else 0

    def local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, self.zone)

    def day(self, at: int) -> str:
        return self.local(at).date().isoformat()
