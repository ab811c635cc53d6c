"""The display's page, and the board that it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, render_template, request
from segno import helpers

from display.board import board
from display.sizes import is_far
from display.words import page_words
from web.devices import asker
from web.door import allow
from web.who import Who

if TYPE_CHECKING:
    from config import Display, WiFi
    from web.parts import Parts

VoiceStates = Callable[[str], Mapping[int, str]]
Muted = Callable[[str], int | None]
ShownIn = Callable[[str], list[dict[str, Any]]]


def blueprint(parts: Parts, voice_states: VoiceStates, muted: Muted, notices: ShownIn) -> Blueprint:
    """`voice_states(zone)` is {seq: "waiting" | "speaking" | "spoken" | "silent"} as heard there;
    `muted(zone)` until when nothing is, ms UTC; `notices(zone)` those that its screens show,
    [{id, vi, en, speaking}].
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
        display = _chosen(displays, rest.lstrip("-"))
        if display is None:
            return None
        facts = board(parts.office, parts.ward, display, voice_states(display.zone))
        return {**facts, "muted": muted(display.zone), "notices": notices(display.zone)}

    parts.live.room("board", snapshot, Who.DISPLAY, Who.MANAGER, Who.SUPERVISOR)

    @pages.get("/")
    @allow(Who.DISPLAY, Who.MANAGER, Who.SUPERVISOR)
    def page() -> str:
        display = _chosen(displays, asker().place("display", request.args.get("id")) or "")
        if display is None:
            abort(404)
        return render_template(
            "display/display.html",
            display=display,
            far=is_far(display.screen_inches, display.viewing_distance_m),
            qr=_wifi_qr(parts.config.office.wifi),
            words=page_words(),
        )

    return pages


def _chosen(displays: dict[str, Display], asked: str) -> Display | None:
    """The display with that id; the first one when no id is given."""
    return displays.get(asked) if asked else next(iter(displays.values()), None)


def _wifi_qr(wifi: WiFi | None) -> str | None:
    if wifi is None:
        return None
    code = helpers.make_wifi(
        ssid=wifi.name, password=wifi.password or None, security="WPA" if wifi.password else None
    )
    svg: str = code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return svg
