"""The guide's desk at the door, `/kiosk/?guide`: numbers for people who are helped by staff.

Whoever guides is signed in, on a machine that is no kiosk: at a kiosk citizens press, whoever may
still be signed in there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue as Answer

from config import Kiosk
from kiosk import posts
from kiosk.answers import given
from kiosk.facts import kiosk_facts
from kiosk.names import tidy
from kiosk.page import kiosk_asked
from office import By, Ticket, Tx
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
    """The presses of the guide's page, below `/kiosk/guide/`."""
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


def guide_by() -> By:
    """Staff, whoever it is. 403 at a kiosk."""
    if asker().kiosk:
        abort(FORBIDDEN)
    return replace(by("kiosk"), surface="guide", staff=True)


def guide_page(parts: Parts, press: Press) -> Answer:
    guide_by()
    kiosk = kiosk_asked(parts.config, request.args.get("id"))
    return render_template("kiosk/guide.html", **page_facts(parts, press, kiosk, language()))


def page_facts(parts: Parts, press: Press, kiosk: Kiosk, language: str) -> dict[str, Any]:
    """The variables of guide.html. `set_up` is what its own code needs to know."""
    config = parts.config
    services = [
        {
            "id": each.id,
            "letter": each.letter,
            "name": each.name.in_language(language),
            "short": each.short_name.in_language(language),
        }
        for each in config.services
        if not each.retired
    ]
    person = asker().person
    return {
        "kiosk": kiosk,
        "kiosks": [
            {"id": each.id, "name": each.name.in_language(language), "prints": bool(each.printer)}
            for each in config.kiosks
        ],
        "services": services,
        "priorities": _named(config.priorities, language),
        "reasons": _named([each for each in config.reasons if "issue" in each.for_], language),
        "guide": person.name if person else None,
        "facts": kiosk_facts(parts, press, kiosk),
        "set_up": {
            "kiosk": kiosk.id,
            "prints": kiosk.printer is not None,
            "consent": config.consent.version,
            "services": services,
        },
    }


def _named(parts: Any, language: str) -> list[dict[str, str]]:
    kept = [each for each in parts if not getattr(each, "retired", False)]
    return [{"id": each.id, "name": each.name.in_language(language)} for each in kept]
