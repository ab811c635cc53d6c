"""An office with one kiosk and its press, for the tests of paper."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hall import HallClock

from access.register import Register
from config import Config, Printer
from kiosk.press import Press
from kiosk.printer import Patience
from office import By, Office, Store, Ticket
from web.catalogs import Catalogs
from web.health import Health
from web.parts import Parts

CITIZEN = By("kiosk", "k1")
QUICK = Patience(reply=2, stall=0.5, fence=6, look=0.2, retry=0.05, idle=0.2)
UNHEARD = replace(QUICK, fence=2, rest=1)
"""For a word that never comes."""
MUTE = replace(UNHEARD, reply=0.5)
"""For a printer that answers nothing at all."""
ENOUGH = 60


class Watcher:
    """Stands for the rooms: remembers which were touched."""

    def __init__(self) -> None:
        self.touched: set[str] = set()

    def touch(self, *rooms: str) -> None:
        self.touched.update(rooms)

    def touch_all(self, prefix: str) -> None:
        self.touched.add(prefix)


@dataclass
class Room:
    """An office with one kiosk and its press. `start` may be called again: the server's restart,
    from which another `patience` counts.
    """

    config: Config
    data: Path
    clock: HallClock
    patience: Patience = QUICK
    watcher: Watcher = field(default_factory=Watcher)
    crew: list[tuple[Press, threading.Thread]] = field(default_factory=list)

    def start(self, *, at_work: bool = True) -> Press:
        self.store = Store(self.data / "office.db", bound=False)
        ward = self.config.ward()
        self.office = Office(self.store, ward, self.clock)
        self.parts = Parts(
            self.config, ward, self.office, self.store, self._live(), Register(self.office),
            Health(), self.data, False, "http://192.168.1.20:8000", Catalogs(),
        )  # fmt: skip
        self.press = Press(self.parts, self.patience)
        if at_work:
            worker = threading.Thread(target=self.press.crew.work, daemon=True)
            worker.start()
            self.crew.append((self.press, worker))
        return self.press

    def _live(self) -> Any:
        return self.watcher

    def stop(self) -> None:
        for press, worker in self.crew:
            press.crew.stop()
            worker.join(ENOUGH)
        self.crew.clear()
        self.store.close()

    def take(self, **wish: Any) -> tuple[Ticket, int]:
        """A number taken at the kiosk, and its job."""
        service = self.config.services[0].id
        taken = self.office.issue(
            service, by=CITIZEN, also=lambda tx, ticket: self.press.job(tx, ticket, "k1"), **wish
        )
        self.press.crew.wake()
        assert taken.ticket is not None
        job = self.press.job_of(taken.ticket)
        assert job is not None
        return taken.ticket, job

    def wait(self, job: int, *states: str, trouble: str | None = None) -> dict[str, Any]:
        facts: dict[str, Any] = {}

        def come() -> bool:
            facts.update(self.press.facts(job))
            return facts["state"] in states and trouble in (None, facts["trouble"])

        until(come)
        return facts


def until(come: Callable[[], bool]) -> None:
    end = time.monotonic() + ENOUGH
    while not come():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


def room_with(printer: dict[str, Any], shipped: Config, data: Path, clock: HallClock) -> Room:
    described = Printer(id="p1", **printer)
    kiosks = (shipped.kiosks[0].model_copy(update={"id": "k1", "printer": "p1"}),)
    config = shipped.model_copy(update={"printers": (described,), "kiosks": kiosks})
    config._always_open = True
    return Room(config, data, clock)
