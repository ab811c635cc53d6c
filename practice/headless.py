"""Whole days without pages, sound or paper: the clock jumps from one event to the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from office import Office, Store
from office.clock import MINUTE
from office.ward import Ward
from practice.clock import JumpingClock
from practice.days import Practice
from practice.sittings import sittings_of, working_days

EARLY = 30 * MINUTE


def live(
    ward: Ward, file: Path, *, first: date, days: int, citizens: int, seed: int
) -> Iterator[tuple[Office, date]]:
    """Lives through that many working days in a file of its own; yields each when it is over.

    A power cut may damage the file: `synchronous` is off, since nothing in it is real.
    """
    coming = list(islice(working_days(ward, first), days))
    if not coming:
        return
    clock = JumpingClock(sittings_of(ward, coming[0])[0][0] - EARLY)
    store = Store(file, bound=False, synchronous="OFF")
    try:
        office = Office(store, ward, clock)
        practice = Practice(office, citizens, seed)
        for day in coming:
            clock.set(sittings_of(ward, day)[0][0] - EARLY)
            office.tick()
            practice.begin(day)
            while not practice.is_over():
                clock.set(practice.next() or 0)
                practice.do()
            practice.end()
            yield office, day
    finally:
        store.close()
