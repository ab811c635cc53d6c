"""What is said where, and what became of every call. No sound, no time of its own: state only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from voices.cache import Sound
from voices.zone import Call, Playing, Zone

# Younger calls are still spoken after a restart, or when a loudspeaker comes back. Ms.
RECENT = 60_000
# How long after the end of a sound its page may still say that it has ended. Ms.
GRACE = 1_000
REMEMBERED = 300


class Hall:
    """The zones by id. `now` is ms UTC, `steady` ms of a clock that nobody sets."""

    def __init__(self, zones: Iterable[str]) -> None:
        self.zones = {zone: Zone(zone) for zone in zones}
        self._done: OrderedDict[int, str] = OrderedDict()

    def states(self) -> dict[int, str]:
        """{seq: "waiting" | "speaking" | "spoken" | "silent"} of the newest few hundred calls."""
        found = dict(self._done)
        for zone in self.zones.values():
            found.update((call.seq, "waiting" if zone.pages else "silent") for call in zone.waiting)
            if zone.playing:
                found[zone.playing.call.seq] = "speaking"
        return found

    def within(self, zones: Iterable[str]) -> dict[str, Zone]:
        """{zone of the settings: where it is heard}; a single one here is heard in all."""
        all_in = next(iter(self.zones.values())) if len(self.zones) == 1 else None
        found = {zone: self.zones.get(zone) or all_in for zone in zones}
        return {zone: there for zone, there in found.items() if there}

    def add(self, zone: Zone, call: Call) -> None:
        self._silence(zone.drop_older(call.at - RECENT))
        self._silence(zone.add(call))

    def over(self, ticket: int) -> None:
        """What waits for this ticket is not spoken; what is being spoken is heard out."""
        for zone in self.zones.values():
            self._silence(zone.drop(ticket))

    def claim(self, zone: Zone, page: str, now: int) -> None:
        """A page can sound for the zone. The first one does, until it leaves."""
        if page not in zone.pages:
            self._silence(zone.drop_older(now - RECENT))
            zone.pages.append(page)

    def leave(self, page: str, steady: int) -> bool:
        """A page no longer sounds; what it did not finish is first in line for the next one."""
        known = False
        for zone in self.zones.values():
            if page not in zone.pages:
                continue
            known = True
            zone.pages.remove(page)
            playing = zone.playing
            if playing and playing.page == page:
                if playing.call.over or steady >= playing.ends:
                    self.end(zone, "spoken")
                else:
                    zone.playing = None
                    zone.waiting.insert(0, playing.call)
        return known

    def begin(self, zone: Zone, call: Call, sound: Sound | None, steady: int) -> Playing | None:
        """Take the call out of the line: it is spoken now, or not at all without a sound."""
        zone.waiting.remove(call)
        if sound is None:
            self.set(call.seq, "silent")
            return None
        ends = steady + sound.ms
        zone.playing = Playing(call, sound, zone.pages[0], ends, ends + GRACE)
        return zone.playing

    def end(self, zone: Zone, state: str) -> None:
        playing, zone.playing = zone.playing, None
        if playing is not None:
            # The chime alone is no speech: no screen may say that the number was read out.
            self.set(playing.call.seq, state if playing.sound.facts["text"] else "silent")

    def playing(self, ticket: int) -> Zone | None:
        """Where this ticket is being spoken."""
        for zone in self.zones.values():
            if zone.playing and zone.playing.call.ticket == ticket:
                return zone
        return None

    def concerns(self, ticket: int) -> bool:
        """Whether a call of this ticket waits to be spoken, or is being spoken."""
        waits = any(call.ticket == ticket for zone in self.zones.values() for call in zone.waiting)
        return waits or self.playing(ticket) is not None

    def playing_on(self, page: str) -> Call | None:
        """What this page is speaking."""
        for zone in self.zones.values():
            if zone.playing and zone.playing.page == page:
                return zone.playing.call
        return None

    def heard_from(self, page: str, seq: object) -> Zone | None:
        """Where this page is speaking this call."""
        for zone in self.zones.values():
            if zone.playing and (zone.playing.page, zone.playing.call.seq) == (page, seq):
                return zone
        return None

    def pause(self, steady: int, longest: float) -> float:
        """Seconds until something is due."""
        if any(zone.next() for zone in self.zones.values()):
            return 0.0
        ends = [zone.playing.until for zone in self.zones.values() if zone.playing]
        return min(longest, max(0.0, (min(ends) - steady) / 1000)) if ends else longest

    def set(self, seq: int, state: str) -> None:
        self._done[seq] = state
        while len(self._done) > REMEMBERED:
            self._done.popitem(last=False)

    def _silence(self, calls: Iterable[Call]) -> None:
        for call in calls:
            self.set(call.seq, "silent")
