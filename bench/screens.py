"""Pages without a browser: a display that loudspeaks, a kiosk, counters; they note each call."""

from __future__ import annotations

import time
from collections import defaultdict
from threading import Condition
from typing import Any

import socketio

SECONDS = 20


class Screen:
    """Watches one room; `calls` are the moments (perf_counter) of `called` by counter."""

    def __init__(self, base: str, room: str, *, sounds: bool = False) -> None:
        self.calls: dict[int, list[float]] = defaultdict(list)
        self._come = Condition()
        self._client = socketio.Client(reconnection=False)
        self._client.on("called", self._note)
        self._client.connect(base, transports=["websocket"])
        self._client.call("watch", {"room": room}, timeout=SECONDS)
        if sounds:
            self._client.emit("sound", {"on": True, "zone": "hall"})

    def count(self) -> int:
        return sum(map(len, self.calls.values()))

    def wait(self, counter: int, nth: int) -> float:
        """The moment of that counter's nth call, from 1."""
        with self._come:
            came = self._come.wait_for(lambda: len(self.calls[counter]) >= nth, SECONDS)
            if not came:
                raise RuntimeError(f"call {nth} of counter {counter} never came")
            return self.calls[counter][nth - 1]

    def close(self) -> None:
        wire = self._client.eio.ws
        self._client.disconnect()
        if wire is not None and wire.sock is not None:
            wire.sock.close()

    def _note(self, data: dict[str, Any]) -> None:
        now = time.perf_counter()
        with self._come:
            self.calls[int(data["counter"])].append(now)
            self._come.notify_all()
