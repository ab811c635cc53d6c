"""The work beside the requests: every job is kept going, and the clock's own work."""

from __future__ import annotations

import time
from collections.abc import Callable

import gevent

from web.faults import fenced
from web.guard import Guard
from web.health import Light
from web.parts import Parts
from web.words import _

Job = Callable[[], None]
AGAIN_SECONDS = 5
TICK_SECONDS = 10
# A job that fails at every try stays red from one try to the next.
SHOWN_SECONDS = 6 * AGAIN_SECONDS
# What also changes when nothing happens but time.
SHOWS_TIME = ("board", "desk-", "kiosk-", "home", "hall-")


class Jobs:
    """Keeps jobs going: one that fails is logged, shown, and begun again."""

    def __init__(self, again: float = AGAIN_SECONDS) -> None:
        self._again = again
        self._failed_at: float | None = None

    def kept(self, name: str, job: Job) -> Job:
        """`job` with its faults fenced; it ends when `job` returns or its greenlet is killed."""

        def keep() -> None:
            while True:
                try:
                    return job()
                except Exception as error:  # noqa: BLE001 - the next try may go well
                    fenced(name, error)
                self._failed_at = time.monotonic()
                gevent.sleep(self._again)

        return keep

    def light(self) -> Light:
        if self._failed_at is None or time.monotonic() - self._failed_at > SHOWN_SECONDS:
            return Light("work", "ok", _("Tốt"))
        return Light("work", "fail", _("Có việc bị dừng"), _("đang chạy lại"))


def tick(parts: Parts) -> None:
    """What the clock alone brings about: the day's own moves, and screens of the new time."""
    try:
        parts.office.tick()
    finally:
        for prefix in SHOWS_TIME:
            parts.live.touch_all(prefix)


def ticking(parts: Parts) -> Job:
    def work() -> None:
        while True:
            tick(parts)
            gevent.sleep(TICK_SECONDS)

    return work


def each_second(*acts: Callable[[], None]) -> Job:
    def work() -> None:
        while True:
            for act in acts:
                act()
            gevent.sleep(1)

    return work


def renewing(guard: Guard, own_hosts: Callable[[], set[str]]) -> Job:
    """A job of its own, as asking for a name may take long: a router may give another address."""

    def work() -> None:
        while True:
            guard.own = own_hosts()
            gevent.sleep(TICK_SECONDS)

    return work
