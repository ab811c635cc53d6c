"""Quiet hours, and how loud it is at which hour."""

from __future__ import annotations

from datetime import time

import pytest

from config import Loudness
from office.ward import Span
from voices.manners import is_quiet, volume

NOON = Span(start=time(11, 30), end=time(13))
NIGHT = Span(start=time(22), end=time(0))


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("11:29", False), ("11:30", True), ("12:59", True), ("13:00", False), ("23:59", True)],
)
def test_quiet_hours_hold_from_their_first_minute_to_before_their_last(
    clock: str, quiet: bool
) -> None:
    assert is_quiet(time.fromisoformat(clock), (NOON, NIGHT)) is quiet


def test_the_first_hours_that_hold_say_how_loud_it_is() -> None:
    noon, all_day = (
        Loudness.model_validate({"hours": hours, "percent": percent})
        for hours, percent in ((["11:30-13:00"], 30), (["11:30-13:00", "22:00-24:00"], 60))
    )
    hours = (noon, all_day)
    assert volume(time(12), 90, hours) == 30
    assert volume(time(23), 90, hours) == 60
    assert volume(time(9), 90, hours) == 90
