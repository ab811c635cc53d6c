"""The paper rolls on the manager's page: what is called by hand while the kiosk is dead."""

from __future__ import annotations

from typing import Annotated, Any

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue as Answer
from pydantic import Field, StringConstraints

from manager.people import may_change
from web.asking import Body, body
from web.devices import by
from web.door import allow
from web.parts import Parts
from web.who import Who
from web.words import language

Number = Annotated[int, Field(ge=0, le=2**53)]


class Range(Body):
    letter: Annotated[str, StringConstraints(min_length=1, max_length=1)]
    first: Number
    last: Number


def add_rolls(pages: Blueprint, parts: Parts) -> None:
    """GET rolls; POST rolls {letter, first, last} → 201 {id}; POST rolls/<id>/ends.

    The room `rolls` tells that a number was called, or something else may be new on the page.
    """
    office = parts.office
    parts.live.bell("rolls", Who.MANAGER, Who.SUPERVISOR)

    @pages.get("/rolls")
    @allow(Who.MANAGER, Who.SUPERVISOR)
    def rolls() -> str:
        facts = office.rolls()
        return render_template(
            "manager/rolls.html",
            series=[each | _served(parts, each["letter"]) for each in facts["series"]],
            rolls=[each | _served(parts, each["letter"]) for each in facts["rolls"]],
            label=_label,
            may_change=may_change(),
        )

    @pages.post("/rolls")
    @allow(Who.MANAGER)
    def open_roll() -> Answer:
        said = body(Range)
        made = office.open_roll(said.letter, said.first, said.last, by=by("manager"))
        return jsonify(id=made), 201

    @pages.post("/rolls/<int:roll>/ends")
    @allow(Who.MANAGER)
    def end(roll: int) -> Answer:
        office.close_roll(roll, by=by("manager"))
        return jsonify(id=roll), 201


def _served(parts: Parts, letter: str) -> dict[str, Any]:
    """A letter whose service is gone from the settings speaks for itself."""
    service = parts.office.map.letters.get(letter)
    return {"name": service.short_name.in_language(language()) if service else letter}


def _label(letter: str, number: int) -> str:
    return f"{letter}{number:03d}"
