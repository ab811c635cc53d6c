"""What the screens show beside the calls, over HTTP: the files, and the manager's changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from flask import Blueprint, abort, jsonify, request, send_file
from flask.typing import ResponseReturnValue as Answer
from pydantic import AfterValidator, Field, StringConstraints

from display.media.folder import TYPES
from display.media.intake import Intake
from display.media.item import Item
from display.media.listing import listed
from display.media.media import Media
from display.media.repeats import asked
from display.media.sending import Unhurried
from office import By
from web.asking import Body, Named, body, clean
from web.devices import asker
from web.devices import by as asked_by
from web.door import allow
from web.uploads import MB
from web.who import Who

if TYPE_CHECKING:
    from web.parts import Parts

YEAR = 365 * 24 * 3600
FORBIDDEN = 403
LONGEST_TEXT, MOST_LINES = 600, 12


def lined(text: str) -> str:
    """Each line cleaned; at most MOST_LINES, none empty at the ends."""
    lines = [clean(line) for line in text.strip().splitlines()]
    if not any(lines) or len(lines) > MOST_LINES:
        raise ValueError(f"1 to {MOST_LINES} lines")
    return "\n".join(lines).strip()


Title = Annotated[Named, StringConstraints(max_length=120)]
Lines = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(lined)]


class Days(Body):
    """Null: without end."""

    first: Annotated[date | None, Field(alias="from")] = None
    last: Annotated[date | None, Field(alias="to")] = None


class Words(Days):
    """The same `key` again adds nothing."""

    title: Title
    text: Lines
    key: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = None


class Change(Days):
    """What is given is changed; `seconds` null: as long as usual."""

    title: Title | None = None
    text: Lines | None = None
    seconds: Annotated[int, Field(ge=3, le=600)] | None = None


class Order(Body):
    ids: Annotated[list[int], Field(max_length=1000)]


def add_media(routes: Blueprint, parts: Parts, media: Media, intake: Intake) -> None:
    """GET media/<file>; POST media (the file itself) and media/texts → 201 {id}; media/orders,
    media/<id>/changes and removals → {id} or {ids}.

    The room `playlist` has {media: [Frame]}, apart from the board, which is sent at every call;
    the room `media` tells the manager's page that the list is another one, or that a screen came
    or went.
    """
    parts.live.room(
        "playlist",
        lambda rest: None if rest else {"media": media.shown(parts.office.today())},
        *(Who.DISPLAY, Who.MANAGER, Who.SUPERVISOR),
    )
    parts.live.bell("media", Who.MANAGER, Who.SUPERVISOR)
    parts.live.on_watchers(lambda room: parts.live.touch(*_shown_on(room)))
    routes.add_app_template_global(lambda: listed(parts, media), "media_listed")
    routes.add_app_template_global(lambda: limits(parts, intake, media), "media_limits")

    @routes.get("/media/<name>")
    @allow(Who.DISPLAY, Who.MANAGER, Who.SUPERVISOR)
    def file(name: str) -> Answer:
        path = media.folder.find(name)
        if path is None:
            abort(404)
        kind = TYPES[path.suffix.removeprefix(".")]
        request.environ["wsgi.file_wrapper"] = Unhurried
        answer = send_file(path, mimetype=kind, conditional=True, etag=False)
        answer.headers["Cache-Control"] = f"private, max-age={YEAR}, immutable"
        return answer

    @routes.post("/media")
    @allow(Who.MANAGER)
    def add() -> Answer:
        who = _manager()
        # Only now, when it is known who asks, may a body be long; how long is the intake's to say.
        request.max_content_length = request.content_length
        name, key = (request.headers.get(each, "") for each in ("X-File-Name", "X-Key"))
        length = request.content_length or 0
        item = intake.take(request.stream, length, name, by=who, key=key)
        return jsonify(id=item.id), 201

    @routes.post("/media/texts")
    @allow(Who.MANAGER)
    def add_text() -> Answer:
        who, words = _manager(), body(Words)
        columns = _columns(words)
        key = columns.pop("key", None)
        wished = Item(0, "text", **columns, asked=asked(who, key, columns))
        item = media.add(wished, by=who)
        return jsonify(id=item.id), 201

    @routes.post("/media/<int:item>/changes")
    @allow(Who.MANAGER)
    def change(item: int) -> Answer:
        media.change(item, by=_manager(), **_columns(body(Change)))
        return jsonify(id=item)

    @routes.post("/media/orders")
    @allow(Who.MANAGER)
    def order() -> Answer:
        ids = body(Order).ids
        media.order(ids, by=_manager())
        return jsonify(ids=ids)

    @routes.post("/media/<int:item>/removals")
    @allow(Who.MANAGER)
    def remove(item: int) -> Answer:
        media.remove(item, by=_manager())
        return jsonify(id=item)


def limits(parts: Parts, intake: Intake, media: Media) -> dict[str, int]:
    """{largest_mb, total_mb, used, seconds, longest_text, most_lines}; `used` in bytes."""
    return {
        "largest_mb": intake.largest // MB,
        "total_mb": parts.config.media.total_mb,
        "used": media.size,
        "seconds": parts.config.media.seconds,
        "longest_text": LONGEST_TEXT,
        "most_lines": MOST_LINES,
    }


def _manager() -> By:
    """403 at a kiosk, where citizens press, whoever may still be signed in there."""
    if asker().kiosk:
        abort(FORBIDDEN)
    return asked_by("display")


def _columns(change: Days) -> dict[str, Any]:
    """Title and text are never empty; days are kept as text."""
    given = {name: getattr(change, name) for name in change.model_fields_set}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in given.items()
        if value is not None or name not in ("title", "text")
    }


def _shown_on(room: str) -> tuple[str, ...]:
    """The page that says which screens are there is told of a board's."""
    return ("media",) if room.startswith("board") else ()
