"""What the guide's page is made from: services, priorities, reasons, the printers to choose."""

from __future__ import annotations

from typing import Any

from config import Config, Kiosk
from kiosk.facts import Facts
from office import MOST_FILES
from office.ward import Purpose
from web.devices import asker
from web.parts import Parts

ASKED: tuple[Purpose, ...] = ("return", "priority", "cancel")


def page_facts(parts: Parts, facts: Facts, kiosk: Kiosk, language: str) -> dict[str, Any]:
    """The variables of guide.html, `facts` those of the kiosk's room."""
    config = parts.config
    services = [
        {
            "id": each.id,
            "letter": each.letter,
            "name": each.name.in_language(language),
            "short": each.short_name.in_language(language),
        }
        for each in config.services
        if not each.retired
    ]
    person = asker().person
    return {
        "kiosk": kiosk,
        "kiosks": [
            {"id": each.id, "name": each.name.in_language(language), "prints": bool(each.printer)}
            for each in config.kiosks
        ],
        "services": services,
        "tongues": config.language_names(),
        "priorities": _named(config.priorities, language),
        "reasons": _reasons(config, "issue", language),
        "guide": person.name if person else None,
        "facts": facts,
        "set_up": {
            "kiosk": kiosk.id,
            "prints": kiosk.printer is not None,
            "consent": config.consent.version,
            "most_files": MOST_FILES,
            "services": services,
            "tongues": config.language_names(),
            "priorities": _named(config.priorities, language),
            "reasons": {each: _reasons(config, each, language) for each in ASKED},
            "withdraws": bool(_reasons(config, "withdraw", language)),
            "returns": config.rules.returns,
        },
    }


def _reasons(config: Config, purpose: Purpose, language: str) -> list[dict[str, str]]:
    return _named([each for each in config.reasons if purpose in each.for_], language)


def _named(parts: Any, language: str) -> list[dict[str, str]]:
    kept = [each for each in parts if not getattr(each, "retired", False)]
    return [{"id": each.id, "name": each.name.in_language(language)} for each in kept]
