"""Who asks, and what: the device's cookie and the validated body."""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import Annotated, Any, TypeVar

from flask import Flask, Response, request
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from office import By
from office.errors import Refused

DEVICE = re.compile(r"[0-9a-f]{32}")
WITH_DEVICE = ("kiosk", "counter", "display", "phone")
STAFF = ("counter",)
YEAR = 365 * 24 * 3600
OK = 200


class Body(BaseModel):
    """A POST's JSON. Unknown fields are refused, so that a misspelt one is not lost silently."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


def clean(text: str) -> str:
    """NFC, no control, format or bidi characters, single blanks."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    return " ".join(kept.split())


Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(clean)]
"""One typed line, at most 200 characters, cleaned."""

B = TypeVar("B", bound=BaseModel)


def asker(surface: str) -> By:
    """Who sends this request; `device` is "" for a client that never opened the page."""
    return By(surface=surface, device=_device(surface) or "", staff=surface in STAFF)


def body(model: type[B]) -> B:
    """The request's JSON as `model`. Raises `Refused("bad_value", fields=[…])`."""
    found: Any = request.get_json(silent=True)
    if not isinstance(found, dict):
        raise Refused("bad_value", fields=[])
    try:
        return model.model_validate(found)
    except ValidationError as mistakes:
        fields = sorted({str(m["loc"][0]) for m in mistakes.errors() if m["loc"]})
        raise Refused("bad_value", fields=fields) from None


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
