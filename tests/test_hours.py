"""When numbers are given: opening, lunch, Saturday, holidays, and the minutes before opening."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.hours import issuing, opens_next
from office.ward import Hours, Rules, Ward

TUESDAY, SATURDAY, SUNDAY, HOLIDAY = "2026-03-10", "2026-03-14", "2026-03-15", "2026-04-30"
PLACE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=PLACE)


def early(ward: Ward, minutes: int) -> Ward:
    return ward.model_copy(update={"rules": Rules(issue_before=minutes)})


def next_of(ward: Ward, local: datetime) -> datetime:
    found = opens_next(ward, local)
    assert found is not None
    return datetime.fromtimestamp(found / 1000, PLACE)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [(TUESDAY, "07:30", "11:29:59"), (TUESDAY, "13:00", "16:59:59"), (SATURDAY, "07:30", "11:29")],
)
def test_numbers_are_given_from_opening_to_closing(
    ward: Ward, day: str, first: str, last: str
) -> None:
    assert issuing(ward, at(day, first)) and issuing(ward, at(day, last))
    assert not issuing(ward, at(day, first) - timedelta(seconds=1))
    assert not issuing(ward, at(day, last) + timedelta(minutes=1))


def test_numbers_are_given_some_minutes_before_each_sitting(ward: Ward) -> None:
    soon = early(ward, 20)
    assert issuing(soon, at(TUESDAY, "07:10")) and not issuing(soon, at(TUESDAY, "07:09:59"))
    assert issuing(soon, at(TUESDAY, "12:40")) and not issuing(soon, at(TUESDAY, "12:39:59"))
    assert next_of(soon, at(TUESDAY, "11:45")) == at(TUESDAY, "12:40")
    assert next_of(soon, at(SATURDAY, "11:30")) == at("2026-03-16", "07:10")


@pytest.mark.parametrize("day", [SUNDAY, HOLIDAY])
def test_a_day_without_hours_gives_no_number_however_early(ward: Ward, day: str) -> None:
    soon = early(ward, 240)
    assert not any(issuing(soon, at(day, f"{hour:02d}:00")) for hour in range(24))


def test_early_numbers_are_of_the_same_day(ward: Ward) -> None:
    sitting = {"start": "01:00", "end": "05:00"}
    night = early(ward.model_copy(update={"hours": Hours.model_validate({"tue": [sitting]})}), 240)
    assert issuing(night, at(TUESDAY, "00:00"))
    assert not issuing(night, at("2026-03-09", "23:59"))
    assert next_of(night, at("2026-03-09", "12:00")) == at(TUESDAY, "00:00")


@given(minutes=st.integers(0, 240), after=st.integers(0, 14 * 24 * 60))
def test_the_opening_that_is_told_is_the_first_moment_when_a_number_is_given(
    minutes: int, after: int
) -> None:
    sittings = [{"start": "07:30", "end": "11:30"}, {"start": "13:00", "end": "17:00"}]
    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), sittings)
    hours = Hours.model_validate({**days, "holidays": ["2026-03-12"]})
    ward = early(Ward(hours=hours, services=(), counters=()), minutes)
    local = at(TUESDAY, "00:00") + timedelta(minutes=after)
    if not issuing(ward, local):
        opens = next_of(ward, local)
        assert issuing(ward, opens)
        assert not issuing(ward, opens - timedelta(minutes=1))
