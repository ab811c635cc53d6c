"""What the kiosk's page is made from: its services, phrases, consent and settings."""

from __future__ import annotations

import re
from typing import Any

from flask import abort

from config import Config, Kiosk, Phrases
from kiosk.facts import Facts
from kiosk.tiles import said, sought, tiles
from office.ward import Service
from web.devices import asker
from web.parts import Parts
from web.who import Who
from web.words import language as shown

EXAMPLE = "Trần Thị Hoa"
PRIORITIES_FIT = 64
QUOTE = re.compile(r"“[^”]{1,24}”")
SIGNS = re.compile(r"([^ ]*[ăđơư\u1ea0-\u1ef9][^ ]*)", re.IGNORECASE)


def kiosk_asked(config: Config, id: str | None) -> Kiosk:
    """The kiosk of this id in the config, the first one without an id. 404: there is none."""
    found = next((kiosk for kiosk in config.kiosks if id in (None, kiosk.id)), None)
    return found or abort(404)


def tongue_of(kiosk: Kiosk, asked: str) -> str:
    """The language asked for if this kiosk offers it, else its first."""
    return asked if asked in kiosk.languages else kiosk.languages[0]


def page_facts(parts: Parts, facts: Facts, kiosk: Kiosk, tongue: str) -> dict[str, Any]:
    """The variables of kiosk.html, `facts` those of its room. `set_up` is what its code needs.

    `tongue`: the language that a number is taken in, and called in; the page may have no words of
    it, and is in Vietnamese then.
    """
    config = parts.config
    names = config.language_names()
    language = shown()
    services = [service for service in config.services if not service.retired]
    priorities = [priority for priority in config.priorities if not priority.retired]
    named = {priority.id: priority.name.in_language(language) for priority in priorities}
    joined = _list(list(named.values()))
    return {
        "kiosk": kiosk,
        "tongue": tongue,
        "tongues": {code: names[code] for code in kiosk.languages},
        "tiles": tiles(config, services, facts, language),
        "priorities": priorities,
        "consent": {
            "version": config.consent.version,
            "lines": _lines(config.consent.text.in_language(language), language),
        },
        "facts": facts,
        "set_up": {
            "kiosk": kiosk.id,
            "inches": kiosk.screen_inches,
            "idle_seconds": kiosk.idle_seconds,
            "warn_seconds": kiosk.warn_seconds,
            "language": kiosk.languages[0],
            "tongue": tongue,
            "prints": kiosk.printer is not None,
            "example": EXAMPLE,
            "consent": config.consent.version,
            "reads_cards": asker().may(frozenset({Who.KIOSK})),
            "priorities": named,
            "priorities_words": joined,
            "meanwhile": said(config.office.meanwhile, language),
            "groups": {group.id: group.name.in_language(language) for group in config.groups},
            "sought": sought(services, language),
            "services": {
                service.id: {
                    "letter": service.letter,
                    "name": service.name.in_language(language),
                    "heard": _heard(service, config.phrases, language),
                }
                for service in services
            },
        },
    }


def _list(names: list[str]) -> str:
    """One line of all priorities; empty where they would not fit."""
    small = [name[:1].lower() + name[1:] for name in names[1:]]
    joined = ", ".join([*names[:1], *small])
    return joined if len(joined) <= PRIORITIES_FIT else ""


def _lines(text: str, language: str) -> list[list[str]]:
    """Each line in parts, every second one Vietnamese within another language.

    A quoted name is not broken over two lines.
    """
    lines = QUOTE.sub(lambda quote: quote[0].replace(" ", "\u00a0"), text).splitlines()
    return [[line] if language == "vi" else SIGNS.split(line) for line in lines]


def _heard(service: Service, phrases: Phrases, language: str) -> dict[str, list[tuple[str, str]]]:
    """What the loudspeaker will say, by `number` and by `name`: [(language, sentence)] in order.

    The open places are dots, `{name}` is left to fill. An English ticket is called in Vietnamese,
    which alone says the name and is cut off after it here, and then in English.
    """
    vi, en = phrases.vi, phrases.en
    number, name = (vi.result, vi.result_name) if service.result else (vi.number, vi.name)
    said = {"number": [("vi", number)], "name": [("vi", name)]}
    if language == "en" and en:
        english = ("en", en.result if service.result else en.number)
        until_name = name.partition("{name}")[0] + "{name}…"
        said = {"number": [english], "name": [("vi", until_name), english]}
    return {
        how: [(tongue, _dotted(phrase, service.letter)) for tongue, phrase in sentences]
        for how, sentences in said.items()
    }


def _dotted(phrase: str, letter: str) -> str:
    filled = phrase.replace("{n}", f"{letter}…").replace("{q}", "…")
    return filled.replace(" …", "…").removesuffix(".")
