"""What stands at the counter now, as the server tells it for as long as it is there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Condition, Event
from typing import Any

from keypad.pairing import Pairing
from paired.link import Away, Link

log = logging.getLogger("goiso.keypad")

AGAIN = 1.0
"""Seconds between two tries to reach the server."""
ELSEWHERE = 10.0
"""Seconds between two tries where this keypad may not stand."""

Facts = dict[str, Any]


class Watch:
    """`run` is for a thread of its own. `tell(vietnamese, english)` is told of each change."""

    def __init__(
        self, link: Link, counter: int, pairing: Pairing, tell: Callable[[str, str], None]
    ) -> None:
        self._link, self._counter, self._pairing, self._tell = link, counter, pairing, tell
        self._news = Condition()
        self._facts: Facts | None = None
        self._arrived = 0

    def now(self) -> tuple[Facts | None, int]:
        """({turn, smart, seated, …} or None without a server, its number)."""
        with self._news:
            return self._facts, self._arrived

    def await_beyond(self, arrived: int, seconds: float) -> None:
        """Until something newer than that number came."""
        with self._news:
            self._news.wait_for(lambda: self._arrived > arrived, seconds)

    def run(self, over: Event) -> None:
        while not over.is_set():
            pause = AGAIN
            try:
                pause = self._attend(over)
            except Away as fault:
                log.info("%s", fault)
                self._tell(
                    f"Chưa nối được {self._link.server}; đang thử lại.",
                    "The server is not there; trying again.",
                )
            except Exception as error:
                # A keypad that gave up would help nobody.
                log.exception("%s", type(error).__name__)
            self._take(None)
            over.wait(pause)

    def _attend(self, over: Event) -> float:
        """Until the connection ends; the seconds to wait before the next. Raises Away."""
        client, ended = self._link.client(), Event()
        client.on("snapshot", self._take)
        client.on("disconnect", lambda *_reason: ended.set())
        facts = self._link.watch(client, f"desk-keypad-{self._counter}")
        try:
            if facts and "denied" not in facts:
                self._take(facts)
                self._tell(f"Đã nối {self._link.server}, quầy {self._counter}.", "Connected.")
                while not (ended.wait(AGAIN / 2) or over.is_set()):
                    pass
                return AGAIN
        finally:
            client.disconnect()
        return self._let_in(over) if facts else self._nowhere()

    def _let_in(self, over: Event) -> float:
        if not self._pairing.is_known():
            self._pairing.run(over)
            return 0
        return self._nowhere()

    def _nowhere(self) -> float:
        self._tell(
            f"Bàn phím này không được chấp nhận cho quầy {self._counter}.",
            "This keypad was not accepted for that counter.",
        )
        return ELSEWHERE

    def _take(self, facts: Facts | None) -> None:
        with self._news:
            self._facts = facts
            self._arrived += 1
            self._news.notify_all()
