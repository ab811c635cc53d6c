"""The mute key: which zones are silenced, until when. Remembered over a restart."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TYPE_CHECKING

from office import By, Refused
from office.clock import MINUTE
from voices.hall import Hall
from voices.records import Records
from voices.zone import Zone

if TYPE_CHECKING:
    from config import Mute
    from web.parts import Parts


class Mutes:
    """`changed(zone)` when a zone is muted, which ends what is being spoken, or heard again."""

    def __init__(
        self, parts: Parts, hall: Hall, records: Records, changed: Callable[[Zone], None]
    ) -> None:
        self._office = parts.office
        self._minutes = parts.config.announcer.mute.minutes
        self._hall = hall
        self._records = records
        self._changed = changed
        now = parts.office.now()
        self.until = {zone: until for zone, until in records.mutes().items() if until > now}
        for zone in self.until:
            if zone in hall.zones:
                hall.zones[zone].muted = True

    def ends(self, zone: str) -> int | None:
        """Until when that zone is silent, ms UTC; None where it is not."""
        return self.until.get(zone)

    def press(self, zone: str, *, mute: bool, by: By) -> None:
        """Who has muted is in the journal. Refused: `unknown_zone`."""
        found = self._hall.zones.get(zone)
        if found is None:
            raise Refused("unknown_zone", zone=zone)
        if mute == found.muted:
            return
        until = self._office.now() + self._minutes * MINUTE if mute else None
        self._office.set_mute(
            zone,
            self._minutes if mute else None,
            by=by,
            also=lambda tx: self._records.set_mute(tx, zone, until),
        )
        self._set(found, until)

    def end_due(self) -> None:
        """What was muted for a time is heard again."""
        now = self._office.now()
        for zone in [zone for zone, until in self.until.items() if until <= now]:
            del self.until[zone]
            if zone in self._hall.zones:
                self._hall.zones[zone].muted = False
                self._changed(self._hall.zones[zone])

    def due_in(self) -> float:
        """Seconds until one ends by itself."""
        left = [until - self._office.now() for until in self.until.values()]
        return max(0.0, min(left) / 1000) if left else float("inf")

    def _set(self, zone: Zone, until: int | None) -> None:
        zone.muted = until is not None
        if until is None:
            self.until.pop(zone.id, None)
            return
        self.until[zone.id] = until
        zone.drop_all()
        self._changed(zone)


def may_mute(roles: Set[str], seated_in: str | None, zone: str, rules: Mute) -> bool:
    """An officer silences the zone of the counter, a guide and a manager any."""
    anywhere = {"guide", "manager"} & roles & {*rules.by}
    here = "officer" in roles and "officer" in rules.by and seated_in == zone
    return bool(anywhere) or here
