"""The announcer: hears of calls after the commit and has them spoken, one at a time a zone.

It never stands between an officer and a call: whatever fails here, the screens go on. All of it
runs on the server's hub; only making a sound lets others go on meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from office import Event
from voices.cache import Cache, Sound
from voices.chain import Chain
from voices.hall import RECENT, Hall
from voices.lexicon import FILE, Lexicon
from voices.lights import light
from voices.records import Records
from voices.speaker import SERVER, Speaker
from voices.studio import Studio
from voices.words import Said
from voices.zone import Call, Zone
from web.faults import fenced

if TYPE_CHECKING:
    from web.health import Light
    from web.parts import Parts

PAUSE = 30.0
RESTED = 0.1
LOOK_BACK = 500
DAY = 86_400_000
CALLS = frozenset({"called", "recalled"})
OVER = frozenset(
    {"undone", "started", "absent", "held", "transferred", "finished", "cancelled", "expired"}
)


def steady_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class Announcer:
    """Listener of the office, and `work`, the loop that speaks. `steady` counts ms."""

    def __init__(
        self,
        parts: Parts,
        *,
        chain: Chain | None = None,
        speaker: Speaker | None = None,
        steady: Callable[[], int] = steady_ms,
    ) -> None:
        self._parts = parts
        self._voices = parts.config.voices
        self._steady = steady
        self._records = Records(parts.store)
        self._results = {service.id for service in parts.ward.services if service.result}
        self._wake = threading.Event()
        self._resting = False
        self.cache = Cache(parts.data / "audio")
        self.lexicon = Lexicon(parts.data / FILE)
        self._studio = Studio(
            self._voices,
            parts.config.phrases,
            self.cache,
            chain or Chain(self._voices, parts.data / "voices"),
            self.lexicon,
        )
        self._speaker = speaker or Speaker(self._ended)
        self._hall, self._zone_of = self._lay_out()
        self._catch_up()
        parts.office.listen(self._heard)
        parts.live.on("sound", self._sound)
        parts.live.on("ended", self._ended)
        parts.live.left(self._left)

    def states(self) -> dict[int, str]:
        """{seq of a call: "waiting" | "speaking" | "spoken" | "silent"}, the newest few hundred."""
        return self._hall.states()

    def light(self) -> Light:
        sounding = {display.zone for display in self._parts.config.displays if display.sound}
        zones = self._hall.zones
        mute = [
            zone.name
            for zone in self._parts.config.zones
            if zone.id in sounding and zone.id in zones and not zones[zone.id].pages
        ]
        return light(self._studio, self._speaker.trouble, mute)

    def work(self) -> None:
        """Speaks for ever; its processes end with the greenlet or thread that runs it."""
        try:
            self._try_voice()
            while True:
                self._wake.wait(self._round())
        finally:
            self._speaker.stop()
            self._studio.chain.close()

    def rest(self, resting: bool) -> None:
        """No call is begun while resting; what is being spoken is heard out."""
        self._resting = resting
        self._wake.set()

    def busy(self) -> bool:
        return any(zone.playing for zone in self._hall.zones.values())

    def step(self) -> float:
        """Do what is due in every zone; seconds until something else will be."""
        self._wake.clear()
        for zone in self._hall.zones.values():
            if zone.playing and self._steady() >= zone.playing.until:
                self._end(zone, "spoken")
            self._begin(zone)
        for zone in self._hall.zones.values():
            # While one call is heard, the next one's sound is made.
            if zone.playing and zone.waiting:
                self._sound_of(zone.waiting[0])
        return self._pause()

    def _round(self) -> float:
        try:
            pause = self.step()
            if self._studio.ails() and pause > 0:
                self._try_voice()
                pause = self._pause()
            return pause
        except Exception as error:  # noqa: BLE001 - the next call may be spoken again
            fenced("the announcer", error)
            return 1.0

    def _pause(self) -> float:
        longest = 1.0 if self._studio.chain.starting() else PAUSE
        pause = self._hall.pause(self._steady(), longest)
        return max(pause, RESTED) if self._resting else pause

    def _try_voice(self) -> None:
        try:
            self._studio.try_voice()
        except Exception as error:  # noqa: BLE001 - the first call may be spoken all the same
            fenced("the trial of the voice", error)

    def _lay_out(self) -> tuple[Hall, dict[int, str]]:
        """The zones, and the zone of each counter; the server's own speaker is one for all."""
        counters = self._parts.ward.counters
        if self._voices.speaker == "server":
            hall = Hall([SERVER])
            hall.claim(hall.zones[SERVER], SERVER, 0)
            return hall, {counter.id: SERVER for counter in counters}
        hall = Hall(zone.id for zone in self._parts.config.zones)
        return hall, {counter.id: counter.zone for counter in counters}

    def _catch_up(self) -> None:
        """After a start: calls never spoken and young enough are still spoken."""
        office = self._parts.office
        self._records.forget(office.now() - DAY)
        spoken = self._records.since(office.last_seq - LOOK_BACK)
        youngest = office.now() - RECENT
        for event in office.events_after(max(0, office.last_seq - LOOK_BACK)):
            if event.kind in CALLS and event.seq in spoken:
                self._hall.set(event.seq, "spoken")
            elif event.kind in CALLS and event.at < youngest:
                self._hall.set(event.seq, "silent")
            else:
                self._note(event)

    def _heard(self, events: list[Event]) -> None:
        for event in events:
            self._note(event)
        self._wake.set()

    def _note(self, event: Event) -> None:
        if event.kind in CALLS:
            self._add(event)
        elif event.kind in OVER and event.ticket is not None:
            self._over(event.ticket, undone=event.kind == "undone")
        elif event.kind == "day_closed":
            self._studio.forget_names()
            self._records.forget(self._parts.office.now() - DAY)

    def _add(self, event: Event) -> None:
        counter, ticket = event.counter or 0, event.ticket or 0
        zone = self._hall.zones.get(self._zone_of.get(counter, ""))
        if zone is None or self._is_quiet(event.at):
            self._hall.set(event.seq, "silent")
            return
        said = Said(
            label=event.data["label"],
            counter=counter,
            calls=event.data["calls"],
            language=event.data["language"],
            result=event.data["service"] in self._results,
        )
        self._hall.add(zone, Call(event.seq, event.at, ticket, said))

    def _over(self, ticket: int, *, undone: bool) -> None:
        self._hall.over(ticket)
        zone = self._hall.playing(ticket)
        if zone is None:
            self._studio.forget(ticket)
        elif undone and zone.playing:
            self._send(zone.playing.page, "quiet", {"seq": zone.playing.call.seq})
            self._end(zone, "silent")

    def _begin(self, zone: Zone) -> None:
        call = zone.next()
        if call is None or self._resting:
            return
        sound = self._sound_of(call)
        # While the sound was made the call may have been undone, or the page may have left.
        if zone.next() is not call or self._resting:
            return
        playing = self._hall.begin(zone, call, sound, self._steady())
        if playing is not None:
            self._records.note(call.seq, zone.id, self._parts.office.now())
            self._send(playing.page, "play", _play(call, playing.sound))
        self._changed()

    def _sound_of(self, call: Call) -> Sound | None:
        if call.sound is None:
            name = self._parts.office.name(call.ticket) if self._voices.names else None
            said = replace(call.said, name=name.text if name and name.say else None)
            call.sound = self._studio.sound(said, call.ticket)
            if not self._hall.concerns(call.ticket):
                # It was over while the sound was made: nobody else will come to forget the name.
                self._studio.forget(call.ticket)
        return call.sound

    def _end(self, zone: Zone, state: str) -> None:
        call = zone.playing.call if zone.playing else None
        self._hall.end(zone, state)
        if call and call.over:
            self._studio.forget(call.ticket)
        self._changed()
        self._wake.set()

    def _ended(self, data: dict[str, Any], page: str) -> None:
        """A page says that the sound it was sent is over; `heard` is false when it could not."""
        zone = self._hall.heard_from(page, data.get("seq"))
        if zone is not None:
            self._end(zone, "silent" if data.get("heard") is False else "spoken")

    def _sound(self, data: dict[str, Any], page: str) -> None:
        """A page can sound for a zone, or no longer."""
        zone = self._hall.zones.get(str(data.get("zone")))
        claims = zone if data.get("on") is True and zone and self._may(page, zone.id) else None
        if claims is None or page not in claims.pages:
            self._left(page)
        if claims is not None:
            self._hall.claim(claims, page, self._parts.office.now())
            self._changed()
            self._wake.set()

    def _may(self, page: str, zone: str) -> bool:
        """Only the page of a display that sounds in that zone may be its loudspeaker."""
        displays = self._parts.config.displays
        rooms = {f"board-{each.id}" for each in displays if each.sound and each.zone == zone}
        if any(f"board-{first.id}" in rooms for first in displays[:1]):
            rooms.add("board")
        return not rooms.isdisjoint(self._parts.live.rooms_of(page))

    def _left(self, page: str) -> None:
        playing = self._hall.playing_on(page)
        if self._hall.leave(page, self._steady()):
            if playing is not None and playing.over:
                self._studio.forget(playing.ticket)
            self._changed()
            self._wake.set()

    def _send(self, page: str, event: str, data: dict[str, Any]) -> None:
        if page == SERVER:
            self._speaker.take(event, data, self.cache)
        else:
            self._parts.live.emit(page, event, data)

    def _is_quiet(self, at: int) -> bool:
        clock = self._parts.office.time.local(at).time()
        return any(
            span.start <= clock and (clock < span.end or span.end == span.end.min)
            for span in self._voices.quiet
        )

    def _changed(self) -> None:
        self._parts.live.touch_all("board")


def _play(call: Call, sound: Sound) -> dict[str, Any]:
    return {"seq": call.seq, "url": sound.url, "left_ms": sound.ms, "text": sound.facts["text"]}
