"""A number that nobody has taken: what an office sees of its slips before the first day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from config import Config

TOKEN = "Zk3uYpW0aTq8RrXn2LbV9g"


def ticket(config: Config, service: str, number: int, language: str, at: int) -> dict[str, Any]:
    """Ticket facts as the office gives them. `at`: ms UTC, when it was taken."""
    [its] = (each for each in config.services if each.id == service)
    return {
        "label": f"{its.letter}{number:03d}",
        "service": service,
        "language": language,
        "counters": [
            each.id for each in config.counters if service in each.services and not each.retired
        ],
        "slot_at": None,
        "quantity": 1,
        "planned": None,
        "ahead": 4,
        "wait_minutes": [10, 20],
        "taken_at": at,
        "token": TOKEN,
    }
