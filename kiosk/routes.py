"""The ticket machine: its page, and one POST for each thing a press makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue as Answer

from kiosk import posts
from kiosk.aloud import Reads, read_aloud
from kiosk.answers import bad_name, given, qr
from kiosk.facts import snapshots
from kiosk.guide import GUIDES, guide_desk, guide_page
from kiosk.names import BadName, tidy
from kiosk.page import kiosk_asked, page_facts
from office import Ticket, Tx
from web.asking import body
from web.devices import asker, by
from web.door import allow
from web.parts import Parts
from web.who import Who
from web.words import language

if TYPE_CHECKING:
    from kiosk.press import Press


def blueprint(parts: Parts, press: Press, reader: Reads) -> Blueprint:
    """`/kiosk/` and its presses; the room `kiosk-<id>` is what its page watches.

    The number is committed before anything is printed, its print job in the same transaction.
    """
    office = parts.office
    routes = Blueprint(
        "kiosk", __name__, url_prefix="/kiosk", template_folder="templates", static_folder="static"
    )
    routes.register_error_handler(BadName, bad_name)
    may = allow(Who.KIOSK, Who.GUIDE, Who.MANAGER)
    parts.live.room("kiosk-", snapshots(parts, press, reader), Who.KIOSK, Who.GUIDE, Who.MANAGER)

    guide_desk(routes, parts, press)
    read_aloud(routes, parts, reader)

    @routes.get("/")
    @allow(Who.KIOSK, Who.GUIDE, Who.MANAGER, guide=GUIDES)
    def page() -> Answer:
        if "guide" in request.args:
            return guide_page(parts, press)
        kiosk = kiosk_asked(parts.config, asker().place("kiosk", request.args.get("id")))
        facts = page_facts(parts, press, kiosk, language(), speaks=reader.speaks)
        return render_template("kiosk/kiosk.html", **facts)

    @routes.post("/tickets")
    @may
    def tickets() -> Answer:
        wish = body(posts.Wish)
        kiosk = kiosk_asked(parts.config, asker().place("kiosk", request.args.get("id")))
        name = None if wish.name is None else tidy(wish.name, office.map.ward.not_aloud)

        def also(tx: Tx, ticket: Ticket) -> None:
            press.job(tx, ticket, kiosk.id)

        taken = office.issue(**wish.told(name), by=by("kiosk"), also=also)
        press.wake()
        return given(parts, press, taken)

    @routes.post("/reprints")
    @may
    def reprints() -> Answer:
        kiosk = kiosk_asked(parts.config, asker().place("kiosk", request.args.get("id")))
        job = press.reprint(posts.ticket_of(office, body(posts.Holder).token), kiosk.id)
        return jsonify(print=press.facts(job)), 201

    @routes.post("/codes")
    @may
    def codes() -> Answer:
        ticket = posts.ticket_of(office, body(posts.Holder).token)
        return jsonify(qr=qr(f"{parts.address}/t/{ticket.token}"))

    @routes.post("/papers")
    @may
    def papers() -> Answer:
        seen = body(posts.Paper)
        ticket = posts.ticket_of(office, seen.token)
        return jsonify(print=press.facts(press.settle(ticket, seen.printed)))

    return routes
