"""The announcer: hears of calls after the commit and has them spoken, one at a time a zone.

It never stands between an officer and a call: whatever fails here, the screens go on. All of it
runs on the server's hub; only making a sound lets others go on meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from office import Event
from voices import layout
from voices.asides import Asides
from voices.cache import Cache, Sound
from voices.captions import Shown, caption
from voices.chain import Chain
from voices.crowd import Plan, plan
from voices.hall import Hall
from voices.lexicon import FILE, Lexicon
from voices.lights import light
from voices.listener import Listener
from voices.manners import is_quiet
from voices.mishaps import Mishaps
from voices.mutes import Mutes
from voices.outlets import Outlets
from voices.prompter import Prompter
from voices.records import Records
from voices.speaker import Speaker
from voices.standing import Standing, standings
from voices.studio import Studio
from voices.zone import Playing, State, Zone

if TYPE_CHECKING:
    from web.health import Light
    from web.parts import Parts

PAUSE = 30.0
AGAIN = 1.0
RESTED = 0.1


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
        self._office = parts.office
        self._rules = parts.config.announcer
        self._steady = steady
        self._records = Records(parts.store)
        self._wake = threading.Event()
        self._resting = False
        self._stumbled: set[str] = set()
        self._mishaps = Mishaps(steady, self._shown_everywhere)
        self.cache = Cache(parts.data / "audio")
        self.lexicon = Lexicon(parts.data / FILE)
        self._studio = Studio(
            parts.config.voices,
            parts.config.phrases,
            self.cache,
            chain or Chain(parts.config.voices, parts.data / "voices"),
            self.lexicon,
        )
        zones = parts.config.zones
        self._hall = Hall(layout.heard_in(zones), round(self._rules.gap * 1000))
        self._outlets = Outlets(parts, self._hall, speaker, steady, self._ended, self._changed)
        self.mutes = Mutes(parts, self._hall, self._records, self._muted)
        self._prompter = Prompter(parts, self._studio, self._hall, self._is_heard)
        self.asides = Asides(self._office, self._hall, self._is_quiet, self._wake.set)
        self._listener = Listener(
            parts, self._hall, self._prompter, self._records, self._is_quiet, self._silence
        )
        self._listener.catch_up()
        self._office.listen(self._heard)

    def states(self, zone: str) -> Mapping[int, str]:
        """{seq: "waiting" | "speaking" | "spoken" | "silent"} of the newest few hundred calls."""
        return self._hall.states(zone)

    def caption(self, zone: str, shown: Shown) -> list[dict[str, str]]:
        """[{lang, text}] of what is being said there, with names only as `shown(ticket)`."""
        playing = self._hall.zones[zone].playing if zone in self._hall.zones else None
        if playing is None or not playing.sound.facts["text"]:
            return []
        heard = shown if self._parts.config.voices.names else lambda _ticket: None
        phrases, further = self._parts.config.phrases, self._studio.further()
        return caption(playing.calls, phrases, heard, further)

    def light(self) -> Light:
        names = {zone.id: zone.name for zone in self._parts.config.zones}
        local = self._office.time.local
        without = [names[zone] for zone in self._outlets.without()]
        until = self.mutes.until.items()
        muted = [(names[zone], local(at)) for zone, at in until if zone in names]
        return light(self._studio, self._mishaps.kind, self._outlets.trouble, without, muted)

    @property
    def speaker_trouble(self) -> str:
        """Why the server's own loudspeaker is silent."""
        return self._outlets.trouble

    def standings(self) -> list[Standing]:
        """How each engine of the settings does."""
        return standings(self._studio.chain, self._parts.config.voices.engines)

    def hush(self, ticket: int) -> None:
        """Somebody is not called after all, or a notice taken back: it ends wherever it is said."""
        self._listener.over(ticket, undone=True)

    def work(self) -> None:
        """Speaks for ever; its processes end with the greenlet or thread that runs it."""
        try:
            self._try_voice()
            while True:
                self._wake.wait(self._round())
        finally:
            self._outlets.stop()
            self._studio.close()

    def rest(self, resting: bool) -> None:
        """No call is begun while resting; what is being spoken is heard out."""
        self._resting = resting
        self._wake.set()

    def busy(self) -> bool:
        return any(zone.playing for zone in self._hall.zones.values())

    def step(self) -> float:
        """Do what is due in every zone; seconds until something else will be."""
        self._wake.clear()
        mishaps = self._mishaps.count
        with self._mishaps.fence("the end of a mute"):
            self.mutes.end_due()
        for zone in self._hall.zones.values():
            self._turn(zone)
        with self._mishaps.fence("the sounds of the next calls"):
            self._make_ready()
        # What breaks at every try is not tried without a rest.
        return self._pause() if self._mishaps.count == mishaps else AGAIN

    def _round(self) -> float:
        with self._mishaps.fence("the look at the server's loudspeaker"):
            self._outlets.look()
        with self._mishaps.fence("the announcer"):
            pause = self.step()
            # To wait for what is only starting would keep calls waiting too.
            if pause > 0 and self._studio.ails() and not self._studio.chain.starting():
                self._try_voice()
                pause = min(pause, self._pause())
            return pause
        return AGAIN

    def _turn(self, zone: Zone) -> None:
        """What is due in one zone. A call that breaks it twice is not spoken: others wait."""
        before = zone.playing
        with self._mishaps.fence("the announcer"):
            if zone.playing and self._steady() >= zone.playing.until:
                self._ended(zone, "spoken")
            self._begin(zone)
            self._stumbled.discard(zone.id)
            return
        if zone.playing is not None and zone.playing is not before:
            self._hall.end(zone, "silent", self._steady())
        elif zone.id in self._stumbled:
            zone.drop_first()
            self._stumbled.discard(zone.id)
        else:
            self._stumbled.add(zone.id)

    def _pause(self) -> float:
        longest = 1.0 if self._studio.chain.starting() else PAUSE
        pause = min(self._hall.pause(self._steady(), longest), self.mutes.due_in())
        if self._may_rehearse():
            return min(pause, self._prompter.pause(self._steady()))
        return max(pause, RESTED) if self._resting else pause

    def _try_voice(self) -> None:
        with self._mishaps.fence("the trial of the voice"):
            self._studio.try_voice()

    def _heard(self, events: list[Event]) -> None:
        self._listener.hear(events)
        self._prompter.look_soon(self._steady())
        self._wake.set()

    def _silence(self, zone: Zone) -> None:
        if zone.playing:
            self._outlets.quiet(zone.playing)
            self._ended(zone, "silent")
        self._changed()

    def _begin(self, zone: Zone) -> None:
        wanted = self._planned(zone, self._office.now())
        if wanted is None or not zone.is_free(self._steady()) or self._resting:
            return
        sound = self._sound(wanted)
        # While the sound was made a call may have been undone, or the page may have left.
        gone = any(call not in zone.waiting for call in wanted.calls)
        if gone or not zone.is_free(self._steady()) or self._resting:
            return
        playing = self._hall.begin(zone, wanted, sound, self._steady())
        if playing is not None:
            self._outlets.play(playing)
            self._note_spoken(playing, zone)
        self._changed()

    def _sound(self, wanted: Plan) -> Sound | None:
        with self._mishaps.fence("the sound of a call"):
            return self._prompter.sound(wanted)
        return self._studio.say((), chime=wanted.chime)

    def _note_spoken(self, playing: Playing, zone: Zone) -> None:
        seqs = [call.seq for call in playing.calls if not call.is_aside]
        with self._mishaps.fence("the records of what was spoken"):
            self._records.note(seqs, zone.id, self._office.now())

    def _planned(self, zone: Zone, at: int) -> Plan | None:
        return plan(zone.waiting, at, self._rules.backlog)

    def _make_ready(self) -> None:
        """While one call is heard, the next sound is made; in a quiet hall whoever is next."""
        for zone in self._hall.zones.values():
            if zone.playing and zone.waiting:
                left = max(0, zone.playing.ends - self._steady())
                following = self._planned(zone, self._office.now() + left)
                if following:
                    self._sound(following)
        if self._may_rehearse():
            self._prompter.rehearse(self._steady())

    def _may_rehearse(self) -> bool:
        return not self._resting and not any(
            zone.waiting and zone.pages for zone in self._hall.zones.values()
        )

    def _ended(self, zone: Zone, state: State) -> None:
        self._hall.end(zone, state, self._steady())
        self._changed()

    def _is_heard(self, counter: int) -> bool:
        zones = self._listener.where(counter)
        return any(zone.pages and not zone.muted for zone in zones)

    def _is_quiet(self, at: int) -> bool:
        return is_quiet(self._office.time.local(at).time(), self._rules.quiet)

    def _changed(self) -> None:
        self._prompter.settle()
        for prefix in ("board", "voices"):
            self._parts.live.touch_all(prefix)
        self._wake.set()

    def _muted(self, zone: Zone) -> None:
        self._silence(zone)
        self._shown_everywhere()

    def _shown_everywhere(self) -> None:
        for prefix in ("desk-", "home"):
            self._parts.live.touch_all(prefix)
