"""The server's sockets: no delay, a time limit for a request, a limit for each address."""

from __future__ import annotations

import io
import logging
import socket
from typing import Any

from gevent import Timeout, pywsgi, ssl

from settings.serving import Limits
from web.gate import Gate
from web.guard import guarded_headers
from web.handshake import Handshake, hang_up
from web.uploads import MARK, Remainder, is_upload

log = logging.getLogger("goiso.http")

LARGEST_BODY = 16 * 1024
IDLE_SECONDS = 60


class TooLarge(ValueError):  # noqa: N818 - a kind of refusal
    """The body is longer than any page of ours sends."""


class Handler(pywsgi.WSGIHandler):
    """One connection. Its request line, headers and body must be there within the time limit."""

    server: Server
    # How a connection with TLS says that its other end is gone.
    ignored_socket_errors = (
        *pywsgi.WSGIHandler.ignored_socket_errors,
        ssl.SSL_ERROR_SSL,
        ssl.SSL_ERROR_ZERO_RETURN,
        ssl.SSL_ERROR_EOF,
    )

    def handle(self) -> None:
        self.peer = str(self.client_address[0])
        self._timer: Any = None
        self._first = True
        try:
            self.own = str(self.socket.getsockname()[0])
            super().handle()
        except Timeout as timer:
            if timer is not self._timer:
                raise
            log.info("a connection was closed: its request was not complete in time")
        except OSError:
            log.info("a connection ended before its answer did")
        finally:
            self._complete()

    def hang_up(self) -> None:
        hang_up(self.socket)

    def read_requestline(self) -> str:
        self.server.gate.enter(self)
        seconds = self.server.seconds
        self._restart(seconds if self._first else IDLE_SECONDS)
        if not self._first:
            # A connection kept open may rest; what begins on it must be complete in time.
            self.rfile.peek(1)
            self._restart(seconds)
        self._first = False
        line: str = super().read_requestline()
        return line

    def read_request(self, raw_requestline: str) -> Any:
        fine = super().read_request(raw_requestline)
        if self.headers.get("transfer-encoding"):
            raise ValueError("a body must say how long it is")
        kind = str(self.headers.get("content-type", ""))
        self._uploads = is_upload(str(self.command), str(self.path).partition("?")[0], kind)
        if (self.content_length or 0) > LARGEST_BODY and not self._uploads:
            raise TooLarge
        return fine

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        environ["SERVER_ADDR"] = self.own
        environ[MARK] = self._uploads
        return environ

    def handle_one_response(self) -> None:
        environ: dict[str, Any] = self.environ or {}
        if self._uploads:
            # The application reads it, or does not, once it knows who asks.
            self.wsgi_input = Remainder(self.wsgi_input, self._give_up)  # type: ignore[assignment]
        elif self.content_length and self.wsgi_input:
            try:
                environ["wsgi.input"] = io.BytesIO(self.wsgi_input.read())
            except OSError:
                log.info("a connection ended before its request did")
                self.close_connection = True
                return
        self._complete()
        super().handle_one_response()
        if "HTTP_UPGRADE" in environ:
            self.close_connection = True

    def _restart(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.close()
        self._timer = Timeout.start_new(seconds)

    def _give_up(self) -> None:
        self.close_connection = True

    def _complete(self) -> None:
        self.server.gate.leave(self)
        if self._timer is not None:
            self._timer.close()

    def log_error(self, msg: str, *args: Any) -> None:
        log.info("a request could not be read")

    def log_request(self) -> None:
        """Flask logs requests, by route and never by address: a phone's address is a secret."""

    def _handle_client_error(self, ex: Exception) -> tuple[str, bytes]:
        # Vietnamese alone, beside the catalogs: there is no request yet that tells a language.
        if isinstance(ex, TooLarge):
            return "413", _answer("413 Content Too Large", "Dữ liệu gửi lên quá dài.")
        log.info("a request could not be read")
        return "400", _answer("400 Bad Request", "Máy chủ không đọc được yêu cầu này.")


class Server(pywsgi.WSGIServer):
    """pywsgi with our connections. `seconds`: for a whole request; `gate`: may be another's too.

    With a `context` every connection begins with TLS.
    """

    handler_class = Handler

    def __init__(
        self,
        listener: Any,
        app: Any,
        *,
        seconds: float,
        gate: Gate,
        context: ssl.SSLContext | None = None,
    ) -> None:
        quiet: Any = _Quiet()
        secure: Any = {"ssl_context": context} if context else {}
        super().__init__(listener, app, log=None, error_log=quiet, **secure)
        self.seconds = seconds
        self.gate = gate
        self._context = context

    def limit(self, limits: Limits) -> None:
        """Other limits for what comes from now on."""
        self.seconds = limits.header_seconds
        self.gate.each = limits.connections

    def handle(self, sock: Any, address: Any) -> None:
        # Without it each answer waits 44 ms for Nagle's algorithm and the delayed ACK.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().handle(sock, address)

    def wrap_socket_and_handle(self, client_socket: Any, address: Any) -> None:
        """pywsgi's own would wait for a handshake for ever."""
        assert self._context is not None, "asked only where connections begin with TLS"
        try:
            secured = self._context.wrap_socket(
                client_socket, server_side=True, do_handshake_on_connect=False
            )
        except OSError:
            return
        with secured:
            if Handshake(secured, str(address[0])).done(self.gate, self.seconds):
                self.handle(secured, address)


class _Quiet:
    """pywsgi's own error lines quote the request; ours say only that there was one."""

    def write(self, _text: str) -> None:
        log.info("the HTTP server reported an error")

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing is held back."""


def _answer(status: str, sentence: str) -> bytes:
    body = f'{{"error": "bad_value", "message": "{sentence}"}}'.encode()
    headers = [
        *guarded_headers(""),
        ("Content-Type", "application/json; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
    ]
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
