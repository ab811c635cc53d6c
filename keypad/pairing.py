"""How a keypad is let in: a code in the terminal, until the manager accepts it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

from keypad.link import Answer, Away, Link

ASK_AGAIN = 2.0
COOKIE = "goiso_keypad"


class Pairing:
    """`file` keeps the keypad's token, which `run.py devices add` may have written too."""

    def __init__(
        self, link: Link, counter: int, file: Path, tell: Callable[[str, str], None]
    ) -> None:
        self._link, self._counter, self._file, self._tell = link, counter, file, tell
        link.token = file.read_text("ascii").strip() if file.exists() else ""

    def is_known(self) -> bool:
        """Whether the server knows this keypad, at whatever counter. Raises Away."""
        return bool(self._link.token) and self._claim().said.get("state") == "accepted"

    def run(self, over: Event) -> None:
        """Until it is accepted or `over`. Raises Away; OSError where the token cannot be kept."""
        self._link.token = ""
        asked = False
        while not over.is_set():
            if not asked:
                self._ask()
            state = self._claim().said.get("state")
            if state == "accepted":
                given = {each.name: each.value for each in self._link.cookies}
                self._keep(given[COOKIE] or "")
                self._tell("Bàn phím đã được chấp nhận.", "The keypad has been let in.")
                return
            asked = state == "waiting"
            over.wait(ASK_AGAIN)

    def _ask(self) -> None:
        wish = {"kind": "keypad", "place": str(self._counter)}
        asks = self._link.post("/devices/asks", wish)
        if asks.refused:
            raise Away(asks.said.get("message", ""))
        words = " – ".join(asks.said["words"])
        self._tell(
            f"Mã của bàn phím: {asks.said['code']} ({words}). Phụ trách mở"
            f" {asks.said['address']} và chấp nhận.",
            "The manager accepts this code there.",
        )

    def _claim(self) -> Answer:
        return self._link.post("/devices/claims", {"kind": "keypad"})

    def _keep(self, token: str) -> None:
        """Readable by its owner only."""
        passing = self._file.with_suffix(".part")
        handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(token + "\n")
        os.replace(passing, self._file)
        self._link.token = token
