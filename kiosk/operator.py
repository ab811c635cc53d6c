"""Stands at one printer: takes its slips one after the other, and keeps an eye on the paper."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from kiosk.bitmap import Bitmap
from kiosk.job import Job, State
from kiosk.printer import Patience, Printer, Sent
from kiosk.records import Jobs
from web.faults import fenced


class Operator:
    """One worker for one printer.

    `compose` draws a job's slip (label, dots); `now` is ms UTC; `changed` is told of every change
    that somebody may be looking at. Tries again by itself only while nothing was sent.
    """

    def __init__(
        self,
        id: str,
        printer: Printer,
        jobs: Jobs,
        *,
        compose: Callable[[Job, int], tuple[str, Bitmap]],
        now: Callable[[], int],
        changed: Callable[[str], None],
        patience: Patience,
    ) -> None:
        self.id = id
        self.printer = printer
        self._jobs = jobs
        self._compose = compose
        self._now = now
        self._changed = changed
        self._patience = patience
        self._wake = Event()
        self._over = Event()
        self._resting = False
        self._errand: Callable[[Printer], None] | None = None
        self.at_work = False
        self._drawn: tuple[int, str, Bitmap] | None = None

    def run(self) -> None:
        """Until `stop`. What goes wrong with one slip does not keep the next from its turn."""
        told = self.printer.status, self.printer.traits
        while not self._over.is_set():
            self.at_work = True
            try:
                pause = self._patience.idle if self._resting else self.step()
            except Exception as error:  # noqa: BLE001 - the next slip may be printed all the same
                fenced(f"printer {self.id}", error)
                pause = self._patience.retry
            finally:
                self.at_work = False
            if (self.printer.status, self.printer.traits) != told:
                told = self.printer.status, self.printer.traits
                self._changed(self.id)
            self._wake.wait(pause)
            self._wake.clear()

    def step(self) -> float:
        """Do what there is to do; the seconds until there may be more."""
        errand, self._errand = self._errand, None
        if errand:
            errand(self.printer)
            return 0
        job = self._jobs.next(self.id)
        if job is None:
            self._drawn = None
            self.printer.look()
            return self._patience.idle
        if self._now() - job.queued_at > self._patience.expire * 1000:
            self._move(job, "expired", job.trouble)
            return 0
        sent = self._print(job)
        if sent is None:
            self._move(job, "failed", "error")
        elif sent.state != "queued":
            self._move(job, sent.state, sent.trouble)
        else:
            now = self._jobs.get(job.id)
            if now and (now.state, now.trouble) != ("queued", sent.trouble):
                self._move(job, "queued", sent.trouble)
            return self._patience.retry
        return 0

    def wake(self) -> None:
        self._wake.set()

    def send(self, errand: Callable[[Printer], None]) -> None:
        """Something else to do at the printer, between two slips."""
        self._errand = errand
        self._wake.set()

    def rest(self, resting: bool) -> None:
        """Begin no further slip while resting; `at_work` tells whether one is still under way."""
        self._resting = resting
        self._wake.set()

    def stop(self) -> None:
        self._over.set()
        self._wake.set()

    def _print(self, job: Job) -> Sent | None:
        """None: the slip cannot be made. A fault once it was begun leaves it unsure."""
        begun = False

        def begin() -> None:
            nonlocal begun
            self._move(job, "printing")
            begun = True

        try:
            if self._drawn is None or self._drawn[0] != job.id:
                self._drawn = (job.id, *self._compose(job, self.printer.width))
            _, label, slip = self._drawn
            return self.printer.print(job.id, label, slip, begin)
        except Exception as error:  # noqa: BLE001 - a device's fault is a state of the job
            fenced(f"slip {job.id} at printer {self.id}", error)
            return Sent("unsure", "error") if begun else None

    def _move(self, job: Job, state: State, trouble: str | None = None) -> None:
        self._jobs.move(job.id, state, self._now(), trouble)
        self._changed(self.id)
