"""Machines over HTTP: the cookie that each one shows, and who presses, as the office is told."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from flask import Flask, Response, g, request

from access.register import Register
from office import By, Refused
from web.who import Asker, Who

DEVICE = re.compile(r"[0-9a-f]{32}")
WITH_DEVICE = ("kiosk", "counter", "display")
KINDS = ("kiosk", "display", "counter")
LONG = 400 * 24 * 3600
"""Browsers keep no cookie longer, so each is given anew with the monthly token."""
OK = 200


def asker() -> Asker:
    """Whom the door has let in with this request."""
    found: Asker = g.asker
    return found


def by(surface: str) -> By:
    """Who sends this request. Keys of repeats are each machine's, else each session's own.

    At a kiosk citizens press, whoever may still be signed in there. A keypad presses for who sits
    at its counter. Refused: `nobody_seated`.
    """
    who = asker()
    if who.keypad:
        behind = who.behind()
        if behind is None:
            raise Refused("nobody_seated")
        return By("keypad", f"d{who.keypad.id}", str(behind.person), staff=True)
    device = getattr(who, surface, None)
    own = f"d{device.id}" if device else f"s{who.session.token}" if who.session else ""
    return By(
        surface=surface,
        device=own or _given(surface) or "",
        officer=str(who.person.id) if who.person else None,
        staff=surface == "counter" or (not device and bool(who.holds & {Who.GUIDE, Who.MANAGER})),
    )


def set_cookie(response: Response, name: str, value: str, seconds: int | None) -> None:
    """Only for this site and only for the server; over HTTPS only, where it was given there."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )


def add_devices(app: Flask, register: Register, *, demo: bool) -> None:
    """The pages of a machine renew its token. In a demo, where none is let in by anybody, each
    surface's page gives its browser an id of its own instead.
    """
    give: Callable[[Response], None]

    def own_id(response: Response) -> None:
        surface = request.blueprint
        if surface in WITH_DEVICE and _given(surface) is None:
            set_cookie(response, f"goiso_{surface}", secrets.token_hex(16), LONG)

    def renewal(response: Response) -> None:
        for kind in KINDS:
            device = getattr(asker(), kind)
            token = register.devices.renew(device, register.now()) if device else None
            if token:
                set_cookie(response, f"goiso_{kind}", token, LONG)

    give = own_id if demo else renewal

    @app.after_request
    def cookies(response: Response) -> Response:
        page = request.method == "GET" and response.status_code == OK
        if page and response.mimetype == "text/html":
            give(response)
        return response


def _given(surface: str) -> str | None:
    found = request.cookies.get(f"goiso_{surface}", "")
    return found if DEVICE.fullmatch(found) else None
