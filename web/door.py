"""Every route says who may use it; who may not is told what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Flask, abort, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue as Answer

from web.who import STAFF, Asker, Who
from web.words import _l

View = TypeVar("View", bound=Callable[..., Any])
UNAUTHORIZED, FORBIDDEN = 401, 403
MACHINES = {Who.KIOSK: "kiosk", Who.DISPLAY: "display"}
WORDS = {
    "not_paired": _l("Máy này chưa được phụ trách chấp nhận."),
    "not_signed_in": _l("Xin đăng nhập."),
    "not_seated": _l("Quý vị chưa ngồi vào quầy này, hoặc quầy đã có người khác nhận."),
    "not_its_counter": _l("Bàn phím này được chấp nhận cho quầy khác."),
    "not_yours": _l("Việc này cần người có quyền khác. Xin hỏi phụ trách."),
}


def allow(*who: Who, **asked: tuple[Who, ...]) -> Callable[[View], View]:
    """Declares who may use a view; nobody but a demo for none.

    `asked`: words of the query that ask for something else under the same address, each with
    those who may have it: `allow(Who.KIOSK, guide=(Who.GUIDE,))` for `/kiosk/?guide`.
    """

    def declared(view: View) -> View:
        setattr(view, "allowed", frozenset(who))  # noqa: B010 - unknown to types
        others = {word: frozenset(those) for word, those in asked.items()}
        setattr(view, "allowed_asked", others)  # noqa: B010 - unknown to types
        return view

    return declared


def allowed_of(app: Flask, endpoint: str, query: Collection[str] = ()) -> frozenset[Who]:
    """`query`: the words of the query. Raises LookupError for a view that does not say who."""
    if endpoint.rpartition(".")[2] == "static":
        return frozenset({Who.ANYONE})
    found: frozenset[Who] | None = getattr(app.view_functions[endpoint], "allowed", None)
    if found is None:
        raise LookupError(f"{endpoint} does not say who may use it")
    others: dict[str, frozenset[Who]] = getattr(app.view_functions[endpoint], "allowed_asked", {})
    return next((those for word, those in others.items() if word in query), found)


def add_asker(app: Flask, ask: Callable[[], Asker]) -> None:
    """`ask()` knows the request's asker. Comes before everything else that looks at a request."""

    @app.before_request
    def know() -> None:
        g.asker = ask()


def add_gate(app: Flask, pair: Callable[[str], Answer]) -> Callable[[], None]:
    """`pair(kind)` answers with a page to let a machine in.

    Answers a check for after all routes are there; it raises LookupError.
    """

    @app.before_request
    def look() -> Answer | None:
        if request.endpoint is None:
            return None
        allowed = allowed_of(app, request.endpoint, request.args)
        if g.asker.may(allowed, str((request.view_args or {}).get("n", ""))):
            return None
        return _refused(allowed, pair)

    def check() -> None:
        for endpoint in app.view_functions:
            allowed_of(app, endpoint)

    return check


def _refused(allowed: frozenset[Who], pair: Callable[[str], Answer]) -> Answer:
    if Who.KEY in allowed or not allowed:
        abort(404)
    asker: Asker = g.asker
    if asker.keypad:
        return _told("not_its_counter" if Who.KEYPAD in allowed else "not_yours", FORBIDDEN)
    page = request.method in ("GET", "HEAD") and "json" not in request.headers.get("Accept", "")
    machine = next((kind for who, kind in MACHINES.items() if who in allowed), None)
    if page and machine:
        return pair(machine)
    if machine and not asker.person:
        return _told("not_paired", UNAUTHORIZED)
    if not asker.person:
        if page:
            return redirect("/sign-in?next=" + quote(request.full_path.rstrip("?"), safe="/"))
        return _told("not_signed_in", UNAUTHORIZED)
    if page:
        abort(FORBIDDEN)
    seated = Who.SEATED in allowed and asker.holds & {*STAFF}
    return _told("not_seated" if seated else "not_yours", FORBIDDEN)


def _told(code: str, status: int) -> Answer:
    return jsonify(error=code, message=str(WORDS[code])), status
