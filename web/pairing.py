"""A machine that is not let in yet: its code, until the manager accepts it."""

from __future__ import annotations

from typing import Annotated, cast

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue as Answer
from pydantic import StringConstraints

from access.pairing import LASTS, Request
from access.records import Kind
from office import Refused
from web.asking import Body, Line, body
from web.devices import LONG, asker, set_cookie
from web.door import UNAUTHORIZED, allow
from web.parts import Parts
from web.qr import svg
from web.who import Who
from web.words import _l

AGENT_LENGTH, PLACE_LENGTH = 120, 40
KINDS = {
    "kiosk": _l("Máy lấy số"),
    "display": _l("Bảng gọi số"),
    "counter": _l("Máy ở quầy"),
    "keypad": _l("Bàn phím ở quầy"),
}


class Claim(Body):
    """Which cookie is asked about."""

    kind: Kind


class Asks(Claim):
    """A program's wish to be let in: it has no page that would show its code."""

    place: Annotated[Line, StringConstraints(max_length=PLACE_LENGTH)] = ""


def blueprint(parts: Parts) -> Blueprint:
    """POST /devices/claims {kind}: {state: waiting | accepted | over} of the asking browser, which
    gets the machine's cookie with its acceptance. POST /devices/asks {kind, place}: {code, words,
    address, left_ms} for a program that shows its code itself.
    """
    register = parts.register
    routes = Blueprint("pairing", __name__, url_prefix="/devices")

    @routes.post("/claims")
    @allow(Who.ANYONE)
    def claims() -> Answer:
        kind = body(Claim).kind
        if getattr(asker(), kind) is not None:
            return jsonify(state="accepted")
        token = request.cookies.get(asking(kind), "")
        let_in = register.devices.find(token, register.now())
        if let_in is not None and let_in.kind == kind:
            answer = make_response(jsonify(state="accepted"))
            set_cookie(answer, f"goiso_{kind}", token, LONG)
            set_cookie(answer, asking(kind), "", 0)
            return answer
        waits = register.pairing.find(token, register.now()) is not None
        return jsonify(state="waiting" if waits else "over")

    @routes.post("/asks")
    @allow(Who.ANYONE)
    def asks() -> Answer:
        wish = body(Asks)
        token, facts = ask(parts, wish.kind, wish.place)
        found = facts.get("asks")
        if not isinstance(found, Request):
            raise Refused("too_many_codes")
        answer = make_response(
            jsonify(
                code=found.code,
                words=found.words,
                address=facts["address"],
                left_ms=facts["left_ms"],
            )
        )
        set_cookie(answer, asking(wish.kind), token, LASTS // 1000)
        return answer

    return routes


def pairing_page(parts: Parts, kind: str) -> Response:
    """What a kiosk or display shows that nobody let in yet."""
    place = request.args.get("id", "")[:PLACE_LENGTH]
    token, facts = ask(parts, cast(Kind, kind), place)
    page = Response(render_template("pairing.html", **facts), UNAUTHORIZED)
    if token:
        set_cookie(page, asking(kind), token, LASTS // 1000)
    return page


def asking(kind: str) -> str:
    """The cookie of a browser that asks to be let in. It is not yet the machine's: a link on
    another site opens our page without the machine's cookie, which must outlive that.
    """
    return f"goiso_asks_{kind}"


def ask(parts: Parts, kind: Kind, place: str) -> tuple[str, dict[str, object]]:
    """(the cookie's value, the page's facts) of this browser's request to be let in; the facts
    have no `asks` when its address asks too often.
    """
    who, register = asker(), parts.register
    now = register.now()
    once = register.devices.once_here(kind, who.address)
    facts: dict[str, object] = {"kind": kind, "title": KINDS[kind], "once": once}
    try:
        token, asks = register.pairing.ask(
            kind,
            place,
            request.cookies.get(asking(kind), ""),
            who.address,
            (request.user_agent.string or "")[:AGENT_LENGTH],
            now,
        )
    except Refused:
        return "", facts
    return token, {**facts, **_shown(asks, parts.staff_address, now)}


def _shown(asks: Request, address: str, now: int) -> dict[str, object]:
    link = f"{address}/manager/devices?code={asks.code}"
    return {
        "asks": asks,
        "address": f"{address}/manager/devices".partition("://")[2],
        "qr": svg(link).decode(),
        "left_ms": asks.until - now,
    }
