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
from web.postman import HALL
from web.who import Asker, Who

SECONDS = 10
"""A connection that watches nothing by then is closed."""
IDLE_EACH = 400
"""So many that watch nothing, or only the hall as anybody may, has one address: as many phones as
stand behind one, coming back at once.
"""


@dataclass
class Visitor:
    """One connection. `asker` is who it was when it asked last; `engine` what lies below it."""

    asker: Asker
    since: int
    engine: str


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
        self._silent: dict[str, int] = {}
        socketio.on_event("connect", self._come)
        live.left(self._gone)

    def may(self, allowed: frozenset[Who], place: str) -> bool:
        """Of the connection that asks now, by what its cookies prove at this moment."""
        asker = self._ask()
        if (visitor := self._here.get(_sid())) is not None:
            visitor.asker = asker
        return asker.may(allowed, place)

    def drop_session(self, session: Session) -> None:
        self._drop(lambda who: who.session is not None and who.session.token == session.token)

    def drop_device(self, device: int) -> None:
        self._drop(lambda who: device in machines(who))

    def is_connected(self, device: int) -> bool:
        return any(device in machines(visitor.asker) for visitor in self._here.values())

    def send_away_idle(self) -> None:
        """Those who came for nothing make room."""
        now = self._now()
        before = now - SECONDS * 1000
        for sid, visitor in list(self._here.items()):
            if visitor.since < before and not self._live.rooms_of(sid):
                self._close(visitor.engine)
        # Those that did not even say what they want are no visitors yet.
        said = {visitor.engine for visitor in self._here.values()}
        silent = [engine for engine in self._server.eio.sockets if engine not in said]
        self._silent = {engine: self._silent.get(engine, now) for engine in silent}
        for engine, since in self._silent.items():
            if since < before:
                self._close(engine)

    def _come(self, *_auth: Any) -> bool:
        engine = self._server.manager.eio_sid_from_sid(_sid(), "/")
        came = Visitor(self._ask(), self._now(), engine)
        if self._idle_at(came.asker.address) >= IDLE_EACH:
            return False
        self._here[_sid()] = came
        return True

    def _idle_at(self, address: str) -> int:
        return sum(
            visitor.asker.address == address
            and all(room.startswith(HALL) for room in self._live.rooms_of(sid))
            for sid, visitor in self._here.items()
        )

    def _gone(self, sid: str) -> None:
        gone = self._here.pop(sid, None)
        for device in machines(gone.asker) if gone else ():
            self._seen(device, self._now())

    def _drop(self, true: Callable[[Asker], bool]) -> None:
        for visitor in list(self._here.values()):
            if true(visitor.asker):
                self._close(visitor.engine)

    def _close(self, engine: str) -> None:
        """At the lower layer: the page then comes back by itself, and is told where it stands."""
        client = self._server.eio.sockets.get(engine)
        if client is not None:
            gevent.spawn(client.close, wait=False)


def machines(asker: Asker) -> list[int]:
    """The ids of those that it proved to be."""
    return [each.id for each in (asker.kiosk, asker.display, asker.counter, asker.keypad) if each]


def _sid() -> str:
    return str(getattr(request, "sid"))  # noqa: B009 - set by Flask-SocketIO, unknown to types
