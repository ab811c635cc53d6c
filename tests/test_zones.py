"""Which page is the loudspeaker of which part of the hall, and who can never be one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import HallClock
from loudspeaker import LoudHall

from config import Config
from office import Office, Store


@pytest.fixture
def hall(shipped: Config, office: Office, clock: HallClock, tmp_path: Path) -> LoudHall:
    return LoudHall(shipped, office, clock, tmp_path)


@pytest.fixture
def two(shipped: Config, clock: HallClock, tmp_path: Path) -> Iterator[LoudHall]:
    """The ward with its counter 9 out in the yard."""
    yard = shipped.zones[0].model_copy(update={"id": "yard"})
    counters = tuple(
        counter.model_copy(update={"zone": "yard"}) if counter.id == 9 else counter
        for counter in shipped.counters
    )
    horn = shipped.displays[0].model_copy(update={"id": "horn", "zone": "yard", "sound": True})
    changed = {
        "zones": (*shipped.zones, yard),
        "counters": counters,
        "displays": (*shipped.displays, horn),
    }
    config = shipped.model_copy(update=changed)
    store = Store(tmp_path / "office.db", bound=False)
    yield LoudHall(config, Office(store, config.ward(), clock), clock, tmp_path)
    store.close()


def test_a_page_sounds_for_one_zone_at_a_time(two: LoudHall) -> None:
    two.listens("tv", "hall")
    two.listens("tv", "yard")
    seq = two.call(1)
    two.step()
    assert two.heard() == []
    assert two.state(seq) == "silent"


def test_two_zones_speak_at_the_same_time(two: LoudHall) -> None:
    two.listens("tv", "hall")
    two.listens("horn", "yard")
    result = next(service.id for service in two.office.ward.services if service.result)
    yard, hall = two.call(9, service=result), two.call(1)
    two.step()
    assert (two.heard("tv"), two.heard("horn")) == ([hall], [yard])


@pytest.mark.parametrize("room", ["ticket-abc", "desk-1", "board-none", "home"])
def test_a_page_that_is_no_sounding_display_claims_nothing(hall: LoudHall, room: str) -> None:
    hall.listens("phone", room=room)
    seq = hall.call()
    hall.step()
    assert hall.heard("phone") == []
    assert hall.state(seq) == "silent"


def test_a_display_sounds_only_in_its_own_zone_and_only_if_it_is_to_sound(two: LoudHall) -> None:
    two.listens("tv", "yard", room=f"board-{two.config.displays[0].id}")
    assert not two.announcer._hall.zones["yard"].pages
    mute = two.config.displays[0].model_copy(update={"sound": False})
    two.config = two.config.model_copy(update={"displays": (mute,)})
    two.start()
    two.listens("tv", "hall")
    assert not two.announcer._hall.zones["hall"].pages


def test_the_first_display_needs_no_name(hall: LoudHall) -> None:
    hall.listens(room="board")
    seq = hall.call()
    hall.step()
    assert hall.heard() == [seq]


def test_a_yard_that_hears_the_hall_speaks_its_calls_in_its_own_time(two: LoudHall) -> None:
    yard = two.config.zones[1].model_copy(update={"hears": ("hall",)})
    two.config = two.config.model_copy(update={"zones": (two.config.zones[0], yard)})
    two.start()
    two.listens("tv", "hall")
    two.listens("horn", "yard")
    result = next(service.id for service in two.office.ward.services if service.result)
    hall, yard_call = two.call(1), two.call(9, service=result)
    two.step()
    assert (two.heard("tv"), two.heard("horn")) == ([hall], [hall])
    two.wires.say("horn", "ended", seq=hall)
    two.step()
    assert (two.heard("tv"), two.heard("horn")) == ([hall], [hall, yard_call])
    assert (two.state(hall, "hall"), two.state(hall, "yard")) == ("speaking", "spoken")


def test_after_a_restart_a_zone_that_has_not_said_a_call_says_it(two: LoudHall) -> None:
    yard = two.config.zones[1].model_copy(update={"hears": ("all",)})
    two.config = two.config.model_copy(update={"zones": (two.config.zones[0], yard)})
    two.start()
    two.listens("tv", "hall")
    seq = two.call(1)
    two.step()
    two.start()
    two.listens("tv", "hall")
    two.listens("horn", "yard")
    two.step()
    assert (two.heard("tv"), two.heard("horn")) == ([], [seq])
