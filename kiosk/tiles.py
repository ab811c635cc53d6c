"""The buttons of the first screen, and what a citizen may look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from config import Config, ServiceAsWritten
from office.ward import Words

BREAK = re.compile(r"(?<=[–—]) ")
Tile = dict[str, Any]


def tiles(
    config: Config, services: Sequence[ServiceAsWritten], facts: dict[str, Any], language: str
) -> list[Tile]:
    """In the order of the services, a group before its first one:

    {group, within, name, parts, note} and, of a service, {id, letter, result, fact}. `within` is
    the group that a tile stands behind, "" on the first screen.
    """
    known = {fact["id"]: fact for fact in facts["services"]}
    groups = {group.id: group for group in config.groups}
    found: list[Tile] = []
    for service in services:
        if service.group and (group := groups.pop(service.group, None)):
            found.append(_tile(group.name, None, language, group=group.id, within=""))
        own = {"id": service.id, "letter": service.letter, "fact": known[service.id]}
        place = {"group": "", "within": service.group or "", "result": service.result}
        found.append(_tile(service.name, service.note, language, **own, **place))
    return found


def sought(services: Sequence[ServiceAsWritten], language: str) -> list[dict[str, str]]:
    """{service, words}: each service by its name, then each example of it."""
    return [
        {"service": service.id, "words": said(words, language)}
        for service in services
        for words in (service.name, *service.examples)
    ]


def said(words: Words | None, language: str) -> str:
    return words.in_language(language) if words else ""


def _tile(name: Words, note: Words | None, language: str, **rest: Any) -> Tile:
    shown = name.in_language(language)
    return {"name": shown, "parts": BREAK.split(shown), "note": said(note, language), **rest}
