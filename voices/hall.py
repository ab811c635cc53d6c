"""What is said where, and what became of every call. No sound, no time of its own: state only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voices.cache import Sound
from voices.crowd import Plan
from voices.zone import Call, Playing, State, Zone

# Younger calls are still spoken after a restart, or when a loudspeaker comes back. Ms.
RECENT = 60_000
# How long after the end of a sound its page may still say that it has ended. Ms.
GRACE = 1_000


class Hall:
    """The zones by id. `heard_in`: the zones in which each zone's calls are heard, itself first.

    `now` is ms UTC, `steady` ms of a clock that nobody sets; `gap` ms between two announcements.
    """

    def __init__(self, heard_in: Mapping[str, Iterable[str]], gap: int = 0) -> None:
        self.zones = {zone: Zone(zone) for zone in heard_in}
        self._heard_in = {zone: tuple(others) for zone, others in heard_in.items()}
        self._gap = gap

    def where(self, zone: str) -> list[Zone]:
        """Where a call of this zone's counters is heard."""
        return [self.zones[each] for each in self._heard_in.get(zone, ())]

    def states(self, zone: str) -> Mapping[int, State]:
        """{seq of a call: what became of it there} of the newest few hundred."""
        return self.zones[zone].states() if zone in self.zones else {}

    def over(self, ticket: int) -> None:
        """What waits for this ticket is not spoken; what is being spoken is heard out."""
        for zone in self.zones.values():
            zone.drop(ticket)

    def claim(self, zone: Zone, page: str, now: int) -> None:
        """A page can sound for the zone. The first one does, until it leaves."""
        if page not in zone.pages:
            zone.drop_older(now - RECENT)
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
                if playing.is_over or steady >= playing.ends:
                    self.end(zone, "spoken", steady)
                else:
                    zone.playing = None
                    zone.set([call for call in playing.calls if call.over], "spoken")
                    zone.put_back([call for call in playing.calls if not call.over])
        return known

    def begin(self, zone: Zone, plan: Plan, sound: Sound | None, steady: int) -> Playing | None:
        """Take the calls out of the line: they are spoken now, or not at all without a sound."""
        zone.waiting = [call for call in zone.waiting if call not in plan.calls]
        if sound is None:
            zone.set(plan.calls, "silent")
            return None
        ends = steady + sound.ms
        zone.playing = Playing(plan.calls, sound, zone.pages[0], ends, ends + GRACE)
        return zone.playing

    def end(self, zone: Zone, state: State, steady: int) -> None:
        playing, zone.playing = zone.playing, None
        if playing is not None:
            # The chime alone is no speech: no screen may say that the number was read out.
            zone.set(playing.calls, state if playing.sound.facts["text"] else "silent")
            zone.rests = steady + self._gap

    def playing(self, ticket: int) -> list[Zone]:
        """Where this ticket is being spoken."""
        zones = self.zones.values()
        return [zone for zone in zones if zone.playing and zone.playing.of(ticket)]

    def concerns(self, ticket: int) -> bool:
        """Whether a call of this ticket waits to be spoken somewhere, or is being spoken."""
        return any(zone.concerns(ticket) for zone in self.zones.values())

    def playing_on(self, page: str) -> tuple[Call, ...]:
        """What this page is speaking."""
        for zone in self.zones.values():
            if zone.playing and zone.playing.page == page:
                return zone.playing.calls
        return ()

    def heard_from(self, page: str, seq: object) -> Zone | None:
        """Where this page is speaking this call."""
        for zone in self.zones.values():
            if zone.playing and (zone.playing.page, zone.playing.seq) == (page, seq):
                return zone
        return None

    def pause(self, steady: int, longest: float) -> float:
        """Seconds until something is due."""
        moments = [zone.playing.until for zone in self.zones.values() if zone.playing]
        moments += [
            zone.rests
            for zone in self.zones.values()
            if zone.waiting and zone.pages and not zone.playing
        ]
        return min(longest, max(0.0, (min(moments) - steady) / 1000)) if moments else longest
