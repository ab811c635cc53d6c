"""A fault of the program in the loudspeaker's own loop: it is seen, and the calls go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import HallClock
from loudspeaker import LoudHall

from config import Config
from office import Office
from voices.crowd import Plan
from voices.zone import Zone


@pytest.fixture
def hall(shipped: Config, office: Office, clock: HallClock, tmp_path: Path) -> LoudHall:
    return LoudHall(shipped, office, clock, tmp_path)


def test_a_fault_of_the_program_costs_one_call_at_most_and_turns_the_light_red(
    hall: LoudHall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hall.listens()
    broken, well = hall.call(1), hall.call(2)
    plan = hall.announcer._planned

    def planned(zone: Zone, at: int) -> Plan | None:
        if zone.waiting and zone.waiting[0].seq == broken:
            raise ValueError("Nguyễn Thị Bưởi")
        return plan(zone, at)

    monkeypatch.setattr(hall.announcer, "_planned", planned)
    assert hall.announcer._round() == 1
    assert hall.announcer.light().state == "fail"
    assert "ValueError" in hall.announcer.light().detail
    hall.announcer._round()
    hall.announcer._round()
    assert hall.heard() == [well]
    assert hall.state(broken) == "silent"
    assert "Bưởi" not in caplog.text + str(hall.announcer.light())
    hall.clock.ahead(minutes=2)
    assert hall.announcer.light().state == "ok"


def test_the_call_after_one_that_was_given_up_has_its_two_tries_too(
    hall: LoudHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.listens()
    broken, well = hall.call(1), hall.call(2)
    plan, tried = hall.announcer._planned, [0]

    def planned(zone: Zone, at: int) -> Plan | None:
        first = zone.waiting[0].seq if zone.waiting else None
        tried[0] += first == well
        if first == broken or (first == well and tried[0] == 1):
            raise ValueError
        return plan(zone, at)

    monkeypatch.setattr(hall.announcer, "_planned", planned)
    for _ in range(4):
        hall.announcer._round()
    assert hall.heard() == [well]


@pytest.mark.parametrize(
    "part", ["Mutes.end_due", "Outlets.play", "Announcer._make_ready", "Announcer._pause"]
)
def test_whatever_breaks_in_a_round_the_next_round_speaks(
    hall: LoudHall, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def breaks(*_given: object) -> None:
        raise RuntimeError

    hall.listens()
    first = hall.call(1)
    with monkeypatch.context() as broken:
        broken.setattr(f"voices.announcer.{part}", breaks)
        hall.announcer._round()
        assert hall.announcer.light().state == "fail"
    hall.wires.say("tv", "ended", seq=first)
    second = hall.call(2)
    hall.clock.ahead(seconds=6)
    hall.announcer._round()
    assert hall.heard()[-1] == second
