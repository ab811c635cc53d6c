"""Displays without a browser that take as long over each announcement as it lasts, and note it."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import socketio
from socketio.exceptions import SocketIOError

SECONDS = 20


@dataclass(frozen=True)
class Heard:
    """What one zone was told to play: seqs of calls, and when it began and ends (perf_counter)."""

    zone: str
    seqs: tuple[int, ...]
    text: str
    url: str
    begun: float
    ends: float


class Loudspeakers:
    """`displays`: {display: its zone}. `pace`: 0 says at once that a sound has ended."""

    def __init__(self, base: str, displays: Mapping[str, str], pace: float = 1.0) -> None:
        self.heard: list[Heard] = []
        self.counters: dict[int, int] = {}
        self._pace = pace
        self._clients: list[Any] = []
        for display, zone in displays.items():
            self._clients.append(self._opened(base, display, zone))

    def wait(self, calls: int, seconds: float) -> None:
        """Until so many calls were heard to their end. Raises RuntimeError."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if ended(self.heard, time.perf_counter()) >= calls:
                return
            time.sleep(0.05)
        raise RuntimeError(f"{calls} calls were made, and heard: {self.heard}")

    def close(self) -> None:
        for client in self._clients:
            client.disconnect()

    def _opened(self, base: str, display: str, zone: str) -> Any:
        client = socketio.Client(reconnection=False)
        client.on("called", self._called)
        client.on("play", partial(self._play, client, zone))
        client.connect(base, transports=["websocket"])
        client.call("watch", {"room": f"board-{display}"}, timeout=SECONDS)
        client.emit("sound", {"on": True, "zone": zone})
        return client

    def _called(self, call: Mapping[str, Any]) -> None:
        self.counters[call["seq"]] = call["counter"]

    def _play(self, client: Any, zone: str, sound: Mapping[str, Any]) -> None:
        begun, lasts = time.perf_counter(), self._pace * sound["left_ms"] / 1000
        ends = begun + lasts
        told = (tuple(sound["seqs"]), sound["text"], sound["url"], begun, ends)
        self.heard.append(Heard(zone, *told))
        done = threading.Timer(lasts, _end, (client, sound["seq"]))
        done.daemon = True
        done.start()


def _end(client: Any, seq: int) -> None:
    """A server that is gone hears of nothing."""
    with suppress(SocketIOError):
        client.emit("ended", {"seq": seq, "heard": True})


def ended(heard: list[Heard], now: float) -> int:
    """How many calls were heard to their end, whatever other zones are saying meanwhile."""
    return sum(len(each.seqs) for each in heard if each.ends <= now)


def faults(heard: list[Heard], called: list[int]) -> str:
    """What a zone must never hear: a call lost, doubled, overtaken, or two at once; "" if none.

    `called`: the seqs of all calls, each heard in one zone.
    """
    said = [seq for each in heard for seq in each.seqs]
    lost, doubled = set(called) - set(said), len(said) - len(set(said))
    found = [f"{len(lost)} lost"] * bool(lost) + [f"{doubled} doubled"] * bool(doubled)
    for zone in {each.zone for each in heard}:
        here = sorted((each for each in heard if each.zone == zone), key=lambda each: each.begun)
        order = [seq for each in here for seq in each.seqs]
        if order != sorted(order):
            found.append(f"out of order in {zone}")
        if any(later.begun < earlier.ends for earlier, later in pairwise(here)):
            found.append(f"two at once in {zone}")
    return ", ".join(found)
