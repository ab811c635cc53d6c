"""The beginning of a TLS connection, which counts as unfinished like a request that drips."""

from __future__ import annotations

import logging
from typing import Any

from gevent import Timeout
from gevent import socket as green

from web.gate import Gate

log = logging.getLogger("goiso.http")


def hang_up(sock: Any) -> None:
    """End both ways and wake who waits for `sock`; for plain sockets and those with TLS.

    An SSLSocket's own `shutdown` drops the encryption while somebody still reads or writes.
    """
    try:
        green.socket.shutdown(sock, green.SHUT_RDWR)
    except OSError:
        log.debug("the connection was gone already")


class Handshake:
    """`sock` is an SSLSocket that has not shaken hands; `peer` an address on the network."""

    def __init__(self, sock: Any, peer: str) -> None:
        self.peer = peer
        self._sock = sock

    def done(self, gate: Gate, seconds: float) -> bool:
        """Shake hands within `seconds`; False when there will be no connection."""
        gate.enter(self)
        try:
            with Timeout(seconds):
                self._sock.do_handshake()
        except (OSError, Timeout):
            log.info("a connection was closed: it did not come to an encryption in time")
            return False
        finally:
            gate.leave(self)
        return True

    def hang_up(self) -> None:
        hang_up(self._sock)
