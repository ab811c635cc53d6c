"""One's own number on one's own phone: `/t/<token>`, refreshed by its room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, Response, render_template, request

from phone.facts import Hall, facts
from phone.words import clock_in, others, then, told
from web.door import allow
from web.who import Who
from web.words import language, speaking

if TYPE_CHECKING:
    from office import Ticket
    from web.parts import Parts

NOT_FOUND = 404


def blueprint(parts: Parts, app: Flask) -> Blueprint:
    """The page and the room `ticket-<token>.<language>`."""
    pages = Blueprint(
        "phone", __name__, url_prefix="/t", template_folder="templates", static_folder="static"
    )
    hall = Hall(parts.office)
    clock = clock_in(parts.ward.time_zone)
    names = parts.config.language_names()
    services = {service.id: service.name for service in parts.ward.services}

    def texts(ticket: Ticket) -> dict[str, str]:
        own = facts(parts.office, ticket, hall.facts())
        return told(own, clock) | {
            "service": name(own["service"]),
            "then": "" if own["planned"] is None else then(name(own["planned"])),
        }

    def name(service: str) -> str:
        return services[service].in_language(language()) if service in services else ""

    def snapshot(rest: str) -> dict[str, Any] | None:
        # Tokens are url-safe base64: a dot is in none of them.
        token, _, asked = rest.partition(".")
        ticket = parts.office.ticket_by_token(token)
        if ticket is None:
            return None
        with speaking(app, asked):
            return {"told": texts(ticket)}

    parts.live.room("ticket-", snapshot, Who.ANYONE)

    @pages.get("/<token>")
    @allow(Who.ANYONE)
    def page(token: str) -> Response:
        ticket = parts.office.ticket_by_token(token)
        with speaking(app, _language(ticket)):
            if ticket is None:
                tongues = others(names, parts.catalogs)
                return Response(render_template("phone/unknown.html", tongues=tongues), NOT_FOUND)
            return Response(
                render_template(
                    "phone/phone.html",
                    told=texts(ticket),
                    token=token,
                    tongues=others(names, parts.catalogs),
                )
            )

    @pages.after_request
    def private(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return pages


def _language(ticket: Ticket | None) -> str:
    """The language asked for, else the one the number was taken in."""
    return request.args.get("lang") or (ticket.language if ticket else "")
