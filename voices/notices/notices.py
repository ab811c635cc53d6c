"""The notices that are up: shown on the screens of their zones, spoken between the calls, wiped
with the names when the day closes.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from office import By, Event, Refused
from office.repeats import digest
from office.store import Tx
from voices.notices import records
from voices.notices.notice import Notice
from voices.notices.records import Records
from voices.notices.wording import said
from voices.words import Sentence, Told
from web.faults import fenced

if TYPE_CHECKING:
    from voices.announcer import Announcer
    from web.parts import Parts

LOOK, PAUSE = 0.25, 30.0
MOST = 5
"""So many are up at the same time; the screens show them in turn."""
UNDER_WAY = frozenset({"waiting", "speaking"})


@dataclass(frozen=True)
class Telling:
    """The `number`th time, from 1. `hows`: {zone: the seq it has there, or why nobody hears it}."""

    number: int
    hows: dict[str, int | str]


class Notices:
    """`work` is the loop that has them spoken, and ends them. All of it runs on the hub."""

    def __init__(self, parts: Parts, announcer: Announcer) -> None:
        self._parts = parts
        self._announcer = announcer
        self._shown = parts.config.notices.shown_seconds * 1000
        self._records = Records(parts.store)
        self._wake = threading.Event()
        self._wiped = True
        self._tellings: dict[int, Telling] = {}
        self._states: dict[int, dict[str, str]] = {}
        self._up = self._left_up()
        parts.office.listen(self._heard)

    def put_up(
        self,
        texts: dict[str, str],
        zones: Sequence[str],
        *,
        by: By,
        times: int,
        every: int,
        stays: bool,
        chosen: str | None,
        key: str | None = None,
    ) -> int:
        """Its id. Shown from now on; spoken as soon as the calls before it are. The same `key`
        again changes nothing.

        Refused: `too_many_notices`, `day_closed`, `key_reused`.
        """
        body = digest([texts, list(zones), times, every, stays, chosen])
        asked = records.Asked(by.device, key, body) if key else None
        if asked and (known := self._records.made_by(asked)) is not None:
            return known
        if len(self._up) >= MOST:
            raise Refused("too_many_notices", most=MOST)
        made = Notice(
            0, texts, tuple(zones), self._parts.office.now(), times, every, stays, by.officer
        )
        length = max(map(len, texts.values()))
        id = self._parts.office.put_up(
            length,
            zones,
            by=by,
            times=times,
            chosen=chosen,
            also=lambda tx, id: _keep(tx, replace(made, id=id), asked),
        )
        self._up[id] = replace(made, id=id)
        self.step()
        self._wake.set()
        return id

    def said(self, texts: Mapping[str, str]) -> tuple[Sentence, ...]:
        """As the loudspeaker would say it."""
        south = self._parts.config.voices.south
        return said(texts, self._announcer.lexicon, south=south)

    def take_down(self, id: int, *, by: By) -> None:
        """From the screens, and its sound ends. Refused: `unknown_notice`."""
        self._must_have(id)
        self._parts.office.take_down(id, by=by, also=lambda tx: records.forget(tx, id))
        self._end(id)

    def hush(self, id: int, *, by: By) -> None:
        """It stays on the screens and is spoken no more. Refused: `unknown_notice`."""
        quiet = self._must_have(id).hushed(self._parts.office.now())
        self._parts.office.hush(id, by=by, also=lambda tx: records.keep(tx, quiet))
        self._up[id] = quiet
        self._announcer.hush(-id)
        self._tellings.pop(id, None)
        known = self._states.get(id, {})
        self._states[id] = {
            zone: "hushed" if how in UNDER_WAY else how for zone, how in known.items()
        }
        self._changed()

    def shown_in(self, zone: str) -> list[dict[str, Any]]:
        """For the zone's displays, the oldest first: {id, vi, en, speaking}."""
        return [
            {
                "id": each.id,
                "vi": each.texts["vi"],
                "en": each.texts.get("en"),
                "speaking": self._states.get(each.id, {}).get(zone) == "speaking",
            }
            for each in self._up.values()
            if zone in each.zones
        ]

    def running(self) -> list[dict[str, Any]]:
        """For those who put them up, the newest first: {notice, states, until}.

        states: {zone: "waiting" | "speaking" | "spoken" | "hushed", or why nobody heard it:
        "silent" (the chime alone, or nothing) | "speaker" (there is none) | "quiet" | "muted"}.
        """
        return [
            {
                "notice": each,
                "states": self._states.get(each.id, {}),
                "until": each.shown_until(self._shown),
            }
            for each in reversed(self._up.values())
        ]

    def work(self) -> None:
        """Runs for ever in its own greenlet or thread."""
        while True:
            try:
                pause = self.step()
            except Exception as error:  # noqa: BLE001 - the calls and the other notices go on
                fenced("the notices", error)
                pause = 1.0
            self._wake.wait(pause)
            self._wake.clear()

    def step(self) -> float:
        """Do what is due; seconds until something else may be."""
        self._wiped = self._wiped or self._parts.store.wipe()
        now = self._parts.office.now()
        for up in list(self._up.values()):
            if up.id in self._tellings:
                self._follow(up, now)
                continue
            notice = self._caught_up(up, now)
            if notice.next_at is not None and notice.next_at <= now:
                self._tell(notice)
                self._follow(notice, now)
            elif (until := notice.shown_until(self._shown)) is not None and until <= now:
                self._records.drop(notice.id)
                self._end(notice.id)
        return LOOK if self._up else PAUSE

    def _caught_up(self, notice: Notice, now: int) -> Notice:
        """A computer that slept, or a long line, must not end in tellings one after the other."""
        found = notice.caught_up(now)
        if found != notice:
            self._up[notice.id] = found
            self._records.note(found)
        return found

    def _tell(self, notice: Notice) -> None:
        told = Told(self.said(notice.texts))
        hows = self._announcer.asides.tell(notice.zones, told, -notice.id)
        self._tellings[notice.id] = Telling(notice.told + 1, hows)

    def _follow(self, notice: Notice, now: int) -> None:
        """It counts as told from its first word on: a restart begins no telling anew."""
        telling = self._tellings[notice.id]
        states = {
            zone: how if isinstance(how, str) else self._announcer.states(zone).get(how, "silent")
            for zone, how in telling.hows.items()
        }
        over = not UNDER_WAY.intersection(states.values())
        if over or ("speaking" in states.values() and notice.told < telling.number):
            self._up[notice.id] = notice.said(telling.number, now)
            self._records.note(self._up[notice.id])
        if over:
            del self._tellings[notice.id]
        if states != self._states.get(notice.id):
            self._states[notice.id] = states
            self._changed()

    def _must_have(self, id: int) -> Notice:
        if id not in self._up:
            raise Refused("unknown_notice")
        return self._up[id]

    def _heard(self, events: list[Event]) -> None:
        if any(event.kind == "day_closed" for event in events):
            self._records.forget_keys()
            if self._up:
                self._wipe()

    def _wipe(self) -> None:
        """The words go with the names, from the file too."""
        self._records.drop(*self._up)
        self._wiped = self._parts.store.wipe()
        for id in list(self._up):
            self._end(id)

    def _left_up(self) -> dict[int, Notice]:
        """What the start before this one had up, if its day is still open."""
        office = self._parts.office
        found = {notice.id: notice.caught_up(office.now()) for notice in self._records.all()}
        old = [n.id for n in found.values() if not office.is_open(office.time.day(n.at))]
        if old:
            self._records.drop(*old)
            self._wiped = False
        return {id: notice for id, notice in found.items() if id not in old}

    def _end(self, id: int) -> None:
        for known in (self._up, self._tellings, self._states):
            known.pop(id, None)
        self._announcer.hush(-id)
        self._changed()

    def _changed(self) -> None:
        self._parts.live.touch_all("board")
        self._parts.live.touch_all("notices")


def _keep(tx: Tx, notice: Notice, asked: records.Asked | None) -> None:
    records.keep(tx, notice)
    if asked:
        records.keep_key(tx, asked, notice.id)
