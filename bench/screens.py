"""Pages without a browser, in a process of their own: what they do must not slow who presses.

`python -m bench.screens BASE ROOM…` watches the rooms, a board with its loudspeaker on, and prints
`counter moment` for each call; the moment is of perf_counter, one clock for all processes.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import defaultdict
from typing import Any

import socketio

SECONDS = 20
READY = "ready"


class Screens:
    """`calls`: the moments at which each counter's calls came, those of a board alone."""

    def __init__(self, base: str, *rooms: str) -> None:
        self.calls: dict[int, list[float]] = defaultdict(list)
        self._come = threading.Condition()
        command = [sys.executable, "-m", "bench.screens", base, *rooms]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        if self._process.stdout.readline().strip() != READY:
            raise RuntimeError(f"no page could watch {', '.join(rooms)}")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

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
        self._process.kill()
        self._process.wait()
        self._reader.join(SECONDS)
        if self._process.stdout:
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            counter, moment = line.split()
            with self._come:
                self.calls[int(counter)].append(float(moment))
                self._come.notify_all()


def main() -> None:
    base, *rooms = sys.argv[1:]
    for room in rooms:
        client = socketio.Client(reconnection=False)
        board = room.startswith(("board", "hall"))
        client.on("called", _tell if board else _ignore)
        client.connect(base, transports=["websocket"])
        client.call("watch", {"room": room}, timeout=SECONDS)
        if board:
            client.emit("sound", {"on": True, "zone": "hall"})
    print(READY, flush=True)
    threading.Event().wait()


def _tell(data: dict[str, Any]) -> None:
    """In one piece: calls come in threads of their own."""
    sys.stdout.write(f"{data['counter']} {time.perf_counter()}\n")
    sys.stdout.flush()


def _ignore(_data: dict[str, Any]) -> None:
    """A counter's page hears of a call by its snapshot."""


if __name__ == "__main__":
    main()
