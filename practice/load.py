"""A day's arrivals, shaped like the reference ward's (domain, section 6)."""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from office.clock import MINUTE
from office.ward import Service, Span, Ward
from practice.people import Citizen, somebody

REFERENCE = 317
"""Files on a weekday of the reference ward."""
# Of a hundred people: 73.5 come for certification; a service nobody has counted gets a few.
SHARES = {"chung-thuc": 73.5, "ho-tich": 8, "dat-dai": 4, "ho-kinh-doanh": 3, "bao-tro": 2.5}
SHARES |= {"cu-tru": 4, "tra-ket-qua": 5}
UNKNOWN_SHARE = 4.0
# Each eighth of a sitting; on a whole day 63 % come before noon, 11.5 % in the fullest half hour.
MORNING = (9.0, 11.5, 10.5, 9.0, 7.5, 6.5, 5.5, 3.5)
AFTERNOON = (6.5, 6.5, 6.0, 5.0, 4.5, 4.0, 3.0, 1.5)
APPOINTED = 0.35
"""How many of those whose service takes bookings have one."""
EARLY = (2, 14)
"""Minutes that people with an appointment come before it."""


def plan(ward: Ward, day: date, citizens: int, random: Random) -> list[Citizen]:
    """Who comes on that day, in the order they come; nobody on a day without hours.

    On a day with one sitting only the share of that sitting comes.
    """
    sittings = ward.hours.on(day)
    services = [service for service in ward.services if not service.retired]
    if not sittings or not services:
        return []
    zone = ZoneInfo(ward.time_zone)
    shapes = [MORNING if span.start < time(12) else AFTERNOON for span in sittings]
    whole = sum(MORNING) + sum(AFTERNOON)
    coming = round(citizens * min(1.0, sum(map(sum, shapes)) / whole))
    weights = [SHARES.get(service.id, UNKNOWN_SHARE) for service in services]
    priorities = tuple(each.id for each in ward.priorities if not each.retired)
    eighths = [(span, i, weight) for span, shape in zip(sittings, shapes, strict=True)
               for i, weight in enumerate(shape)]  # fmt: skip
    people, booked = [], dict[tuple[str, int], int]()
    for _ in range(coming):
        (service,) = random.choices(services, weights)
        ((span, eighth, _weight),) = random.choices(eighths, [each[2] for each in eighths])
        start, end = (_ms(day, moment, zone) for moment in (span.start, span.end))
        at = start + round((end - start) * (eighth + random.random()) / len(MORNING))
        slot = _slot(service, span, at, day, zone, booked, random)
        if slot is not None:
            at = max(start, slot - random.randint(*EARLY) * MINUTE)
        people.append(somebody(random, at, service.id, service.minutes, priorities, slot))
    return sorted(people, key=lambda each: each.at)


def _slot(
    service: Service,
    span: Span,
    at: int,
    day: date,
    zone: ZoneInfo,
    booked: dict[tuple[str, int], int],
    random: Random,
) -> int | None:
    """The slot around `at` for some of those who may book, while it has places. ms UTC."""
    if service.slots is None or random.random() >= APPOINTED:
        return None
    start, step = _ms(day, span.start, zone), service.slots.minutes * MINUTE
    slot = start + (at - start) // step * step
    key = service.id, slot
    if slot + step > _ms(day, span.end, zone) or booked.get(key, 0) >= service.slots.places:
        return None
    booked[key] = booked.get(key, 0) + 1
    return slot


def _ms(day: date, moment: time, zone: ZoneInfo) -> int:
    return round(datetime.combine(day, moment, zone).timestamp() * 1000)
