"""How many unfinished requests one address may hold open."""

from __future__ import annotations

from typing import Protocol


class Unfinished(Protocol):
    """A connection whose request is not complete yet."""

    peer: str

    def hang_up(self) -> None: ...


class Gate:
    """Connections whose request is not complete yet, by address; the oldest makes room."""

    def __init__(self, each: int) -> None:
        self.each = each
        self._open: dict[str, dict[Unfinished, None]] = {}

    def enter(self, handler: Unfinished) -> None:
        waiting = self._open.setdefault(handler.peer, {})
        waiting.pop(handler, None)
        waiting[handler] = None
        if len(waiting) > self.each:
            oldest = next(iter(waiting))
            self.leave(oldest)
            oldest.hang_up()

    def leave(self, handler: Unfinished) -> None:
        waiting = self._open.get(handler.peer, {})
        waiting.pop(handler, None)
        if not waiting:
            self._open.pop(handler.peer, None)
