"""The outer door: which hosts and origins are answered, and the headers of every answer.

A WSGI layer rather than Flask hooks, so that Socket.IO, static files and errors pass it too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from web import plain
from web.uploads import is_upload
from web.words import HEADER, _

Environ = dict[str, Any]
Start = Callable[..., Any]
Wsgi = Callable[[Environ, Start], Iterable[bytes]]

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SAFE = ("GET", "HEAD", "OPTIONS")
MOVED = "302 Found"
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


class Guard:
    """Wraps a WSGI application. `hosts` are names without a port; `own` may change meanwhile.

    `secure`: the base of the HTTPS address, if there is one; then plain HTTP gives less.
    """

    def __init__(
        self,
        app: Wsgi,
        hosts: Iterable[str],
        translate: Callable[[str], Any],
        secure: str | None = None,
    ) -> None:
        self._app = app
        self._secure = secure
        self._hosts = {name.lower() for name in (*LOOPBACK, *hosts)}
        self.own: set[str] = set()
        self._translate = translate

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        known = _name(host) in self._hosts | self.own
        headers = guarded_headers(host if known else "")

        def guarded(status: str, given: list[tuple[str, str]], *rest: Any) -> Any:
            have = {name.lower() for name, _value in given}
            return start(status, given + [h for h in headers if h[0].lower() not in have], *rest)

        refusal = self._refusal(environ, known)
        if refusal is None:
            return self._app(environ, guarded)
        status, code = refusal
        if status == MOVED:
            guarded(status, [("Location", plain.elsewhere(self._secure or "", environ))])
            return [b""]
        with self._translate(environ.get("HTTP_" + HEADER.upper().replace("-", "_"), "")):
            body = json.dumps({"error": code, "message": _words(code)}, ensure_ascii=False)
        guarded(status, [("Content-Type", "application/json; charset=utf-8")])
        return [body.encode()]

    def _refusal(self, environ: Environ, known: bool) -> tuple[str, str] | None:
        if not known:
            return "421 Misdirected Request", "unknown_host"
        if self._secure and environ["wsgi.url_scheme"] == "http" and not plain.serves(environ):
            moves = environ["REQUEST_METHOD"] in ("GET", "HEAD")
            return (MOVED if moves else "403 Forbidden"), "https_only"
        origin = environ.get("HTTP_ORIGIN")
        safe = environ["REQUEST_METHOD"] in SAFE
        websocket = environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        if safe and not websocket:
            return None
        if origin is not None and not _same(origin, environ):
            return "403 Forbidden", "foreign_origin"
        if environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
            return "403 Forbidden", "foreign_origin"
        kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        uploads = is_upload(environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""), kind)
        if not safe and kind != "application/json" and not uploads:
            return "415 Unsupported Media Type", "not_json"
        return None


def guarded_headers(host: str, *, camera: bool = False) -> list[tuple[str, str]]:
    """What every answer carries. Chromium 67 does not count ws: as 'self', so it is named.

    `camera`: for the one page that may read cards with it, by code in WebAssembly.
    """
    scripts = "'self' 'wasm-unsafe-eval'" if camera else "'self'"
    permissions = PERMISSIONS.replace("camera=()", "camera=(self)") if camera else PERMISSIONS
    live = f"'self' ws://{host} wss://{host}" if host else "'self'"
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; font-src 'self'; "
        f"img-src 'self' data:; media-src 'self'; connect-src {live}; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    return [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", permissions),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ]


def _name(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def _same(origin: str, environ: Environ) -> bool:
    return urlsplit(origin).netloc.lower() == environ.get("HTTP_HOST", "").lower() and (
        urlsplit(origin).scheme == environ.get("wsgi.url_scheme")
    )


def _words(code: str) -> str:
    return {
        "https_only": _("Việc này chỉ làm được qua HTTPS; xin mở lại trang bằng địa chỉ https."),
        "unknown_host": _("Máy chủ không dùng tên miền này."),
        "foreign_origin": _("Yêu cầu này đến từ một trang khác nên không được nhận."),
        "not_json": _("Máy chủ chỉ nhận dữ liệu JSON."),
    }[code]
