"""Pictures, video, PDF and written notices of the hall's screens on the manager's page."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, render_template

from config import Display
from manager.people import may_change
from web.door import allow
from web.parts import Parts
from web.who import Who
from web.words import _, _l, language

LAYOUT = "media"
KINDS = {
    "image": _l("Ảnh"),
    "video": "Video",
    "pdf": "PDF",
    "text": _l("Thông báo bằng chữ"),
}
MB = 1_000_000
UNITS = ("B", "kB", "MB", "GB", "TB")


def add_media(pages: Blueprint, parts: Parts) -> None:
    """GET media. It is changed under /display/media, whose room `media` tells what is new."""

    @pages.get("/media")
    @allow(Who.MANAGER, Who.SUPERVISOR)
    def media() -> str:
        displays = [_display(parts, each) for each in parts.config.displays]
        showing = [each for each in displays if each["shows"]]
        return render_template(
            "manager/media.html",
            facts=partial(_facts, today=date.fromisoformat(parts.office.today())),
            size=size,
            mb=MB,
            displays=showing or displays,
            showing=showing,
            lit=any(each["is_there"] for each in showing),
            may_change=may_change(),
        )


def _display(parts: Parts, display: Display) -> dict[str, Any]:
    """`shows`: it has the layout; `is_there`: one of its screens is connected."""
    return {
        "id": display.id,
        "name": display.name.in_language(language()),
        "shows": display.layout == LAYOUT,
        "is_there": bool(parts.live.watchers(f"board-{display.id}")),
    }


def _facts(item: dict[str, Any], today: date) -> dict[str, Any]:
    """The words of one item for the page."""
    first, last = (_day(item[end], today) for end in ("from", "to"))
    return {
        **item,
        "kind_words": KINDS[item["kind"]],
        "size": size(item["bytes"]),
        "state": "lost" if item["missing"] else item["state"],
        "first": first,
        "days": _days(first, last),
        "length": _length(item["length_ms"] or 0),
        "is_upright": item["kind"] == "pdf" and item["height"] > item["width"],
    }


def _day(day: str | None, today: date) -> str:
    """With its year where that is another one."""
    if not day:
        return ""
    on = date.fromisoformat(day)
    return f"{on:%d/%m}" if on.year == today.year else f"{on:%d/%m/%Y}"


def _days(first: str, last: str) -> str:
    if first and last:
        return _("Từ {first} đến hết {last}").format(first=first, last=last)
    if first:
        return _("Từ {day}").format(day=first)
    return _("Đến hết {day}").format(day=last) if last else _("Luôn chiếu")


def _length(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"


def size(count: int) -> str:
    """In the largest unit of 1000s, as `config.yaml` counts; two digits, a comma for the point."""
    value, unit = float(count), 0
    while value >= 1000 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    words = f"{value:.1f}" if unit > 0 and value < 10 else f"{value:.0f}"
    return f"{words.replace('.', _(','))}\N{NO-BREAK SPACE}{UNITS[unit]}"
