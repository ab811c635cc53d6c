"""The waiting hall on anybody's phone: `/thong-tin/`. What the screens show, and never a name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, render_template

from phone.facts import Hall
from phone.words import aged, clock_in, others
from web import rule
from web.door import allow
from web.who import Who
from web.words import language, speaking

if TYPE_CHECKING:
    from web.parts import Parts

ROOMS = 100
"""Of each language. Phones are served in slices, a room at a time: so no room holds many."""
RECENT = 4
MINUTE = 60_000


def blueprint(parts: Parts, app: Flask) -> Blueprint:
    """The page and its rooms `hall-<language>.<n>`, n below `ROOMS`."""
    pages = Blueprint("hall", __name__, url_prefix="/thong-tin", template_folder="templates")
    hall = Hall(parts.office)
    names = {service.id: service.name for service in parts.ward.services}
    clock = clock_in(parts.ward.time_zone)
    numbers = frozenset(map(str, range(ROOMS)))

    def told() -> dict[str, str]:
        return drawn(language(), parts.office.last_seq, parts.office.now() // MINUTE)

    # Every room of a language is sent the same.
    @lru_cache(maxsize=8)
    def drawn(_language: str, _seq: int, minute: int) -> dict[str, str]:
        """{hall: HTML of what changes, fresh, lost}"""
        facts = hall.facts()
        last, *before = facts["calls"][: 1 + RECENT] or [None]
        here = render_template(
            "phone/hallnow.html", hall=facts, last=last, before=before, names=names
        )
        return {"hall": here, **aged(clock(minute * MINUTE))}

    def snapshot(rest: str) -> dict[str, Any] | None:
        asked, _dot, number = rest.partition(".")
        if asked not in parts.catalogs.languages or number not in numbers:
            return None
        with speaking(app, asked):
            return {"told": told()}

    parts.live.room("hall-", snapshot, Who.ANYONE)

    @pages.get("/")
    @allow(Who.ANYONE)
    def page() -> str:
        return render_template(
            "phone/hall.html",
            told=told(),
            rooms=ROOMS,
            rule=rule.sentences(parts.ward),
            opening=rule.opening(parts.ward),
            tongues=others(parts.config.language_names(), parts.catalogs),
        )

    return pages
