"""Which loudspeakers the settings give the hall, and which page may be one."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from voices.hall import Hall
from voices.speaker import SERVER

if TYPE_CHECKING:
    from config import Config
    from office.ward import Words


def lay_out(config: Config) -> tuple[Hall, dict[int, str]]:
    """The zones, and the zone of each counter; the server's own speaker is one for all."""
    if config.voices.speaker == "server":
        hall = Hall([SERVER])
        hall.claim(hall.zones[SERVER], SERVER, 0)
        return hall, {counter.id: SERVER for counter in config.counters}
    hall = Hall(zone.id for zone in config.zones)
    return hall, {counter.id: counter.zone for counter in config.counters}


def may_sound(config: Config, rooms: AbstractSet[str], zone: str) -> bool:
    """Only a page that watches the board of a display that sounds there may be its loudspeaker."""
    displays = config.displays
    sounding = {f"board-{each.id}" for each in displays if each.sound and each.zone == zone}
    if any(f"board-{first.id}" in sounding for first in displays[:1]):
        sounding.add("board")
    return not sounding.isdisjoint(rooms)


def mute_zones(config: Config, hall: Hall) -> list[Words]:
    """The names of zones where a display should sound and none does."""
    sounding = {display.zone for display in config.displays if display.sound}
    zones = hall.zones
    return [
        zone.name
        for zone in config.zones
        if zone.id in sounding and zone.id in zones and not zones[zone.id].pages
    ]
