"""The pages of a practice hall: each of its days in figures and charts."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from practice.page import page_facts
from practice.records import Records
from practice.summary import Figures, summary
from web.door import allow
from web.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """`/practice/` is the newest day, `/practice/<day>` one of them, `…/<day>.json` its figures."""
    pages = Blueprint(
        "practice",
        __name__,
        url_prefix="/practice",
        template_folder="templates",
        static_folder="static",
    )
    records = Records(parts.store)

    def figures_of(day: str) -> Figures:
        return summary(records, parts.ward, day, parts.office.now())

    def page(day: str, days: list[str]) -> str:
        at = days.index(day)
        return render_template(
            "practice/day.html",
            date=date.fromisoformat(day),
            before=days[at - 1] if at else None,
            after=days[at + 1] if at + 1 < len(days) else None,
            running=parts.office.is_open(day),
            **page_facts(parts.office, figures_of(day)),
        )

    @pages.get("/")
    @allow()
    def newest() -> str:
        days = records.days() or [parts.office.today()]
        return page(days[-1], days)

    @pages.get("/<day>")
    @allow()
    def one(day: str) -> str:
        days = records.days()
        return page(day, days) if day in days else abort(404)

    @pages.get("/<day>.json")
    @allow()
    def figures(day: str) -> ResponseReturnValue:
        return jsonify(figures_of(day)) if day in records.days() else abort(404)

    return pages
