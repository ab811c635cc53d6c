"""The mute key: a zone is silent for some minutes, everybody sees it, and some may press it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hall import HallClock, Pages, Served
from loudspeaker import STAFF, LoudHall

from config import Config, Mute
from office import Office, Refused
from voices.mutes import may_mute

Serving = Callable[..., Served]


@pytest.fixture
def hall(shipped: Config, office: Office, clock: HallClock, tmp_path: Path) -> LoudHall:
    return LoudHall(shipped, office, clock, tmp_path)


def mute(hall: LoudHall, on: bool = True) -> None:
    hall.announcer.mutes.press("hall", mute=on, by=STAFF)


def test_what_is_heard_stops_and_what_waits_is_shown_only(hall: LoudHall) -> None:
    hall.listens()
    first, second = hall.call(1), hall.call(2)
    hall.step()
    mute(hall)
    assert hall.wires.sent[-1] == ("tv", "quiet", {"seq": first})
    third = hall.call(3)
    hall.step()
    assert {hall.state(seq) for seq in (first, second, third)} == {"silent"}
    assert hall.heard() == [first]


def test_it_is_heard_again_when_the_minutes_are_over_or_somebody_says_so(hall: LoudHall) -> None:
    hall.listens()
    mute(hall)
    hall.clock.ahead(minutes=10)
    before = hall.wires.touched
    hall.step()
    # The screens and the counters show it too.
    assert hall.wires.touched > before
    again = hall.call(1)
    hall.step()
    assert hall.heard() == [again]
    mute(hall)
    mute(hall, on=False)
    once_more = hall.call(2)
    hall.step()
    assert hall.heard()[-1] == once_more


def test_a_mute_that_ended_while_the_server_was_away_is_over(hall: LoudHall) -> None:
    mute(hall)
    hall.clock.ahead(minutes=11)
    seq = hall.call(1)
    hall.start()
    hall.listens()
    hall.step()
    assert hall.heard() == [seq]


def test_a_restart_in_between_changes_nothing(hall: LoudHall) -> None:
    mute(hall)
    hall.start()
    hall.listens()
    seq = hall.call(1)
    hall.step()
    assert (hall.heard(), hall.state(seq)) == ([], "silent")


def test_the_journal_knows_who_muted_what_for_how_long(hall: LoudHall) -> None:
    mute(hall)
    mute(hall)
    mute(hall, on=False)
    lines = [e for e in hall.office.events_after(0) if e.kind in ("muted", "unmuted")]
    assert [(e.kind, e.data) for e in lines] == [
        ("muted", {"zone": "hall", "minutes": 10}),
        ("unmuted", {"zone": "hall"}),
    ]


def test_a_zone_that_is_not_there_is_refused(hall: LoudHall) -> None:
    with pytest.raises(Refused) as refused:
        hall.announcer.mutes.press("cellar", mute=True, by=STAFF)
    assert refused.value.code == "unknown_zone"


@pytest.mark.parametrize(
    ("roles", "zone", "may"),
    [
        ({"officer"}, "hall", True),
        ({"officer"}, "yard", False),
        ({"guide"}, "yard", True),
        ({"manager"}, "yard", True),
        ({"supervisor"}, "hall", False),
    ],
)
def test_an_officer_mutes_the_zone_of_the_counter_and_a_guide_any(
    roles: set[str], zone: str, may: bool
) -> None:
    assert may_mute(roles, "hall", zone, Mute()) is may
    assert may_mute(roles, "hall", zone, Mute(by=())) is False


@pytest.mark.browser
def test_the_key_of_a_console_is_seen_on_the_screen_of_the_hall(
    serving: Serving, pages: Pages
) -> None:
    served = serving()
    display: Any = pages.open(f"{served.page}/display/", 1920, 1080)
    desk: Any = pages.open(f"{served.page}/counter/3")
    sign = display.get_by_text("Loa tắt tiếng, xin xem màn hình")
    assert sign.is_hidden()
    desk.keyboard.press("i")
    sign.wait_for(state="visible")
    desk.get_by_text("Loa đang tắt tiếng đến").wait_for()
    desk.get_by_text("Bật lại tiếng").click()
    sign.wait_for(state="hidden")
