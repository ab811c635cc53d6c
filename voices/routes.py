"""The sounds over HTTP, for the loudspeakers; who may be one; and the mute key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, jsonify, send_file
from flask.typing import ResponseReturnValue as Answer

from office import Refused
from office.ward import Id
from voices import layout
from voices.mutes import may_mute
from voices.notices.routes import add_notices
from web.asking import Body
from web.asking import body as asked
from web.devices import asker, by
from web.door import allow
from web.who import Who

if TYPE_CHECKING:
    from voices.announcer import Announcer
    from voices.notices.notices import Notices
    from web.parts import Parts

TYPES = {"wav": "audio/wav", "json": "application/json"}
ROLES = {Who.OFFICER: "officer", Who.GUIDE: "guide", Who.MANAGER: "manager"}


class Mute(Body):
    """`zone`: that of the counter, for an officer who names none."""

    zone: Id | None = None
    mute: bool


def blueprint(parts: Parts, announcer: Announcer, notices: Notices) -> Blueprint:
    """/voices/<64 hex digits>.wav and .json; the player under /voices/static/; the notices.

    GET /voices/speaker: {room, zone} of the asking machine, where it is to sound. Its program
    watches that room, `speaker-…`, and is sent `play` and `quiet` as a display's page is.
    POST /voices/mutes {zone, mute}.
    """
    sounds = Blueprint(
        "voices",
        __name__,
        url_prefix="/voices",
        template_folder="templates",
        static_folder="static",
    )
    add_notices(sounds, parts, notices)
    sounding = layout.rooms(parts.config)

    for prefix, who in ((layout.KIOSK_ROOM, Who.KIOSK), (layout.DISPLAY_ROOM, Who.DISPLAY)):

        def snapshot(rest: str, prefix: str = prefix) -> dict[str, Any] | None:
            zone = layout.zone_of(sounding, prefix + rest)
            return None if zone is None else {"zone": zone}

        parts.live.room(prefix, snapshot, who)

    @sounds.get("/<name>")
    @allow(Who.DISPLAY, Who.KIOSK, Who.MANAGER)
    def sound(name: str) -> Response:
        form = re.fullmatch(r"[0-9a-f]{64}\.(wav|json)", name, re.ASCII)
        path = announcer.cache.file(name) if form else None
        if form is None or path is None:
            abort(404)
        answer = send_file(path, mimetype=TYPES[form[1]], etag=False, max_age=0)
        # Names are among them: nothing may keep a copy on its way.
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @sounds.get("/speaker")
    @allow(Who.DISPLAY, Who.KIOSK)
    def speaker() -> Answer:
        return jsonify(_place(sounding))

    @sounds.post("/mutes")
    @allow(*ROLES)
    def mutes() -> Answer:
        said, who = asked(Mute), asker()
        roles = {role for kind, role in ROLES.items() if kind in who.holds or who.open_house}
        own = next((each.zone for each in parts.ward.counters if each.id == who.seat), None)
        zone = said.zone or own or ""
        if not may_mute(roles, own, zone, parts.config.announcer.mute):
            raise Refused("mute_not_yours")
        announcer.mutes.press(zone, mute=said.mute, by=by("voices"))
        return jsonify(zone=zone, until=announcer.mutes.until.get(zone)), 201

    return sounds


def _place(sounding: Mapping[str, frozenset[str]]) -> dict[str, str | None]:
    """In a demo no machine was let in: there it may be any that is to sound."""
    who = asker()
    for machine, prefix in ((who.kiosk, layout.KIOSK_ROOM), (who.display, layout.DISPLAY_ROOM)):
        anybody = {each for rooms in sounding.values() for each in rooms if each.startswith(prefix)}
        own = {prefix + machine.place} if machine else anybody if who.open_house else set()
        for room in sorted(own & anybody):
            return {"room": room, "zone": layout.zone_of(sounding, room)}
    return {"room": None, "zone": None}
