"""Clocks of a practice hall: one that is moved by hand, one that runs faster than the wall's."""

from __future__ import annotations

from office import SystemClock
from office.clock import Clock


class JumpingClock:
    """Stands still until `set`; both readings move together, so no jump is ever suspected."""

    def __init__(self, at: int) -> None:
        self._at = at

    def wall(self) -> int:
        return self._at

    def steady(self) -> int:
        return self._at

    def set(self, at: int) -> None:
        self._at = max(self._at, at)


class ScaledClock:
    """Runs `speed` times as fast as the computer's steady clock; `set` skips what lies between."""

    def __init__(self, at: int, speed: float, real: Clock | None = None) -> None:
        self.speed = speed
        self._real = real or SystemClock()
        self._from = at
        self._since = self._real.steady()

    def wall(self) -> int:
        return self._from + round((self._real.steady() - self._since) * self.speed)

    def steady(self) -> int:
        return self.wall()

    def set(self, at: int) -> None:
        self._from, self._since = max(self.wall(), at), self._real.steady()
