"""Listens at the card scanner of this computer, and hands on what is read while it is wanted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread
from typing import Any

from agent.link import AgentLink, Away, Denied
from config import Scanner
from kiosk.scanner import SerialScanner

log = logging.getLogger("goiso.agent")


class Scans:
    """Nothing of a card is kept here: what the server cannot be told at once is dropped.

    `changed` is told, in a thread of its own, that `trouble` is another.
    """

    def __init__(self, link: AgentLink, changed: Callable[[], None]) -> None:
        self._link = link
        self._changed = changed
        self._kind: Scanner | None = None
        self._scanner: SerialScanner | None = None
        self._asked: str | None = None
        self._begun: str | None = None

    @property
    def trouble(self) -> str | None:
        return self._scanner.trouble if self._scanner else "missing"

    def follow(self, facts: dict[str, Any] | None) -> None:
        """{kind, asked}: the scanner as the settings describe it; the question of who waits."""
        asked = facts["asked"] if facts else None
        self._asked = asked if asked != self._begun else None
        kind = Scanner.model_validate(facts["kind"]) if facts else None
        if kind == self._kind:
            return
        self.stop()
        self._kind = kind
        if kind:
            self._scanner = SerialScanner(kind, self._begins, self._found, self._changed)
            Thread(target=self._scanner.run, daemon=True).start()

    def stop(self) -> None:
        self._asked = None
        if self._scanner:
            self._scanner.stop()
        self._kind = self._scanner = None

    def _begins(self) -> bool:
        """A scan answers the question at its first byte, and each question takes one."""
        self._begun, self._asked = self._asked, None
        return self._begun is not None

    def _found(self, sent: bytes) -> None:
        """Whoever reads the port goes on, so that nothing waits there for the next citizen."""
        Thread(target=self._tell, args=(self._begun, sent), daemon=True).start()

    def _tell(self, question: str, sent: bytes) -> None:
        try:
            self._link.tell("/kiosk/agent/scans", {"question": question, "hex": sent.hex()})
        except (Away, Denied) as fault:
            log.info("a scan was dropped: %s", type(fault).__name__)
