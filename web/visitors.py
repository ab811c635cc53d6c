"""The live connections: whose each one is, and its end when they may not stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gevent
from flask import request
from flask_socketio import SocketIO

from access.records import Session
from web.live import Live
from web.who import Asker, Who

SECONDS = 10
"""A connection that watches nothing by then is closed."""
IDLE_EACH = 400
"""So many of them one address may have: as many phones as stand behind one, coming back at once."""
QUESTIONS = 60
"""More rooms than any page asks for in those seconds."""


@dataclass
class Visitor:
    """One connection. `asker` is who it was at its beginning; `asked` since when, ms, how often."""

    asker: Asker
    since: int
    asked: tuple[int, int] = (0, 0)


class Visitors:
    """`ask()` knows the asker of the connection whose event is being handled; `seen(id, now)` is
    told of a machine's that ends.
    """

    def __init__(
        self,
        socketio: SocketIO,
        live: Live,
        ask: Callable[[], Asker],
        now: Callable[[], int],
        seen: Callable[[int, int], None],
    ) -> None:
        self._server = socketio.server
        self._live, self._ask, self._now, self._seen = live, ask, now, seen
        self._here: dict[str, Visitor] = {}
        socketio.on_event("connect", self._come)
        live.left(self._gone)

    def may(self, allowed: frozenset[Who], place: str) -> bool:
        """Of the connection that asks now, by what its cookies prove at this moment."""
        sid = _sid()
        if sid in self._here and self._asks_too_much(self._here[sid]):
            self._close(sid)
            return False
        return self._ask().may(allowed, place)

    def drop_session(self, session: Session) -> None:
        self._drop(lambda who: who.session is not None and who.session.token == session.token)

    def drop_device(self, device: int) -> None:
        self._drop(lambda who: device in machines(who))

    def is_connected(self, device: int) -> bool:
        return any(device in machines(visitor.asker) for visitor in self._here.values())

    def send_away_idle(self) -> None:
        """Those who came for nothing make room."""
        before = self._now() - SECONDS * 1000
        for sid, visitor in list(self._here.items()):
            if visitor.since < before and not self._live.rooms_of(sid):
                self._close(sid)

    def _come(self, *_auth: Any) -> bool:
        came = Visitor(self._ask(), self._now())
        if self._idle_at(came.asker.address) >= IDLE_EACH:
            return False
        self._here[_sid()] = came
        return True

    def _idle_at(self, address: str) -> int:
        return sum(
            visitor.asker.address == address and not self._live.rooms_of(sid)
            for sid, visitor in self._here.items()
        )

    def _asks_too_much(self, visitor: Visitor) -> bool:
        since, times = visitor.asked
        if self._now() - since > SECONDS * 1000:
            since, times = self._now(), 0
        visitor.asked = (since, times + 1)
        return times >= QUESTIONS

    def _gone(self, sid: str) -> None:
        gone = self._here.pop(sid, None)
        for device in machines(gone.asker) if gone else ():
            self._seen(device, self._now())

    def _drop(self, true: Callable[[Asker], bool]) -> None:
        for sid, visitor in list(self._here.items()):
            if true(visitor.asker):
                self._close(sid)

    def _close(self, sid: str) -> None:
        """At the lower layer: the page then comes back by itself, and is told where it stands."""
        engine = self._server.manager.eio_sid_from_sid(sid, "/")
        client = self._server.eio.sockets.get(engine)
        if client is not None:
            gevent.spawn(client.close, wait=False)


def machines(asker: Asker) -> list[int]:
    """The ids of those that it proved to be."""
    return [each.id for each in (asker.kiosk, asker.display, asker.counter) if each]


def _sid() -> str:
    return str(getattr(request, "sid"))  # noqa: B009 - set by Flask-SocketIO, unknown to types
