"""The doors of the server: where it listens, and the certificate of the one for HTTPS."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gevent import socket as green
from gevent import ssl

from settings.serving import Tls, Web

BACKLOG = 1024


class CannotServe(Exception):  # noqa: N818 - said to a person as it stands
    """The server cannot run here; one sentence in two languages says why."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(f"{vietnamese} · {english}")
        self.vietnamese, self.english = vietnamese, english


@dataclass(frozen=True)
class Door:
    """A socket that listens; with a `context` for HTTPS."""

    listener: green.socket
    context: ssl.SSLContext | None = None

    @property
    def at(self) -> tuple[str, int]:
        """Host and port."""
        host, port = self.listener.getsockname()[:2]
        return host, port


@contextmanager
def doors(web: Web, data: Path, host: str, port: int) -> Iterator[list[Door]]:
    """The one for HTTP, then the one for HTTPS, if there is one; `port` 0 takes free ports.

    Raises CannotServe.
    """
    with ExitStack() as opened:
        context = certified(web.tls, data) if web.tls else None
        found = [Door(opened.enter_context(_listen(host, port, "--port")))]
        if web.tls:
            chosen = web.tls.port if port else 0
            listener = opened.enter_context(_listen(host, chosen, "web.tls.port"))
            found.append(Door(listener, context))
        yield found


def certified(tls: Tls, data: Path) -> ssl.SSLContext:
    """TLS 1.2 or later with the office's certificate. Raises CannotServe."""
    cert, key = data / tls.cert, data / tls.key
    for file in (cert, key):
        try:
            file.open("rb").close()
        except (OSError, ValueError) as error:
            raise CannotServe(
                f"Không đọc được tệp {file} (web.tls).",
                f"That file cannot be read: {getattr(error, 'strerror', None) or error}.",
            ) from None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # A client that begins anew in the middle would make a reader wait to write.
    context.options |= ssl.OP_NO_RENEGOTIATION
    try:
        # A key with a password would ask for it on the terminal.
        context.load_cert_chain(cert, key, password="")
    except (OSError, ValueError):
        raise CannotServe(
            f"Chứng chỉ {cert} và khóa {key} không dùng được: cần tệp PEM, đi đôi với nhau, "
            "khóa không có mật khẩu.",
            "The certificate and its key cannot be used: "
            "both must be PEM, belong together, and have no password.",
        ) from None
    return context


def _listen(host: str, port: int, setting: str) -> green.socket:
    family = green.AF_INET6 if ":" in host else green.AF_INET
    listener = green.socket(family, green.SOCK_STREAM)
    if sys.platform != "win32":
        # On Windows the option would let a second server take the same port.
        listener.setsockopt(green.SOL_SOCKET, green.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise CannotServe(
                f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác bằng {setting}.",
                f"Port {port} is used by another program; choose another one with {setting}.",
            ) from None
        raise CannotServe(
            f"Không mở được địa chỉ {host}, cổng {port}.", f"Cannot listen there: {error}."
        ) from None
    return listener
