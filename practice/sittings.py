"""When an office sits: its days, and the sittings of each in ms UTC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from office.hours import bounds
from office.ward import Counter, Ward

Sitting = tuple[int, int]
"""From, to."""
LOOK_AHEAD = 400


def sittings_of(ward: Ward, day: date) -> list[Sitting]:
    noon = datetime.combine(day, time(12), ZoneInfo(ward.time_zone))
    return [(_ms(start), _ms(end)) for start, end in (bounds(s, noon) for s in ward.hours.on(day))]


def sittings_at(ward: Ward, counter: Counter, day: date) -> list[Sitting]:
    """A counter that opens later than the office has shorter ones."""
    sittings = sittings_of(ward, day)
    if counter.opens is None:
        return sittings
    opens = _ms(datetime.combine(day, counter.opens, ZoneInfo(ward.time_zone)))
    return [(max(start, opens), end) for start, end in sittings if opens < end]


def working_days(ward: Ward, first: date) -> Iterator[date]:
    """The days with hours, from `first` on; they end after a year without any."""
    day, idle = first, 0
    while idle < LOOK_AHEAD:
        idle = 0 if ward.hours.on(day) else idle + 1
        if not idle:
            yield day
        day += timedelta(days=1)


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
