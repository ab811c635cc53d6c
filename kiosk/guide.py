"""The guide's desk at the door, `/kiosk/?guide`: what staff do for people who come to them.

Whoever guides is signed in, on a machine that is no kiosk: at a kiosk citizens press, whoever may
still be signed in there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue as Answer

from config import Kiosk
from kiosk import guideposts, posts
from kiosk.facts import Facts
from kiosk.guidepage import page_facts
from kiosk.page import kiosk_asked
from kiosk.taking import take
from office import By
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
        wish = wish.model_copy(update={"name": wish.name or None})
        return take(parts, press, wish, request.args.get("id"), guide)

    @routes.post("/finds")
    @may
    def finds() -> Answer:
        guide_by()
        sought = body(guideposts.Find)
        return jsonify(office.find(sought.text, sought.service))

    @routes.post("/guide/reprints")
    @may
    def guided_reprints() -> Answer:
        guide_by()
        ticket = guideposts.numbered(office, body(guideposts.Found))
        kiosk = kiosk_asked(parts.config, request.args.get("id"))
        return jsonify(print=press.facts(press.reprint(ticket, kiosk.id))), 201


def guide_by() -> By:
    """Staff, whoever it is. 403 at a kiosk."""
    if asker().kiosk:
        abort(FORBIDDEN)
    return replace(by("kiosk"), surface="guide", staff=True)


def guide_page(parts: Parts, facts: Facts, kiosk: Kiosk) -> Answer:
    """At a kiosk, 403 with a page that says where the desk opens."""
    if asker().kiosk:
        address = f"{parts.staff_address}/kiosk/?guide"
        return render_template("kiosk/guideelsewhere.html", address=address), FORBIDDEN
    return render_template("kiosk/guide.html", **page_facts(parts, facts, kiosk, language()))
