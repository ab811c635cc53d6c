"""The machines of the office on the manager's page: who asks to be let in, and who is."""

from __future__ import annotations

from typing import Annotated, Any

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue as Answer
from pydantic import StringConstraints

from access.pairing import Request
from access.records import Device
from access.words import plain_code
from manager.people import may_change
from manager.places import Place, must_have, places, proposed
from web.asking import Body, Named, body
from web.devices import asker
from web.door import allow
from web.pairing import KINDS
from web.parts import Parts
from web.who import Who

LISTED = 12
Code = Annotated[str, StringConstraints(min_length=1, max_length=20)]


class Accept(Body):
    code: Code
    name: Named
    place: Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Refuse(Body):
    code: Code


def add_devices(pages: Blueprint, parts: Parts) -> None:
    """GET devices?code=…; POST devices {code, name, place}; POST devices/refusals {code};
    POST devices/<id>/revocations.
    """
    register = parts.register

    @pages.get("/devices")
    @allow(Who.MANAGER, Who.SUPERVISOR)
    def devices() -> str:
        typed = plain_code(request.args.get("code", ""))
        asking = [_asking(parts, each) for each in register.pairing.waiting(register.now())]
        chosen = next((each for each in asking if each["code"] == typed), None)
        return render_template(
            "manager/devices.html",
            typed=typed,
            chosen=chosen if may_change() else None,
            asking=asking[:LISTED],
            more=max(0, len(asking) - LISTED),
            devices=[_facts(parts, each) for each in register.devices.all()],
            may_change=may_change(),
        )

    @pages.post("/devices")
    @allow(Who.MANAGER)
    def accept() -> Answer:
        said, who = body(Accept), asker()
        asks = register.pairing.by_code(plain_code(said.code), register.now())
        must_have(parts, asks.kind, said.place)
        person = who.person.id if who.person else None
        made = register.accept(asks, said.name, said.place, person)
        return jsonify(id=made.id, name=made.name), 201

    @pages.post("/devices/refusals")
    @allow(Who.MANAGER)
    def refuse() -> Answer:
        asks = register.pairing.by_code(plain_code(body(Refuse).code), register.now())
        register.pairing.end(asks)
        return jsonify(code=asks.code), 201

    @pages.post("/devices/<int:device>/revocations")
    @allow(Who.MANAGER)
    def revoke(device: int) -> Answer:
        found = register.devices.get(device)
        register.revoke(found)
        return jsonify(id=found.id), 201


def _asking(parts: Parts, asks: Request) -> dict[str, Any]:
    free: list[Place] = places(parts, asks.kind)
    return {
        "code": asks.code,
        "words": asks.words,
        "kind": KINDS[asks.kind],
        "address": asks.address,
        "agent": asks.agent,
        "until": asks.until,
        "places": free,
        "name": proposed(free, asks.place),
    }


def _facts(parts: Parts, device: Device) -> dict[str, Any]:
    place = next((p.title for p in places(parts, device.kind) if p.id == device.place), None)
    return {
        "id": device.id,
        "kind": KINDS[device.kind],
        "name": device.name,
        "place": place,
        "address": device.address,
        "connected": parts.register.devices.is_connected(device.id),
        "seen_at": parts.register.devices.seen_at(device),
        "paired_at": device.paired_at,
    }
