"""The loudspeakers: displays and agents that have claimed a zone, and the server's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from voices import layout, manners
from voices.hall import Hall
from voices.layout import SERVER
from voices.speaker import Speaker
from voices.zone import Playing, State, Zone

if TYPE_CHECKING:
    from web.parts import Parts

# How long what the server's own loudspeaker said of itself is believed. Ms.
LOOK, LOOK_AGAIN = 3_600_000, 300_000

Ended = Callable[[Zone, State], None]


class Outlets:
    """One of a zone sounds, the others stand by. All of it runs on the server's hub.

    `ended(zone, state)` when a sound is over there, `changed()` when a loudspeaker came or went.
    """

    def __init__(
        self,
        parts: Parts,
        hall: Hall,
        speaker: Speaker | None,
        steady: Callable[[], int],
        ended: Ended,
        changed: Callable[[], None],
    ) -> None:
        self._parts = parts
        self._hall = hall
        self._steady = steady
        self._tell_end = ended
        self._changed = changed
        self._rooms = layout.rooms(parts.config)
        self._looked_at: int | None = None
        self._speaker = speaker or Speaker(lambda said: self._ended(said, SERVER))
        for zone in parts.config.zones:
            if zone.speaker == SERVER:
                hall.claim(hall.zones[zone.id], SERVER, 0)
        parts.live.on("sound", self._sound)
        parts.live.on("ended", self._ended)
        parts.live.left(self._left)

    @property
    def trouble(self) -> str:
        """Why the server's own loudspeaker is silent."""
        return self._speaker.trouble

    def without(self) -> list[str]:
        """The zones that are to sound and have nobody to do it."""
        zones = self._hall.zones
        return [zone for zone in self._rooms if not zones[zone].pages]

    def look(self) -> None:
        """At the start and each hour, sooner where it was silent: can the server's own sound?"""
        now, pause = self._steady(), LOOK_AGAIN if self.trouble else LOOK
        named = any(SERVER in zone.pages for zone in self._hall.zones.values())
        if named and (self._looked_at is None or now - self._looked_at >= pause):
            self._looked_at = now
            self._speaker.try_out(self._changed)

    def play(self, playing: Playing) -> None:
        if playing.page == SERVER:
            self._speaker.play(playing.seq, playing.sound.path, self._volume())
            return
        said = {
            "seq": playing.seq,
            "seqs": [call.seq for call in playing.calls],
            "url": playing.sound.url,
            "left_ms": playing.sound.ms,
            "text": playing.sound.facts["text"],
            "volume": self._volume(),
        }
        self._parts.live.emit(playing.page, "play", said)

    def quiet(self, playing: Playing) -> None:
        if playing.page == SERVER:
            self._speaker.stop()
        else:
            self._parts.live.emit(playing.page, "quiet", {"seq": playing.seq})

    def stop(self) -> None:
        self._speaker.stop()

    def _volume(self) -> int:
        rules, office = self._parts.config.announcer, self._parts.office
        clock = office.time.local(office.now()).time()
        return manners.volume(clock, rules.volume, rules.by_hour)

    def _ended(self, data: dict[str, Any], page: str) -> None:
        """A page says that the sound it was sent is over; `heard` is false when it could not."""
        zone = self._hall.heard_from(page, data.get("seq"))
        if zone is not None:
            self._tell_end(zone, "silent" if data.get("heard") is False else "spoken")

    def _sound(self, data: dict[str, Any], page: str) -> None:
        """A page can sound for a zone, or no longer."""
        zone = self._hall.zones.get(str(data.get("zone")))
        claims = zone if data.get("on") is True and zone and self._may(page, zone.id) else None
        if claims is None or page not in claims.pages:
            self._left(page)
        if claims is not None:
            self._hall.claim(claims, page, self._parts.office.now())
            self._changed()

    def _may(self, page: str, zone: str) -> bool:
        """Only what the settings name as a zone's loudspeaker may be it."""
        return not self._rooms.get(zone, frozenset()).isdisjoint(self._parts.live.rooms_of(page))

    def _left(self, page: str) -> None:
        if self._hall.leave(page, self._steady()):
            self._changed()
