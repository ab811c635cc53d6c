"""The waiting hall on anybody's phone: `/thong-tin/`. What the screens show, and never a name."""

from __future__ import annotations

from functools import lru_cache
from itertools import cycle
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, render_template

from phone.words import aged, clock_in, newest, others
from web import rule
from web.door import allow
from web.who import Who
from web.words import language, speaking

if TYPE_CHECKING:
    from web.parts import Parts

ROOMS = 100
"""Of each language, dealt out in turn. Phones are served in slices, a room at a time."""
RECENT = 4
MINUTE = 60_000


def blueprint(parts: Parts, app: Flask) -> Blueprint:
    """The page and its rooms `hall-<language>.<n>`, n below `ROOMS`."""
    pages = Blueprint("hall", __name__, url_prefix="/thong-tin", template_folder="templates")
    names = {service.id: service.name for service in parts.ward.services}
    clock = clock_in(parts.ward.time_zone)
    numbers = tuple(map(str, range(ROOMS)))
    deal = cycle(numbers)

    def told() -> dict[str, str]:
        return drawn(language(), parts.office.last_seq, parts.office.now() // MINUTE)

    # Every room of a language is sent the same; the hours and the waits go on without an event.
    @lru_cache(maxsize=8)
    def drawn(_language: str, _seq: int, minute: int) -> dict[str, str]:
        """{hall: HTML of what changes, call, fresh, lost}"""
        facts = parts.office.hall_facts()
        last, *before = facts["calls"][: 1 + RECENT] or [None]
        here = render_template(
            "phone/hallnow.html",
            hall=facts,
            last=last,
            before=before,
            names=names,
            now=minute * MINUTE,
        )
        return {
            "hall": here,
            "call": "" if last is None else newest(last),
            **aged(clock(minute * MINUTE)),
        }

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
            room=f"hall-{language()}.{next(deal)}",
            rule=rule.sentences(parts.ward),
            opening=rule.opening(parts.ward),
            tongues=others(parts.config.language_names(), parts.catalogs),
        )

    return pages
