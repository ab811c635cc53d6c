"""Booked visits from a list on this computer; see commands/bookings.py."""

from __future__ import annotations

from typing import Annotated, Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from pydantic import Field, StringConstraints

from office import Booked, By, Visit, Wanted
from web.asking import Body, Line, body
from web.door import allow
from web.parts import Parts
from web.who import Who

CREATED = 201
Id = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Row(Body):
    day: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    time: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    service: Id
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{6,20}$")] | None = None
    name: Line | None = None
    say_name: bool = False
    priority: Id | None = None
    dossier: Line | None = None
    nth: Annotated[int, Field(ge=1, le=10_000)] = 1

    def visit(self) -> Visit:
        wanted = Wanted(self.service, self.priority, self.name, self.say_name, dossier=self.dossier)
        return Visit(wanted, self.day, self.time, self.code, self.nth)


class Rows(Body):
    """All are booked or none; with `check` none is."""

    rows: Annotated[list[Row], Field(min_length=1, max_length=500)]
    check: bool = False


def add_bookings(orders: Blueprint, parts: Parts, by: By) -> None:
    """`POST /control/bookings`: {done, rows: [{code, new} or {error, facts}]} in their order."""

    @orders.post("/bookings")
    @allow(Who.KEY)
    def book() -> ResponseReturnValue:
        said = body(Rows)
        visits = [row.visit() for row in said.rows]
        done, answers = parts.office.book_all(visits, by=by, check=said.check)
        told = jsonify(done=done, rows=[_told(each) for each in answers])
        return told, CREATED if done else 200


def _told(booked: Booked) -> dict[str, Any]:
    if booked.refused is not None:
        return {"error": booked.refused.code, "facts": booked.refused.facts}
    return {"code": booked.code, "new": booked.new}
