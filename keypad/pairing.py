"""How a keypad is let in: a code in the terminal, until the manager accepts it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from paired.link import Link
from paired.pairing import claim, pair, read_token, write_token


class KeypadLink(Link):
    kind = name = "keypad"
    seconds = 4


class Pairing:
    """`file` keeps the keypad's token, which `run.py devices add` may have written too."""

    def __init__(
        self, link: Link, counter: int, file: Path, tell: Callable[[str, str], None]
    ) -> None:
        self._link, self._counter, self._file, self._tell = link, counter, file, tell
        link.token = read_token(file)

    def is_known(self) -> bool:
        """Whether the server knows this keypad, at whatever counter. Raises Away."""
        return bool(self._link.token) and claim(self._link) == "accepted"

    def run(self, over: Event) -> None:
        """Until it is accepted or `over`. Raises Away; OSError where the token cannot be kept."""
        if pair(self._link, str(self._counter), over, self._show):
            write_token(self._file, self._link.token)
            self._tell("Bàn phím đã được chấp nhận.", "The keypad has been let in.")

    def _show(self, asks: dict[str, Any]) -> None:
        words = " – ".join(asks["words"])
        self._tell(
            f"Mã của bàn phím: {asks['code']} ({words}). Phụ trách mở {asks['address']} và chấp"
            " nhận.",
            "The manager accepts this code there.",
        )
