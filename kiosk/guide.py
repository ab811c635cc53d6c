"""The guide's desk at the door, `/kiosk/?guide`: numbers for people who are helped by staff.

Whoever guides is signed in, on a machine that is no kiosk: at a kiosk citizens press, whoever may
still be signed in there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue as Answer

from kiosk import posts
from kiosk.answers import given
from kiosk.guidepage import page_facts
from kiosk.names import tidy
from kiosk.page import kiosk_asked
from office import By, Refused, Ticket, Tx
from web.asking import body
from web.devices import asker, by
from web.door import allow
from web.parts import Parts
from web.who import Who
from web.words import language

if TYPE_CHECKING:
    from kiosk.press import Press

GUIDES = (Who.GUIDE, Who.MANAGER)
FORBIDDEN = 403


def guide_desk(routes: Blueprint, parts: Parts, press: Press) -> None:
    """The presses of the guide's page. What is looked for stands in a body, never in an address."""
    office = parts.office
    may = allow(*GUIDES)

    @routes.post("/guide/tickets")
    @may
    def guided_tickets() -> Answer:
        guide, wish = guide_by(), body(posts.GuidesWish)
        kiosk = kiosk_asked(parts.config, request.args.get("id"))
        name = tidy(wish.name, office.map.ward.not_aloud) if wish.name else None

        def also(tx: Tx, ticket: Ticket) -> None:
            press.job(tx, ticket, kiosk.id)

        taken = office.issue(**wish.told(name), by=guide, also=also)
        press.wake()
        return given(parts, press, taken)

    @routes.post("/finds")
    @may
    def finds() -> Answer:
        guide_by()
        sought = body(posts.Find)
        return jsonify(office.find(sought.text, sought.service))

    @routes.post("/guide/reprints")
    @may
    def guided_reprints() -> Answer:
        guide_by()
        ticket = office.ticket(body(posts.Found).ticket)
        if ticket.number is None:
            raise Refused("wrong_state", state=ticket.state)
        kiosk = kiosk_asked(parts.config, request.args.get("id"))
        return jsonify(print=press.facts(press.reprint(ticket, kiosk.id))), 201


def guide_by() -> By:
    """Staff, whoever it is. 403 at a kiosk."""
    if asker().kiosk:
        abort(FORBIDDEN)
    return replace(by("kiosk"), surface="guide", staff=True)


def guide_page(parts: Parts, press: Press) -> Answer:
    guide_by()
    kiosk = kiosk_asked(parts.config, request.args.get("id"))
    return render_template("kiosk/guide.html", **page_facts(parts, press, kiosk, language()))
