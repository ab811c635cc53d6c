"""Numbers that the guide moves for people who come back: in line again, a priority, cancelled."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue as Answer

from kiosk.guide import GUIDES, guide_by
from kiosk.guideposts import Move, Priority, numbered
from office import Office, Outcome
from web.asking import body
from web.door import allow
from web.parts import Parts


def guide_moves(routes: Blueprint, parts: Parts) -> None:
    """One POST for each move of a found number."""
    office = parts.office
    may = allow(*GUIDES)

    @routes.post("/guide/returns")
    @may
    def guided_returns() -> Answer:
        guide, said = guide_by(), body(Move)
        ticket = numbered(office, said)
        return moved(office, office.return_(ticket.id, by=guide, **said.told()))

    @routes.post("/guide/priorities")
    @may
    def guided_priorities() -> Answer:
        guide, said = guide_by(), body(Priority)
        ticket = numbered(office, said)
        return moved(office, office.reclassify(ticket.id, by=guide, **said.told()))

    @routes.post("/guide/cancels")
    @may
    def guided_cancels() -> Answer:
        guide, said = guide_by(), body(Move)
        ticket = numbered(office, said)
        return moved(office, office.cancel(ticket.id, by=guide, **said.told()))


def moved(office: Office, done: Outcome) -> Answer:
    """201, or 200 for a repeat: {ticket} as it is found now, with how many are ahead."""
    assert done.ticket is not None
    return jsonify(ticket=office.found(done.ticket.id)), 200 if done.replayed else 201
