"""Orders from this computer about people and machines; see commands/admitting.py."""

from __future__ import annotations

from typing import Any, Literal

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from access.records import Kind, Person, Role
from access.register import Register
from office import Refused
from web.asking import Body, Line, body
from web.door import allow
from web.parts import Parts
from web.who import Who

CREATED = 201


class AboutPeople(Body):
    """`who`: the name to sign in with."""

    do: Literal["list", "add", "reset", "lock", "unlock"]
    name: Line = ""
    role: Role = "officer"
    who: Line = ""


class AboutDevices(Body):
    """`add` is for programs, which show the token answered; `device` is a number to revoke."""

    do: Literal["list", "add", "revoke"]
    kind: Kind = "kiosk"
    name: Line = ""
    place: Line = ""
    device: int = 0


def add_admitting(orders: Blueprint, parts: Parts) -> None:
    """`/control/people` and `/control/devices`."""
    register = parts.register

    @orders.post("/people")
    @allow(Who.KEY)
    def people() -> ResponseReturnValue:
        said = body(AboutPeople)
        if said.do == "list":
            return jsonify(people=[_person(register, each) for each in register.people.all()])
        if said.do == "add":
            made, token = register.people.invite(said.name, said.role, register.now())
            return jsonify(name=made.name, handle=made.handle, link=_link(parts, token)), CREATED
        found = register.people.called(said.who)
        if found is None:
            raise Refused("unknown_person")
        if said.do == "reset":
            return jsonify(name=found.name, link=_link(parts, register.reset(found))), CREATED
        register.lock(found, said.do == "lock")
        return jsonify(name=found.name), CREATED

    @orders.post("/devices")
    @allow(Who.KEY)
    def devices() -> ResponseReturnValue:
        said = body(AboutDevices)
        if said.do == "list":
            facts = ("id", "kind", "name", "place", "address", "seen_at")
            all_ = register.devices.all()
            return jsonify(devices=[{key: getattr(d, key) for key in facts} for d in all_])
        if said.do == "revoke":
            found = register.devices.get(said.device)
            register.revoke(found)
            return jsonify(name=found.name), CREATED
        _must_stand(parts, said.kind, said.place)
        made, token = register.devices.add(said.kind, said.name, said.place, None, register.now())
        return jsonify(id=made.id, name=made.name, token=token), CREATED


def set_up_link(parts: Parts) -> str | None:
    """Where the first manager's account is made; None once somebody manages."""
    token = parts.register.people.set_up(parts.register.now())
    return _link(parts, token) if token else None


def _link(parts: Parts, token: str) -> str:
    return f"{parts.staff_address}/start#{token}"


def _person(register: Register, person: Person) -> dict[str, Any]:
    return {
        "handle": person.handle,
        "name": person.name,
        "role": person.role,
        "locked": person.locked_at is not None,
        "invited": person.invitation is not None,
        "failed": sum(each.failed for each in register.tries.of(person.id)),
    }


def _must_stand(parts: Parts, kind: Kind, place: str) -> None:
    counters = [str(each.id) for each in parts.ward.counters if not each.retired]
    known = {
        "kiosk": [each.id for each in parts.config.kiosks],
        "display": [each.id for each in parts.config.displays],
        "counter": counters,
        "keypad": counters,
    }[kind]
    if place not in known:
        raise Refused("unknown_place")
