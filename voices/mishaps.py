"""What breaks in the announcer's own work: fenced, logged, and shown by the voice light."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from web.faults import fenced

# One that is over at once is still seen by somebody. Ms.
SHOWN = 60_000


class Mishaps:
    """`steady` counts ms; `told()` when there is one more."""

    def __init__(self, steady: Callable[[], int], told: Callable[[], None]) -> None:
        self._steady = steady
        self._told = told
        self._kind = ""
        self._at = 0
        self.count = 0

    @property
    def kind(self) -> str:
        """The type of the last one, for a minute; "" when there was none. Never its words."""
        return self._kind if self._steady() - self._at < SHOWN else ""

    @contextmanager
    def fence(self, what: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is, the next call may be spoken
            fenced(what, error)
            self._kind, self._at = type(error).__name__, self._steady()
            self.count += 1
            self._told()
