"""What two years and more of history cost: the same presses on a new file and on an old one."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from bench.figures import Figure
from bench.records import repeat
from bench.servers import settings
from office import By, Office, Store
from office.ward import Ward
from practice.clock import JumpingClock
from practice.headless import live
from practice.load import REFERENCE
from practice.sittings import sittings_of

DAYS = 800
LIVED = date(2026, 3, 10)
TODAY = LIVED + timedelta(days=1)
ROUND = 50
"""Paired calls of which one median is taken."""
KIOSK, DESK = By(surface="bench"), By(surface="bench", staff=True)


def measure(pairs: int, days: int = DAYS) -> list[Figure]:
    """next, issue and ahead; without a sync at each commit, which would hide the difference."""
    ward = settings().ward().model_copy(update={"always_open": True})
    figures = {name: Figure(name, "ms", 1.15) for name in ("issue", "next", "ahead")}
    with tempfile.TemporaryDirectory("", "goiso-bench-") as folder:
        old = _with_history(ward, Path(folder), days)
        offices = [_office(ward, old), _office(ward, Path(folder) / "new.db")]
        took: dict[str, list[list[float]]] = {name: [[], []] for name in figures}
        tickets = [[_take(office)] for office in offices]
        for office in offices:
            for counter in office.map.counters:
                office.desk(counter, "open", by=DESK)
        for i in range(pairs):
            # First the one, then the other: what the machine does meanwhile hits both.
            for side in (0, 1) if i % 2 else (1, 0):
                office, mine = offices[side], tickets[side]
                took["issue"][side].append(_ms(partial(_take_one, office, mine)))
                took["ahead"][side].append(_ms(partial(office.ticket_facts, mine[-1])))
                took["next"][side].append(_ms(partial(office.call_next, 1, by=DESK)))
                office.start(1, by=DESK)
        for office in offices:
            office.store.close()
    for name, figure in figures.items():
        product, bare = took[name]
        for start in range(0, pairs, ROUND):
            figure.product.append(median(product[start : start + ROUND]))
            figure.yardstick.append(median(bare[start : start + ROUND]))
        figure.name = f"{name} after {days} days ÷ new file"
    figures["issue"].note = f"{pairs} paired calls; the yardstick is the same core on an empty file"
    return list(figures.values())


def _with_history(ward: Ward, folder: Path, days: int) -> Path:
    """One lived day, repeated on the days before it."""
    file = folder / "old.db"
    hours = ward.model_copy(update={"always_open": False})
    for _ in live(hours, file, first=LIVED, days=1, citizens=REFERENCE, seed=1):
        pass
    repeat(file, LIVED.isoformat(), [str(LIVED - timedelta(days=n)) for n in range(1, days)])
    return file


def _office(ward: Ward, file: Path) -> Office:
    clock = JumpingClock(sittings_of(ward, TODAY)[0][0])
    return Office(Store(file, bound=False, synchronous="OFF"), ward, clock)


def _take(office: Office) -> int:
    ticket = office.issue("chung-thuc", by=KIOSK).ticket
    assert ticket is not None
    return ticket.id


def _take_one(office: Office, taken: list[int]) -> None:
    taken.append(_take(office))


def _ms(act: Callable[[], object]) -> float:
    since = time.perf_counter()
    act()
    return (time.perf_counter() - since) * 1000
