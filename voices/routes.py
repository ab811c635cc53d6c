"""The sounds over HTTP, for the displays: the WAV and, beside it, what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, send_file

from voices.notices.routes import add_notices
from web.door import allow
from web.who import Who

if TYPE_CHECKING:
    from voices.announcer import Announcer
    from voices.notices.notices import Notices
    from web.parts import Parts

TYPES = {"wav": "audio/wav", "json": "application/json"}


def blueprint(parts: Parts, announcer: Announcer, notices: Notices) -> Blueprint:
    """/voices/<64 hex digits>.wav and .json; the player under /voices/static/; the notices."""
    sounds = Blueprint(
        "voices",
        __name__,
        url_prefix="/voices",
        template_folder="templates",
        static_folder="static",
    )
    add_notices(sounds, parts, notices)

    @sounds.get("/<name>")
    @allow(Who.DISPLAY, Who.MANAGER)
    def sound(name: str) -> Response:
        form = re.fullmatch(r"[0-9a-f]{64}\.(wav|json)", name, re.ASCII)
        path = announcer.cache.file(name) if form else None
        if form is None or path is None:
            abort(404)
        answer = send_file(path, mimetype=TYPES[form[1]], etag=False, max_age=0)
        # Names are among them: nothing may keep a copy on its way.
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return sounds
