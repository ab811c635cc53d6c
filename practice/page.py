"""What the page of a day is made of: its figures in words, its charts as shapes."""

from __future__ import annotations

from typing import Any

from flask_babel import format_decimal  # type: ignore[import-untyped]

from office import Office
from practice import charts
from practice.summary import CLASSES, TARGET
from web.words import _, language


def page_facts(office: Office, figures: dict[str, Any]) -> dict[str, Any]:
    """All that the template asks for besides the days around it."""
    names = {each.id: each.short_name.in_language(language()) for each in office.ward.services}
    widest = max([*(each["p95"] for each in figures["by_service"]), 2.0 * TARGET])
    return {
        "figures": figures,
        "names": names,
        "classes": class_names(),
        "target": TARGET,
        "longest": widest,
        "flow": _flow(office, figures),
        "spread": _spread(figures),
        "share": charts.share,
        "decimal": lambda value: format_decimal(value, "0.0"),
    }


def class_names() -> dict[str, str]:
    names = (_("Lấy số tại chỗ"), _("Ưu tiên"), _("Có hẹn"))
    return dict(zip(CLASSES, names, strict=True))


def _flow(office: Office, figures: dict[str, Any]) -> dict[str, Any]:
    halves = figures["half_hours"]
    groups = [
        (
            f"{office.time.local(half['start']):%H:%M}",
            [("taken", float(half["taken"])), ("called", float(half["called"]))],
        )
        for half in halves
    ]
    waiting = [float(half["waiting"]) for half in halves if half["waiting"] is not None]
    return charts.columns(groups, width=1240, height=230, line=waiting)


def _spread(figures: dict[str, Any]) -> dict[str, Any]:
    groups = [
        (
            f"{each['from']}–{each['to']}" if each["to"] else f"≥ {each['from']}",
            [(name, float(each[name])) for name in CLASSES],
        )
        for each in figures["waits"]
    ]
    return charts.columns(groups, width=610, height=320, stacked=True)
