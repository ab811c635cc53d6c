"""Who asks: each surface's page gives its browser a device id of its own, in a cookie."""

from __future__ import annotations

import re
import secrets

from flask import Flask, Response, request

from office import By

DEVICE = re.compile(r"[0-9a-f]{32}")
WITH_DEVICE = ("kiosk", "counter", "display", "phone")
STAFF = ("counter",)
YEAR = 365 * 24 * 3600
OK = 200


def asker(surface: str) -> By:
    """Who sends this request; `device` is "" for a client that never opened the page."""
    return By(surface=surface, device=_device(surface) or "", staff=surface in STAFF)


def add_devices(app: Flask) -> None:
    """The GET of a surface's page gives its browser a device id of its own."""

    @app.after_request
    def give(response: Response) -> Response:
        surface = request.blueprint
        if surface in WITH_DEVICE and _is_page(response) and _device(surface) is None:
            response.set_cookie(
                f"goiso_{surface}",
                secrets.token_hex(16),
                max_age=YEAR,
                httponly=True,
                samesite="Strict",
            )
        return response


def _is_page(response: Response) -> bool:
    page = request.method == "GET" and response.status_code == OK
    return page and response.mimetype == "text/html"


def _device(surface: str) -> str | None:
    found = request.cookies.get(f"goiso_{surface}", "")
    return found if DEVICE.fullmatch(found) else None
