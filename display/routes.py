"""The display's pages, one for each layout, and the board that they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, render_template, request

from display import sizes
from display.board import Heard, board
from display.codes import codes
from display.media.intake import Intake
from display.media.media import Frame, Media
from display.media.routes import add_media
from display.words import page_words
from web import rule
from web.devices import asker
from web.door import allow
from web.who import Who

if TYPE_CHECKING:
    from config import Display
    from web.parts import Parts

Muted = Callable[[str], int | None]
ShownIn = Callable[[str], list[dict[str, Any]]]


def blueprint(
    parts: Parts, heard: Heard, muted: Muted, notices: ShownIn, media: Media, intake: Intake
) -> Blueprint:
    """`muted(zone)`: until when nothing is heard there, ms UTC; `notices(zone)`: those that its
    screens show, [{id, vi, en, speaking}].
    """
    pages = Blueprint(
        "display",
        __name__,
        url_prefix="/display",
        template_folder="templates",
        static_folder="static",
    )
    displays = {display.id: display for display in parts.config.displays}

    def snapshot(rest: str) -> dict[str, Any] | None:
        display = _chosen(displays, rest.lstrip("-:"))
        if display is None:
            return None
        return {
            **board(parts.office, parts.ward, display, heard),
            "muted": muted(display.zone),
            "notices": notices(display.zone),
            "officers": officers(parts) if display.officer else {},
        }

    # "board-tv1" is the screen itself, "board:tv1" somebody who looks at what it would show.
    parts.live.room("board", snapshot, Who.DISPLAY, Who.MANAGER, Who.SUPERVISOR)

    @pages.get("/")
    @allow(Who.DISPLAY, Who.MANAGER, Who.SUPERVISOR)
    def page() -> str:
        display = _chosen(displays, asker().place("display", request.args.get("id")) or "")
        if display is None:
            abort(404)
        layout = request.args.get("layout") or sizes.layout_of(display)
        return _page(parts, display, layout, preview=_preview(media))

    @pages.get("/counter/<int:counter>")
    @allow(Who.DISPLAY, Who.MANAGER, Who.SUPERVISOR)
    def counter_page(counter: int) -> str:
        above = next((each.id for each in displays.values() if each.counter == counter), None)
        wished = request.args.get("id") or above
        display = _chosen(displays, asker().place("display", wished) or "")
        if display is None or counter not in {each.id for each in parts.ward.counters}:
            abort(404)
        return _page(parts, display, "counter", counter)

    add_media(pages, parts, media, intake)
    return pages


def _preview(media: Media) -> list[Frame]:
    """What a manager asks to see before its days have come."""
    item = request.args.get("preview", type=int)
    may = asker().may(frozenset({Who.MANAGER, Who.SUPERVISOR}))
    return media.preview(item) if item is not None and may else []


def _page(
    parts: Parts,
    display: Display,
    layout: str,
    counter: int | None = None,
    preview: Sequence[Frame] = (),
) -> str:
    """A layout is its template and, under the same name, its style sheet and its module.

    `preview`: what is shown first and stays.
    """
    above = counter or display.counter
    lacks = {"counter": above is None, "zones": len(display.zones) != 2}
    if layout not in sizes.LARGEST or lacks.get(layout):
        abort(404)
    zones = {zone.id: zone.name for zone in parts.config.zones}
    return render_template(
        f"display/layouts/{layout}.html",
        layout=layout,
        display=display,
        counter=above,
        sizes=sizes.wanted(display),
        zones=[(zone, zones[zone]) for zone in display.zones],
        rule=rule.sentences(parts.ward),
        brief=rule.sentences(parts.ward, brief=True),
        opening=rule.opening(parts.ward),
        codes=codes(display, parts.config.office.wifi, parts.address),
        words=page_words(),
        preview=list(preview),
    )


def _chosen(displays: dict[str, Display], asked: str) -> Display | None:
    """The display with that id; the first one when no id is given."""
    return displays.get(asked) if asked else next(iter(displays.values()), None)


def officers(parts: Parts) -> dict[str, str]:
    """{counter: the name of who sits there}, for screens that are set to show it."""
    people = {person.id: person.name for person in parts.register.people.all()}
    sessions = parts.register.sessions.all()
    return {str(each.counter): people[each.person] for each in sessions if each.counter}
