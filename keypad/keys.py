"""Which key is which press, and a press as the keyboard tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Literal, Protocol

Press = Literal["smart", "recall", "absent", "undo"]
BOUNCE = 0.25
"""Seconds in which the same key does not count again: a finger that trembles, a worn switch."""
OFTEN = 0.5
"""Seconds between two looks whether the program shall end."""

# Codes of linux/input-event-codes.h, virtual keys of winuser.h. Every other key does nothing.
LINUX: dict[int, Press] = {
    28: "smart",  # Enter
    96: "smart",  # Enter of the numeric block
    78: "smart",  # +
    55: "recall",  # *
    74: "absent",  # −
    14: "undo",  # Backspace
    183: "smart",  # F13
    184: "recall",  # F14
    185: "absent",  # F15
    186: "undo",  # F16
}
WINDOWS: dict[int, Press] = {
    0x7C: "smart",  # F13
    0x7D: "recall",  # F14
    0x7E: "absent",  # F15
    0x7F: "undo",  # F16
}


@dataclass(frozen=True)
class Down:
    """A key that went down; `at` in seconds of the keyboard's own clock."""

    press: Press
    at: float


class Keys(Protocol):
    """One keyboard, or what a computer has of hot keys."""

    def downs(self, over: Event) -> Iterator[Down]:
        """Each key that goes down, never one that is held down, until `over`."""

    def drop(self) -> int:
        """How many presses came since the last one that was taken; they are gone."""


class Unusable(Exception):  # noqa: N818 - said as it stands
    """There is no such keyboard, or it may not be used. Says so in two languages."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(f"{vietnamese} · {english}")
        self.vietnamese, self.english = vietnamese, english


class Steady:
    """Lets the first of two presses of one key through that come within `BOUNCE`."""

    def __init__(self) -> None:
        self._last = Down("smart", float("-inf"))

    def is_new(self, down: Down) -> bool:
        bounced = down.press == self._last.press and 0 <= down.at - self._last.at < BOUNCE
        if not bounced:
            self._last = down
        return not bounced
