"""A day's arrivals, shaped like the reference ward's (domain, section 6)."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from random import Random

from office.clock import MINUTE
from office.ward import Service, Ward
from practice.people import Citizen, somebody
from practice.sittings import Sitting, sittings_of

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
    sittings = sittings_of(ward, day)
    services = [service for service in ward.services if not service.retired]
    if not sittings or not services:
        return []
    shapes = [MORNING if span.start < time(12) else AFTERNOON for span in ward.hours.on(day)]
    whole = sum(MORNING) + sum(AFTERNOON)
    coming = round(citizens * min(1.0, sum(map(sum, shapes)) / whole))
    shares = [SHARES.get(service.id, UNKNOWN_SHARE) for service in services]
    priorities = tuple(each.id for each in ward.priorities if not each.retired)
    eighths = [(sitting, eighth) for sitting in sittings for eighth in range(len(MORNING))]
    weights = [weight for shape in shapes for weight in shape]
    people, places = [], Counter[tuple[str, int]]()
    for _ in range(coming):
        (service,) = random.choices(services, shares)
        ((sitting, eighth),) = random.choices(eighths, weights)
        start, end = sitting
        at = start + round((end - start) * (eighth + random.random()) / len(MORNING))
        slot = _slot(service, sitting, at, places, random)
        if slot is not None:
            at = max(start, slot - random.randint(*EARLY) * MINUTE)
        people.append(somebody(random, at, service.id, service.minutes, priorities, slot))
    return sorted(people, key=lambda each: each.at)


def _slot(
    service: Service,
    sitting: Sitting,
    at: int,
    places: Counter[tuple[str, int]],
    random: Random,
) -> int | None:
    """The slot around `at` for some of those who may book, while it has places. ms UTC."""
    if service.slots is None or random.random() >= APPOINTED:
        return None
    (start, end), step = sitting, service.slots.minutes * MINUTE
    slot = start + (at - start) // step * step
    if slot + step > end or places[service.id, slot] >= service.slots.places:
        return None
    places[service.id, slot] += 1
    return slot
