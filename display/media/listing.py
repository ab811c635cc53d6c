"""The list as the manager's page has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from display.media.media import URL, Media

if TYPE_CHECKING:
    from web.parts import Parts


def listed(parts: Parts, media: Media) -> list[dict[str, Any]]:
    """In order: {id, kind, title, text, from, to, seconds, pages, bytes, width, height, length_ms,
    state, urls, missing}.

    `seconds` as shown; `missing`: a file of it is no longer there, so the screens leave it out.
    """
    day = parts.office.today()
    return [
        {
            "id": item.id,
            "kind": item.kind,
            "title": item.title,
            "text": item.text,
            "from": item.first,
            "to": item.last,
            "seconds": item.stays(parts.config.media.seconds),
            "pages": len(item.files) if item.kind == "pdf" else None,
            "bytes": item.size,
            "width": item.width,
            "height": item.height,
            "length_ms": item.length,
            "state": item.state(day),
            "urls": [URL + name for name in item.files],
            "missing": not whole,
        }
        for item, whole in media.all()
    ]
