"""Facts going down: whole snapshots to the rooms that are watched, and momentary events."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import gevent
from flask import request
from flask_socketio import SocketIO, join_room
from gevent.event import Event

from web.faults import fenced
from web.postman import HALL, PHONES, Rounds
from web.who import Who

Facts = dict[str, Any]
Snapshot = Callable[[str], Facts | None]
Handler = Callable[[Facts, str], None]
Admit = Callable[[frozenset[Who], str], bool]
ROOMS_EACH = 16
BREATH = 0.002
NAME_LENGTH = 80
PHONES_EACH = 12
"""So many phones share a room: a family's that follow one ticket, not a flood's."""


class Live:
    """Rooms by prefix ("board", "desk-", "ticket-" …) and who watches them.

    `stamp()` gives {seq, now}, added to every snapshot; `admit(allowed, place)` whether the one
    who asks to watch is among the allowed. Everything here runs on the hub; a failing snapshot or
    handler is logged and reaches nobody else.
    """

    def __init__(self, socketio: SocketIO, stamp: Callable[[], Facts]) -> None:
        self._socketio = socketio
        self._stamp = stamp
        self.admit: Admit = lambda _allowed, _place: False
        self.allowed: dict[str, frozenset[Who]] = {}
        self._makers: dict[str, Snapshot] = {}
        self._watching: dict[str, set[str]] = {}
        self._rooms: dict[str, set[str]] = {}
        self._left: list[Callable[[str], None]] = []
        self._watchers: list[Callable[[str], None]] = []
        self._due = Rounds()
        self._wake = Event()
        socketio.on_event("watch", self._watch)
        socketio.on_event("disconnect", self._disconnect)

    def room(self, prefix: str, snapshot: Snapshot, *who: Who) -> None:
        """`snapshot(rest of the name)` gives the room's facts; None: there is no such room.

        `who` may watch; nobody named: only a demo's pages.
        """
        self._makers[prefix] = snapshot
        self.allowed[prefix] = frozenset(who)

    def bell(self, room: str, *who: Who) -> None:
        """A room whose snapshot says only that there is something new."""
        self.room(room, lambda rest: None if rest else {}, *who)

    def touch(self, *rooms: str) -> None:
        """Those who watch these rooms soon get a fresh snapshot; many touches make one."""
        for room in rooms:
            if room in self._watching:
                self._due.add(room)
        self._wake.set()

    def touch_all(self, prefix: str) -> None:
        self.touch(*[room for room in self._watching if room.startswith(prefix)])

    def emit(self, room: str, event: str, data: Facts) -> None:
        """A momentary event: who is away never hears of it."""
        self._socketio.emit(event, {"room": room, **data}, to=room)

    def on(self, event: str, handler: Handler) -> None:
        """`handler(data, sid)` for a client's event whose data is an object; others are dropped."""

        def heard(data: Any = None, *_rest: Any) -> None:
            if isinstance(data, dict):
                self._fence(f"event {event}", handler, data, _sid())

        self._socketio.on_event(event, heard)

    def left(self, handler: Callable[[str], None]) -> None:
        """`handler(sid)` when a client's connection ends."""
        self._left.append(handler)

    def on_watchers(self, handler: Callable[[str], None]) -> None:
        """`handler(room)` when a room has a watcher more, or one less."""
        self._watchers.append(handler)

    def watchers(self, room: str) -> int:
        return len(self._watching.get(room, ()))

    def watched(self, prefix: str) -> list[str]:
        return [room for room in self._watching if room.startswith(prefix)]

    def rooms_of(self, sid: str) -> set[str]:
        return set(self._rooms.get(sid, ()))

    def snapshot(self, room: str) -> Facts | None:
        """What a watcher of `room` is sent now; None for a room that does not exist."""
        prefix = self._prefix(room)
        if prefix is None:
            return None
        facts = self._makers[prefix](room[len(prefix) :])
        return None if facts is None else {**facts, "room": room, **self._stamp()}

    def deliver(self) -> None:
        """Runs for ever in its own greenlet: board and desks first, phones last, in slices."""
        while True:
            self._wake.wait(timeout=self._due.pause())
            self._wake.clear()
            # The press that changed something is answered first.
            gevent.sleep(BREATH)
            for room in self._due.take():
                begun = time.perf_counter()
                self._fence(f"snapshot of {kind(room)}", self._send, room)
                # Presses come first: whatever is asked meanwhile has as long as a snapshot took.
                gevent.sleep(time.perf_counter() - begun)

    def _send(self, room: str) -> None:
        if room in self._watching and (facts := self.snapshot(room)) is not None:
            self._socketio.emit("snapshot", facts, to=room)

    def _watch(self, data: Any = None, *_rest: Any) -> Facts | None:
        room = data.get("room") if isinstance(data, dict) else None
        if not isinstance(room, str) or len(room) > NAME_LENGTH:
            return None
        if self._is_denied(room):
            return {"denied": True}
        facts: Facts | None = self._fence(f"snapshot of {kind(room)}", self.snapshot, room)
        rooms = self._rooms.setdefault(_sid(), set())
        full = len(rooms) >= ROOMS_EACH or self._is_crowded(room, rooms)
        if facts is None or (full and room not in rooms):
            return None
        join_room(room)
        self._watching.setdefault(room, set()).add(_sid())
        if room not in rooms:
            rooms.add(room)
            self._tell_watchers(room)
        self.touch("home", "home-en")
        return facts

    def _is_crowded(self, room: str, rooms: set[str]) -> bool:
        """Of a room of phones; nor does anybody see the hall twice."""
        twice = room.startswith(HALL) and any(each.startswith(HALL) for each in rooms)
        return twice or (room.startswith(PHONES) and self.watchers(room) >= PHONES_EACH)

    def _tell_watchers(self, room: str) -> None:
        for handler in self._watchers:
            self._fence("a handler of watchers", handler, room)

    def _is_denied(self, room: str) -> bool:
        prefix = self._prefix(room)
        if prefix is None:
            return False
        return not self.admit(self.allowed[prefix], room[len(prefix) :].removeprefix("-"))

    def _prefix(self, room: str) -> str | None:
        return max((each for each in self._makers if room.startswith(each)), key=len, default=None)

    def _disconnect(self, *_reason: Any) -> None:
        sid = _sid()
        for room in self._rooms.pop(sid, set()):
            self._watching[room].discard(sid)
            if not self._watching[room]:
                del self._watching[room]
            self._tell_watchers(room)
        for handler in self._left:
            self._fence("a handler of leaving clients", handler, sid)
        self.touch("home", "home-en")

    @staticmethod
    def _fence(what: str, call: Callable[..., Any], *args: Any) -> Any:
        try:
            return call(*args)
        except Exception as error:  # noqa: BLE001 - one room's fault must not stop the others
            fenced(what, error)
            return None


def kind(room: str) -> str:
    """The room's name without what follows the dash: a phone's token is a secret."""
    return room.partition("-")[0][:NAME_LENGTH]


def _sid() -> str:
    return str(getattr(request, "sid"))  # noqa: B009 - set by Flask-SocketIO, unknown to types
