"""Notices over HTTP, for the manager's page and the guide's desk alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from flask import Blueprint, abort, jsonify, render_template
from flask.typing import ResponseReturnValue as Answer
from pydantic import Field, StringConstraints

from office import By, Refused
from voices.notices.wording import LONGEST, blanks, filled, typed
from web.asking import Body, body
from web.devices import asker, by
from web.door import allow
from web.who import Who
from web.words import language

if TYPE_CHECKING:
    from voices.notices.notices import Notices
    from web.parts import Parts

WRITERS = (Who.GUIDE, Who.MANAGER)
FORBIDDEN = 403
Word = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Typed = Annotated[str, StringConstraints(max_length=400)]


class Words(Body):
    """Typed `text`; or `chosen`, a notice of the settings, with `n` and `text` for its blanks."""

    chosen: Word | None = None
    text: Typed = ""
    n: Annotated[int, Field(ge=0, le=999)] | None = None
    english: bool = False


class Wish(Words):
    """`times` to be spoken, every `every` minutes; `stays`: shown until it is taken down; `key`
    makes a repeat harmless."""

    zones: Annotated[list[Word], Field(min_length=1, max_length=50)]
    times: Annotated[int, Field(ge=0, le=20)] = 1
    every: Annotated[int, Field(ge=1, le=60)] = 5
    stays: bool = False
    key: Word | None = None


def add_notices(routes: Blueprint, parts: Parts, notices: Notices) -> None:
    """GET notices, the list of those that are up, a part of a page; POST notices → 201 {id};
    notices/previews → {texts, said}; notices/<id>/hushes and removals.

    The room `notices` tells that the list is another one.
    """
    parts.live.bell("notices", *WRITERS, Who.SUPERVISOR)
    routes.add_app_template_global(lambda: form_facts(parts), "notice_form")
    routes.add_app_template_global(lambda: _listed(parts, notices), "notices_up")
    routes.add_app_template_global(may_notice, "may_notice")

    @routes.get("/notices")
    @allow(*WRITERS, Who.SUPERVISOR)
    def listed() -> str:
        return render_template("voices/noticelist.html")

    @routes.post("/notices/previews")
    @allow(*WRITERS)
    def previews() -> Answer:
        texts = _texts(parts, body(Words))
        return jsonify(texts=texts, said=" ".join(each.text for each in notices.said(texts)))

    @routes.post("/notices")
    @allow(*WRITERS)
    def put_up() -> Answer:
        who, wish = _writer(), body(Wish)
        known = [zone.id for zone in parts.config.zones]
        if not {*known}.issuperset(wish.zones):
            raise Refused("unknown_zone")
        made = notices.put_up(
            _texts(parts, wish),
            [zone for zone in known if zone in wish.zones],
            by=who,
            times=wish.times,
            every=wish.every,
            stays=wish.stays,
            chosen=wish.chosen,
            key=wish.key,
        )
        return jsonify(id=made), 201

    @routes.post("/notices/<int:notice>/hushes")
    @allow(*WRITERS)
    def hush(notice: int) -> Answer:
        notices.hush(notice, by=_writer())
        return jsonify(id=notice), 201

    @routes.post("/notices/<int:notice>/removals")
    @allow(*WRITERS)
    def take_down(notice: int) -> Answer:
        notices.take_down(notice, by=_writer())
        return jsonify(id=notice), 201


def may_notice() -> bool:
    return asker().may(frozenset(WRITERS))


def form_facts(parts: Parts) -> dict[str, Any]:
    """What the form offers: {zones: [{id, name}], chosen: [{id, text, english, blanks}], longest}.

    `text` as it is written, with its blanks.
    """
    asked = language()
    return {
        "zones": [
            {"id": zone.id, "name": zone.name.in_language(asked)} for zone in parts.config.zones
        ],
        "chosen": [
            {
                "id": each.id,
                "text": each.text.vi,
                "english": bool(each.text.en),
                "blanks": blanks(each),
            }
            for each in parts.config.notices.chosen
        ],
        "longest": LONGEST,
    }


def _writer() -> By:
    """Staff. 403 at a kiosk, where citizens press, whoever may still be signed in there."""
    if asker().kiosk:
        abort(FORBIDDEN)
    return by("voices")


def _texts(parts: Parts, words: Words) -> dict[str, str]:
    not_aloud = parts.ward.not_aloud
    if words.chosen is None:
        return typed(words.text, not_aloud)
    chosen = next((c for c in parts.config.notices.chosen if c.id == words.chosen), None)
    if chosen is None:
        raise Refused("bad_value", fields=["chosen"])
    return filled(chosen, words.n, words.text, not_aloud, english=words.english)


def _listed(parts: Parts, notices: Notices) -> list[dict[str, Any]]:
    """Each with its zones {name, state, shown: whether a screen there is connected}, and `by`."""
    names = {zone.id: zone.name.in_language(language()) for zone in parts.config.zones}
    seen = {
        display.zone
        for display in parts.config.displays
        if parts.live.watchers(f"board-{display.id}")
    }
    return [
        {
            **each,
            "zones": [
                {
                    "name": names.get(zone, zone),
                    "state": each["states"].get(zone, ""),
                    "shown": zone in seen,
                }
                for zone in each["notice"].zones
            ],
            "by": _name(parts, each["notice"].officer),
        }
        for each in notices.running()
    ]


def _name(parts: Parts, officer: str | None) -> str:
    """Of whom is gone since, nothing is said."""
    people = parts.register.people.all() if officer else []
    return next((person.name for person in people if str(person.id) == officer), "")
