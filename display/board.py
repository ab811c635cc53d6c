"""The board's snapshot: what the hall may see, names only as this display is set to show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from display import names
from office.hallfacts import CALLS

if TYPE_CHECKING:
    from config import Display
    from office import Office, Ward

Shown = Callable[[int], str | None]


class Heard(Protocol):
    """What the loudspeaker of a zone says, and has said."""

    def states(self, zone: str) -> Mapping[int, str]:
        """{seq: "waiting" | "speaking" | "spoken" | "silent"}"""

    def caption(self, zone: str, shown: Shown) -> list[dict[str, str]]:
        """[{lang, text}] of what is being said, names only as `shown(ticket)`."""


def board(office: Office, ward: Ward, display: Display, heard: Heard) -> dict[str, Any]:
    """{day, open, opens_at, calls, most, desks, services, missed, next, voice, caption}.

    calls: newest first, each with `name` (the text to show, or null), the newest `most` of each of
    the display's zones; calls and desks: of these zones, each with its `zone`;
    services: with `name` {vi, en}, not the retired ones;
    next: the numbers that a press at an open counter would call; voice: {seq: state} of these
    calls only.
    """
    hall = office.hall_facts()
    zones = {counter.id: counter.zone for counter in ward.counters}

    def here(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        placed = [{**item, "zone": zones.get(item["counter"], "")} for item in items]
        return [item for item in placed if not display.zones or item["zone"] in display.zones]

    latest = here(hall["calls"]) if display.zones else here(hall["calls"][:CALLS])
    calls = [{**call, "name": _name(office, display, call)} for call in latest]
    voice = heard.states(display.zone)
    said = {str(call["seq"]): voice[call["seq"]] for call in calls if call["seq"] in voice}
    short = {service.id: service.short_name for service in ward.services}
    services = [{**facts, "name": short[facts["id"]].model_dump()} for facts in hall["services"]]
    return {
        **hall,
        "calls": calls,
        "most": CALLS,
        "desks": here(hall["desks"]),
        "services": services,
        "next": _next(office, display, zones),
        "voice": said,
        "caption": heard.caption(display.zone, lambda ticket: _of(office, display, ticket)),
    }


def _next(office: Office, display: Display, zones: Mapping[int, str]) -> list[str]:
    """In the order of their numbers: another order would tell whose priority it is."""
    if "next" not in display.lists:
        return []
    following = office.following().items()
    return sorted(
        {
            ticket.label
            for counter, ticket in following
            if not display.zones or zones.get(counter) in display.zones
        }
    )


def _name(office: Office, display: Display, call: dict[str, Any]) -> str | None:
    return _of(office, display, call["ticket"]) if call["named"] else None


def _of(office: Office, display: Display, ticket: int) -> str | None:
    if display.names == "number":
        return None
    name = office.name(ticket)
    return names.shown(name.text, display.names) if name is not None and name.say else None
