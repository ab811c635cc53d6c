"""The home page: where everything is, and how it does; for strangers, what a citizen may know.

Also `/healthz`.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from web.devices import asker
from web.door import allow
from web.parts import Parts
from web.qr import svg
from web.who import STAFF, Who
from web.words import _, language, speaking


def blueprint(parts: Parts, app: Flask, version: str) -> Blueprint:
    """`/`, `/qr/<place>.svg` of the places it shows, `/healthz`; the rooms home and home-en."""
    pages = Blueprint("home", __name__)
    paths = {"kiosk": "/kiosk/", "display": "/display/"}

    def snapshot(rest: str) -> dict[str, Any] | None:
        if rest not in ("", "-en"):
            return None
        with speaking(app, rest.lstrip("-")):
            return facts(parts)

    parts.live.room("home", snapshot, Who.PC, *STAFF)

    @pages.get("/")
    @allow(Who.ANYONE)
    def home() -> str:
        if not asker().is_staff:
            return render_template("welcome.html")
        return render_template(
            "home.html",
            address=parts.address,
            query="?lang=en" if language() == "en" else "",
            kiosks=_links("/kiosk/", parts.config.kiosks) + _guide_desk(),
            displays=_links("/display/", parts.config.displays),
            counters=_counters(parts),
            person=asker().person,
            version=version,
            **facts(parts),
        )

    @pages.get("/qr/<place>.svg")
    @allow(Who.ANYONE)
    def qr(place: str) -> Response:
        if place not in paths:
            abort(404)
        return Response(svg(parts.address + paths[place]), mimetype="image/svg+xml")

    @pages.get("/healthz")
    @allow(Who.ANYONE)
    def healthz() -> ResponseReturnValue:
        lights = parts.health.summary("database", "printer", "voice", "work")
        fine = all(light is None or light["state"] != "fail" for light in lights.values())
        del lights["work"]
        return jsonify(ok=fine, version=version, seq=parts.office.last_seq, **lights)

    return pages


def facts(parts: Parts) -> dict[str, Any]:
    """What changes on the home page: {lights, day: {open, opens_at}}."""
    hall = parts.office.hall_facts()
    day = {"open": hall["open"], "opens_at": hall["opens_at"]}
    return {"lights": parts.health.facts(), "day": day}


def _links(path: str, devices: tuple[Any, ...]) -> list[dict[str, str]]:
    """{href, name} of each configured device; the first one needs no id."""
    asked = ["", *(f"?id={device.id}" for device in devices[1:])]
    return [
        {"href": path + query, "name": device.name.in_language(language())}
        for query, device in zip(asked, devices, strict=False)
    ]


def _guide_desk() -> list[dict[str, str]]:
    """The guide's page at the kiosk's address, for whoever may open it."""
    if not asker().may(frozenset({Who.GUIDE, Who.MANAGER})):
        return []
    return [{"href": "/kiosk/?guide", "name": _("Bàn hướng dẫn")}]


def _counters(parts: Parts) -> list[dict[str, Any]]:
    """{id, services} of each counter in use, its services by their short names."""
    names = {s.id: s.short_name.in_language(language()) for s in parts.ward.services}
    return [
        {"id": counter.id, "services": ", ".join(names[id_] for id_ in counter.services)}
        for counter in parts.ward.counters
        if not counter.retired
    ]
