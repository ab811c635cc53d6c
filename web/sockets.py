"""Socket.IO as this office runs it: websocket only, small messages, whole writes."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import gevent.event
import gevent.selectors
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from engineio.async_drivers.gevent import Thread
from flask import Flask
from flask_socketio import SocketIO
from gevent import Timeout, ssl
from gevent.exceptions import ConcurrentObjectUseError
from gevent.lock import RLock

from web.handshake import hang_up
from web.messages import is_ours

LARGEST_MESSAGE = 4096
SEND_SECONDS = 10
PING_SECONDS = 2.5
PING_ANSWER_SECONDS = 2.0
MESSAGES, MESSAGES_SECONDS = 60, 10
"""More than any page of ours has to say in that time."""


def make_socketio(app: Flask) -> SocketIO:
    """A page that loses the server knows after 4.5 s: ping plus answer."""
    socketio = SocketIO(
        app,
        async_mode="gevent",
        transports=["websocket"],
        ping_interval=PING_SECONDS,
        ping_timeout=PING_ANSWER_SECONDS,
        max_http_buffer_size=LARGEST_MESSAGE,
        manage_session=False,
        always_connect=False,
    )
    engine = socketio.server.eio
    engine._async = {**engine._async, "websocket": Bounded}
    return socketio


class Bounded(SimpleWebSocketWSGI):  # type: ignore[misc] # the package has no types
    """A websocket that takes few messages and no large one, and never sends a part of one."""

    def __init__(self, handler: Any, server: Any) -> None:
        self._since, self._heard = 0.0, 0
        super().__init__(
            handler,
            server,
            thread_class=Thread,
            event_class=gevent.event.Event,
            selector_class=gevent.selectors.DefaultSelector,
            max_message_size=LARGEST_MESSAGE,
        )

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        reader = environ["wsgi.input"]
        sock = getattr(reader, "rfile", reader).raw._sock
        environ["wsgi.input"] = _Input(sock)
        try:
            return super().__call__(environ, start_response)
        finally:
            if isinstance(sock, ssl.SSLSocket):
                self._leave(sock)

    def wait(self) -> Any:
        """The next message; None, the end, for what no page of ours says, or not so often."""
        message = super().wait()
        now = time.monotonic()
        if now - self._since > MESSAGES_SECONDS:
            self._since, self._heard = now, 0
        self._heard += 1
        return message if is_ours(message) and self._heard <= MESSAGES else None

    def close(self) -> None:
        with suppress(OSError):
            super().close()

    def _leave(self, sock: Any) -> None:
        """TLS has one socket for pywsgi and for the reader: nobody may read once it is closed.

        OpenSSL knows a socket by its number alone, and the next connection may get that number.
        """
        hang_up(sock)
        if hasattr(self, "ws"):
            self.ws.thread.join()


class _Input:
    """Looks like the request's input to simple-websocket, which digs its socket out of it."""

    def __init__(self, sock: Any) -> None:
        self.raw = _Raw(_Whole(sock))


class _Raw:
    def __init__(self, sock: _Whole) -> None:
        self._sock = sock


class _Whole:
    """A socket whose `send` sends all, one greenlet at a time, or fails.

    simple-websocket calls `send` from two greenlets and ignores how much was sent: a slow
    screen's stream would break in the middle of a frame. It ends quietly at an OSError only.
    """

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._one = RLock()

    def dup(self) -> _Whole:
        """NotImplementedError for TLS: then simple-websocket takes this one."""
        return _Whole(self._sock.dup())

    def send(self, data: bytes) -> int:
        try:
            with self._one, Timeout(SEND_SECONDS):
                self._sock.sendall(data)
        except Timeout:
            raise OSError("the other side does not read") from None
        except (ValueError, ConcurrentObjectUseError) as fault:
            raise OSError("the connection cannot be written") from fault
        return len(data)

    def recv(self, size: int) -> bytes:
        try:
            data: bytes = self._sock.recv(size)
        except (ValueError, ConcurrentObjectUseError) as fault:
            raise OSError("the connection cannot be read") from fault
        return data

    def close(self) -> None:
        self._sock.close()
