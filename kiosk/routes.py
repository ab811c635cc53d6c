"""The ticket machine: its page, and one POST for each thing a press makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue as Answer

from kiosk import posts
from kiosk.agents import agents
from kiosk.aloud import Reads, read_aloud
from kiosk.answers import bad_name, qr
from kiosk.cards import Cards, card_routes
from kiosk.checkin import CheckIn
from kiosk.facts import kiosk_facts, snapshots
from kiosk.guide import GUIDES, guide_desk, guide_page
from kiosk.guidemoves import guide_moves
from kiosk.names import BadName
from kiosk.page import kiosk_asked, page_facts, tongue_of
from kiosk.sheets import sheet_routes
from kiosk.taking import take
from web.asking import body
from web.devices import asker, by
from web.door import allow
from web.guard import guarded_headers
from web.parts import Parts
from web.who import Who
from web.words import asked_language, worded

if TYPE_CHECKING:
    from kiosk.press import Press


def blueprint(parts: Parts, press: Press, reader: Reads, cards: Cards) -> Blueprint:
    """`/kiosk/` and its presses; the room `kiosk-<id>` is what its page watches.

    The number is committed before anything is printed, its print job in the same transaction.
    """
    office = parts.office
    routes = Blueprint(
        "kiosk", __name__, url_prefix="/kiosk", template_folder="templates", static_folder="static"
    )
    check_in = CheckIn(parts, press)
    routes.register_error_handler(BadName, bad_name)
    may = allow(Who.KIOSK, Who.GUIDE, Who.MANAGER)
    parts.live.room(
        "kiosk-", snapshots(parts, press, reader, cards), Who.KIOSK, Who.GUIDE, Who.MANAGER
    )

    guide_desk(routes, parts, press)
    guide_moves(routes, parts)
    read_aloud(routes, parts, reader)
    card_routes(routes, parts, cards, own_place)
    agents(routes, parts, press, cards)
    sheet_routes(routes, parts, press)

    @routes.get("/")
    @allow(Who.KIOSK, Who.GUIDE, Who.MANAGER, guide=GUIDES)
    def page() -> Answer:
        guides = "guide" in request.args
        place = request.args.get("id") if guides else own_place()
        kiosk = kiosk_asked(parts.config, place)
        facts = kiosk_facts(parts, press, reader, cards, kiosk)
        if guides:
            return guide_page(parts, facts, kiosk)
        tongue = tongue_of(kiosk, asked_language())
        with worded(tongue):
            told = page_facts(parts, facts, kiosk, tongue)
            answer = Response(render_template("kiosk/kiosk.html", **told))
        if facts["cards"] == "camera":
            answer.headers.extend(guarded_headers(request.host, camera=True))
        return answer

    @routes.post("/tickets")
    @may
    def tickets() -> Answer:
        return take(parts, press, body(posts.Wish), own_place(), by("kiosk"))

    @routes.post("/check-ins")
    @may
    def check_ins() -> Answer:
        return check_in.answer(body(posts.Visit), own_place(), by("kiosk"))

    @routes.post("/reprints")
    @may
    def reprints() -> Answer:
        kiosk = kiosk_asked(parts.config, own_place())
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


def own_place() -> str | None:
    """The kiosk that this machine is; the one asked for where it is none."""
    return asker().place("kiosk", request.args.get("id"))
