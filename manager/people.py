"""The people of the office on the manager's page."""

from __future__ import annotations

from typing import Any, Literal

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue as Answer

from access.records import Person, Role
from access.register import Register
from access.tries import STRANGERS
from web.asking import Body, Line, body
from web.devices import asker
from web.door import allow
from web.parts import Parts
from web.qr import svg
from web.who import Who
from web.words import _, _l

ROLES = {
    "officer": (_l("Cán bộ"), _l("ngồi quầy, gọi và phục vụ")),
    "guide": (_l("Hướng dẫn"), _l("lấy số hộ, đặt ưu tiên")),
    "manager": (_l("Phụ trách"), _l("mọi việc của cán bộ, thêm người và máy")),
    "supervisor": (_l("Giám sát"), _l("chỉ xem")),
}


class NewPerson(Body):
    name: Line
    role: Role


class Change(Body):
    """What becomes of somebody's way in."""

    do: Literal["reset", "lock", "unlock"]


def add_people(pages: Blueprint, parts: Parts) -> None:
    """GET people; POST people {name, role} → 201 {person, invitation}; POST people/<id> {do}."""
    register = parts.register

    @pages.get("/people")
    @allow(Who.MANAGER, Who.SUPERVISOR)
    def people() -> str:
        return render_template(
            "manager/people.html",
            people=[_facts(register, each) for each in register.people.all()],
            roles=ROLES,
            may_change=may_change(),
        )

    @pages.post("/people")
    @allow(Who.MANAGER)
    def add() -> Answer:
        said = body(NewPerson)
        person, token = register.people.invite(said.name, said.role, register.now())
        return jsonify(name=person.name, invitation=invitation(parts, token)), 201

    @pages.post("/people/<int:person>")
    @allow(Who.MANAGER)
    def change(person: int) -> Answer:
        do, whom = body(Change).do, register.people.get(person)
        if do == "reset":
            token = register.reset(whom)
            return jsonify(name=whom.name, invitation=invitation(parts, token)), 201
        register.lock(whom, do == "lock")
        return jsonify(name=whom.name), 201


def invitation(parts: Parts, token: str) -> dict[str, str]:
    """{link, qr: SVG}. The secret stands after the #, which no browser sends and no log keeps."""
    link = f"{parts.staff_address}/start#{token}"
    return {"link": link, "qr": svg(link).decode()}


def may_change() -> bool:
    return asker().may(frozenset({Who.MANAGER}))


def _facts(register: Register, person: Person) -> dict[str, Any]:
    """{id, name, handle, role, state, counter, failed, …} for the page."""
    sessions = [each for each in register.sessions.all() if each.person == person.id]
    tries = register.tries.of(person.id)
    strange = sum(each.failed for each in tries if each.device == STRANGERS)
    return {
        "id": person.id,
        "name": person.name,
        "handle": person.handle,
        "role": ROLES[person.role][0],
        "signed_in": bool(sessions),
        "counter": next((each.counter for each in sessions if each.counter), None),
        "locked": person.locked_at is not None,
        "invited": person.invitation is not None,
        "ways": _ways(person),
        "failed": sum(each.failed for each in tries) - strange,
        "strange": strange,
        "failed_at": max((each.last_at for each in tries), default=None),
    }


def _ways(person: Person) -> str:
    if person.pin and person.password:
        return _("mã PIN và mật khẩu")
    return _("mã PIN") if person.pin else _("mật khẩu") if person.password else ""
