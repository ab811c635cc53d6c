"""The agent's way to the office's server: what it may fetch and tell, and a live connection."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from typing import Any

from socketio.exceptions import SocketIOError

from paired.link import Answer, Away, Link

__all__ = ["AgentLink", "Away", "Denied", "Wire"]


EVENTS = ("snapshot", "traits", "trust", "clear")
"""What the room of a kiosk's agent says."""


class Denied(Exception):  # noqa: N818 - said as it stands
    """The server does not know this machine, or no more."""


class AgentLink(Link):
    """Everything may raise Away or Denied."""

    name = "agent"

    def __init__(self, server: str, token: str, authority: str | None, kind: str = "kiosk") -> None:
        super().__init__(server, token, authority)
        self.kind = kind

    def fetch(self, path: str) -> Any:
        """The answer; None where there is no such thing any more."""
        return _told(self.get(path))

    def tell(self, path: str, said: dict[str, Any]) -> Any:
        """The answer; None where it was refused."""
        return _told(self.post(path, said))


def _told(answer: Answer) -> Any:
    if answer.unknown:
        raise Denied
    return None if answer.refused else answer.said


class Wire:
    """One live connection that watches `room`. Ends by itself when the other side is silent."""

    def __init__(self, link: Link, room: str, events: Sequence[str] = EVENTS) -> None:
        self._heard: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._client = link.client()
        for event in (*events, "disconnect"):
            self._client.on(event, self._hearer(event))
        facts = link.watch(self._client, room)
        if not facts or "denied" in facts:
            self.close()
            raise Away("the server does not let this machine watch")
        self._heard.put(("snapshot", facts))

    def next(self, seconds: float) -> tuple[str, Any] | None:
        """(event, data) of what was heard; None when nothing was. Raises Away at the end."""
        try:
            event, data = self._heard.get(timeout=seconds)
        except queue.Empty:
            return None
        if event == "disconnect":
            raise Away("the connection ended")
        return event, data

    def say(self, event: str, data: dict[str, Any]) -> None:
        try:
            self._client.emit(event, data)
        except SocketIOError as error:
            raise Away(str(error)) from error

    def wake(self) -> None:
        self._heard.put(("wake", None))

    def close(self) -> None:
        self._client.disconnect()

    def _hearer(self, event: str) -> Any:
        def hear(data: Any = None, *_rest: Any) -> None:
            self._heard.put((event, data))

        return hear
