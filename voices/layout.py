"""Which loudspeaker is heard where, as the settings say it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config import Config, Zone

SERVER = "server"
DISPLAY = "display"
ALL = "all"
# The rooms that a program watches which plays for a kiosk's zone, or for a display without a page.
KIOSK_ROOM = "speaker-kiosk-"
DISPLAY_ROOM = "speaker-display-"


def heard_in(zones: Sequence[Zone]) -> dict[str, tuple[str, ...]]:
    """For each zone those in which its calls are heard, itself first."""
    return {
        zone.id: (
            zone.id,
            *(
                other.id
                for other in zones
                if other.id != zone.id and ({zone.id, ALL} & {*other.hears})
            ),
        )
        for zone in zones
    }


def rooms(config: Config) -> dict[str, frozenset[str]]:
    """For each zone with a loudspeaker the live rooms of which one watcher may be it.

    That of the server is in no room.
    """
    first = config.displays[0].id if config.displays else None
    found: dict[str, frozenset[str]] = {}
    for zone in config.zones:
        if zone.speaker == SERVER:
            found[zone.id] = frozenset()
        elif zone.speaker != DISPLAY:
            found[zone.id] = frozenset({KIOSK_ROOM + zone.speaker})
        for display in config.displays:
            if zone.speaker == DISPLAY and display.sound and display.zone == zone.id:
                named = {f"board-{display.id}", DISPLAY_ROOM + display.id}
                found[zone.id] = frozenset(named | ({"board"} if display.id == first else set()))
    return found


def zone_of(sounding: Mapping[str, frozenset[str]], room: str) -> str | None:
    """The zone that a watcher of this room may sound for."""
    return next((zone for zone, known in sounding.items() if room in known), None)
