"""Presses, pages and restarts in every order, and what a listener in each zone may never hear."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from pathlib import Path

from hall import HallClock
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from loudspeaker import CITIZEN, STAFF, LoudHall

from config import Config, Zone
from office import Event, Office, Refused, Store

COUNTERS = (1, 2, 3, 6, 9)
PAGES = {"tv": "hall", "spare": "hall", "horn": "yard"}
counters = st.sampled_from(COUNTERS)
pages = st.sampled_from(sorted(PAGES))


def with_a_yard(config: Config) -> Config:
    """Counter 9 stands in the yard, whose horn is heard to call for the hall as well."""
    yard = Zone.model_validate({**config.zones[0].model_dump(), "id": "yard", "hears": ["hall"]})
    moved = tuple(
        each.model_copy(update={"zone": "yard"}) if each.id == 9 else each
        for each in config.counters
    )
    horn = config.displays[0].model_copy(update={"id": "horn", "zone": "yard", "sound": True})
    return config.model_copy(
        update={
            "zones": (*config.zones, yard),
            "counters": moved,
            "displays": (*config.displays, horn),
        }
    )


class HallMachine(RuleBasedStateMachine):
    """One office, two zones, three pages. What was told to play is compared with the journal."""

    config: Config

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        data = Path(self._folder.name)
        self.clock = HallClock()
        config = with_a_yard(self.config)
        self.store = Store(data / "office.db", bound=False)
        self.office = Office(self.store, config.ward(), self.clock)
        self.hall = LoudHall(config, self.office, self.clock, data)
        self.begun: dict[str, list[int]] = {"hall": [], "yard": []}
        self.undone: set[int] = set()
        self.cut: set[int] = set()
        self.recalls: set[int] = set()
        self.owed: dict[str, dict[int, Event]] = {"hall": {}, "yard": {}}
        self.looked = 0
        self.office.listen(self._owe)

    def teardown(self) -> None:
        for thread in threading.enumerate():
            if thread.name == "sound ahead":
                thread.join(10)
        self.store.close()
        self._folder.cleanup()

    def _owe(self, events: list[Event]) -> None:
        """What each zone must hear, told from the journal by other code than the announcer's."""
        for event in events:
            self.recalls |= {event.seq} if event.kind == "recalled" else set()
            for zone, owed in self.owed.items():
                for seq in [seq for seq, call in owed.items() if call.ticket == event.ticket]:
                    del owed[seq]
                heard_there = zone == "yard" or event.counter != 9
                if event.kind in ("called", "recalled") and heard_there and not self._muted(zone):
                    owed[event.seq] = event

    def _muted(self, zone: str) -> bool:
        return self.hall.announcer.mutes.ends(zone) is not None

    def _let_go(self, zone: str) -> None:
        """Without a loudspeaker, calls older than a minute are too old to be heard."""
        for seq, call in [*self.owed[zone].items()]:
            if call.at < self.clock.at - 60_000:
                del self.owed[zone][seq]

    def _there(self, zone: str) -> bool:
        return bool(self.hall.announcer._hall.zones[zone].pages)

    @rule(counter=counters, name=st.booleans())
    def call(self, counter: int, name: bool) -> None:
        service = self.office.ward.counters[0].services[0] if counter != 6 else "ho-tich"
        with contextlib.suppress(Refused):
            said = "Trần Thị Hoa" if name else None
            self.office.issue(service, by=CITIZEN, name=said, say_name=name)
        with contextlib.suppress(Refused):
            self.office.call_next(counter, by=STAFF)

    @rule(taken_back=counters)
    def all_call_and_one_takes_it_back(self, taken_back: int) -> None:
        for counter in COUNTERS:
            self.call(counter, name=False)
        self.step()
        self.every_play_is_the_next_of_its_zone()
        self.undo(taken_back)

    @rule(counter=counters)
    def recall(self, counter: int) -> None:
        with contextlib.suppress(Refused):
            self.office.recall(counter, by=STAFF)

    @rule(counter=counters)
    def undo(self, counter: int) -> None:
        spoken = {seq for begun in self.begun.values() for seq in begun}
        with contextlib.suppress(Refused):
            turn = self.office.undo(counter, by=STAFF).turn
            assert turn is not None
            events = self.office.events_after(0, 5000)
            calls = {
                e.seq for e in events if e.turn == turn.id and e.kind in ("called", "recalled")
            }
            self.undone |= calls - spoken

    @rule(counter=counters)
    def start_serving(self, counter: int) -> None:
        with contextlib.suppress(Refused):
            self.office.start(counter, by=STAFF)

    @rule(counter=counters)
    def absent(self, counter: int) -> None:
        with contextlib.suppress(Refused):
            self.office.absent(counter, by=STAFF)

    @initialize()
    def opens(self) -> None:
        for page in ("tv", "horn"):
            self.listens(page)

    @rule(page=pages)
    def listens(self, page: str) -> None:
        if not self._there(PAGES[page]):
            self._let_go(PAGES[page])
        self.hall.listens(page, PAGES[page])

    @rule(page=pages)
    def leaves(self, page: str) -> None:
        for zone in self.hall.announcer._hall.zones.values():
            if zone.playing and zone.playing.page == page:
                self.cut |= {call.seq for call in zone.playing.calls}
        self.hall.wires.leave(page)

    @rule(page=pages, heard=st.booleans())
    def says_that_it_ended(self, page: str, heard: bool) -> None:
        for zone in self.hall.announcer._hall.zones.values():
            if zone.playing and zone.playing.page == page:
                self.hall.wires.say(page, "ended", seq=zone.playing.seq, heard=heard)
                break

    @rule(seconds=st.sampled_from([0.5, 3, 12, 25]))
    def time_passes(self, seconds: float) -> None:
        self.clock.ahead(seconds=seconds)

    @rule()
    def step(self) -> None:
        self.hall.announcer.step()

    @rule(zone=st.sampled_from(["hall", "yard"]), mute=st.booleans())
    def mute(self, zone: str, mute: bool) -> None:
        self.hall.announcer.mutes.press(zone, mute=mute, by=STAFF)
        if mute:
            self.owed[zone].clear()

    @rule()
    def restart(self) -> None:
        self.hall.start()
        self.looked = 0
        for zone in self.owed:
            self._let_go(zone)

    @rule()
    def everybody_is_heard_out(self) -> None:
        """With a loudspeaker in each zone and some patience every call that is owed is spoken."""
        for page, zone in PAGES.items():
            if not self._there(zone):
                self.listens(page)
        for _ in range(40):
            self.hall.step(6)
            self.every_play_is_the_next_of_its_zone()
        lost = {zone: [*owed] for zone, owed in self.owed.items() if owed}
        how = {zone: self.hall.announcer.states(zone) for zone in lost}
        assert not lost, (lost, how, [z.muted for z in self.hall.announcer._hall.zones.values()])

    @invariant()
    def every_play_is_the_next_of_its_zone(self) -> None:
        """In order, not twice unless its page left, never undone, never over another."""
        for page, event, data in self.hall.wires.sent[self.looked :]:
            if event != "play":
                continue
            begun = self.begun[PAGES[page]]
            for seq in data["seqs"]:
                assert seq not in self.undone, "an undone call was begun"
                assert seq not in begun or seq in self.cut, "a call was spoken twice"
                # A recall stands in the place of the call that it repeats.
                assert all(seq >= e for e in begun if e not in self.cut | self.recalls)
                begun.append(seq)
                self.owed[PAGES[page]].pop(seq, None)
        self.looked = len(self.hall.wires.sent)

    @invariant()
    def the_screens_say_what_was_heard(self) -> None:
        for zone, begun in self.begun.items():
            states = self.hall.announcer.states(zone)
            for seq, state in states.items():
                assert state != "speaking" or seq in begun
                if state == "spoken":
                    assert seq in begun

    @invariant()
    def one_voice_a_zone(self) -> None:
        for zone in self.hall.announcer._hall.zones.values():
            speaking = [s for s, state in zone.states().items() if state == "speaking"]
            playing = [call.seq for call in zone.playing.calls] if zone.playing else []
            assert sorted(speaking) == sorted(playing)
            assert not (zone.muted and (zone.playing or zone.waiting))
