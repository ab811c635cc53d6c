"""What can go wrong at a printer, on every line: sixteen ways, told once for all of them."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import serial
from fake_ports import FakePipe, FakePort
from fake_printer import FakePrinter, Paper
from slips import slip

from kiosk.bitmap import Bitmap
from kiosk.draw import draw
from kiosk.job import Wanted
from kiosk.line import Line
from kiosk.lp import Lp
from kiosk.operator import Operator
from kiosk.printer import Patience
from kiosk.receipt import ReceiptPrinter
from kiosk.records import Jobs
from kiosk.serial import Serial
from kiosk.tcp import Tcp
from office import Store

PATIENT = Patience(reply=10, look=0.2, rest=0.3)
"""Where an answer is expected, however slow the machine."""
SHORT = replace(PATIENT, reply=0.3, stall=0.5, fence=0.6)
"""Where none will come."""
BRIEF = replace(PATIENT, fence=1)
"""Where it answers, but not when it is done."""
LINES = ("network", "serial", "lp", "pipe")
TRIES = 50
ROWS = 300
"""Of a slip's thousand, when something happens in the middle."""


@dataclass(frozen=True)
class Way:
    """One misbehaviour: how the printer is before the slip, and how it is mended.

    `turned`: how it becomes in the middle of the slip. `asked`: how long it is waited for before
    the slip, `sent`: from the first byte on. `known`: it has printed a slip before. `lines`: where
    it can happen at all.
    """

    name: str
    before: dict[str, Any] = field(default_factory=dict)
    mended: dict[str, Any] = field(default_factory=dict)
    turned: dict[str, Any] = field(default_factory=dict)
    asked: Patience = PATIENT
    sent: Patience = PATIENT
    known: bool = True
    busy: bool = False
    power: bool = False
    lines: tuple[str, ...] = LINES

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


OLD = b"\x11\x10\x00\x0c\x00\x12\x37\x229999\x00\xff\x1e"
ONLY_STATUS = {"answers": frozenset({"status"})}
WAYS = (
    Way("all is well"),
    Way("off, or the cable is out", {"refuse": True}, {"refuse": False}),
    Way("hangs before the slip", {"hang": True}, {"hang": False}, asked=SHORT, sent=SHORT),
    Way("hangs in the middle", {}, {"hang": False}, {"hang": True}, sent=SHORT),
    Way("says nothing from the first day", {"mute": True}, asked=SHORT, sent=SHORT, known=False),
    Way("the line breaks in the middle", {"reset_after": 30_000}, {"reset_after": None}),
    Way("no paper", {"paper": False}, {"paper": True}, sent=SHORT),
    Way("the paper ends in the middle", {"paper_rows": ROWS}, {"paper": True}, sent=SHORT),
    Way("little paper left", {"near_end": True}),
    Way("cover open", {"cover": True}, {"cover": False}, sent=SHORT),
    Way("the cover is opened in the middle", {}, {"cover": False}, {"cover": True}, sent=SHORT),
    Way("a slow mechanism", {"row_seconds": 0.0003}),
    Way("old words on the line", {"chatter": OLD}),
    Way("somebody else prints", busy=True, asked=SHORT, lines=("network", "serial")),
    Way("power cut in the middle", turned={"hang": True, "error": True}, power=True, sent=SHORT),
    Way("answers about paper, not about slips", ONLY_STATUS, sent=BRIEF, known=False),
)


@dataclass(frozen=True)
class Outcome:
    """What became of a number: its job's states, and the whole slips of it that came out."""

    states: tuple[str, ...]
    papers: int

    def __str__(self) -> str:
        return f"{' → '.join(self.states)} · {self.papers}"


@cache
def picture(label: str) -> Bitmap:
    return Bitmap.of(draw(slip(label=label)))


def shows(paper: Paper, label: str) -> bool:
    wanted = picture(label).image()
    return paper.image.size == wanted.size and paper.image.tobytes() == wanted.tobytes()


class Stand:
    """A printer at one line, its operator, and the records of its jobs."""

    def __init__(self, line: str, folder: Path, stack: ExitStack) -> None:
        self.line = line
        self.path = path = folder / "printer"
        fakes: dict[str, Callable[[], FakePrinter]] = {
            "network": FakePrinter,
            "pipe": partial(FakePipe, path),
        }
        self.fake = stack.enter_context(fakes.get(line, partial(FakePort, path))())
        opened: dict[str, Callable[[], Line]] = {
            "network": partial(Tcp, "127.0.0.1", self.fake.port, 3),
            "serial": partial(Serial, str(path), 115_200),
        }
        self.printer = ReceiptPrinter(opened.get(line, partial(Lp, path)), 576, PATIENT)
        store = Store(folder / "jobs.db", bound=False)
        stack.callback(store.close)
        self._store = store
        self.jobs = Jobs(store)
        self._sent = PATIENT
        self.operator = Operator(
            "p1",
            self.printer,
            self.jobs,
            compose=lambda job, width: (label(job.ticket or 0), picture(label(job.ticket or 0))),
            now=lambda: 0,
            changed=self._changed,
            patience=PATIENT,
        )

    def order(self, number: int) -> int:
        with self._store.transaction() as tx:
            self.jobs.add(tx, Wanted("2026-03-10", number, "k1", "p1", 0, False))
        job = self.jobs.next("p1")
        assert job is not None
        return job.id

    def step(self, job: int, asked: Patience = PATIENT, sent: Patience = PATIENT) -> str:
        """Try it once; the state that it comes to."""
        self.printer._patience = asked
        self._sent = sent
        self.operator.step()
        found = self.jobs.get(job)
        assert found is not None
        return found.state

    def _changed(self, printer: str) -> None:
        """First of all it is told that the slip is begun."""
        self.printer._patience = self._sent

    def finish(self, job: int, asked: Patience = PATIENT, sent: Patience = PATIENT) -> str:
        """Try it until it is not queued any more, as the operator does."""
        for _ in range(TRIES):
            if (state := self.step(job, asked, sent)) != "queued":
                return state
        raise AssertionError("the slip is not sent at all")

    def well(self, number: int, asked: Patience, sent: Patience) -> None:
        """A slip of a printer in order; somebody holds the paper of one that says nothing."""
        state = self.finish(self.order(number), asked, sent)
        self.fake.wait_for(lambda papers: any(shows(paper, label(number)) for paper in papers))
        if state == "unsure":
            self.printer.trust()


def label(number: int) -> str:
    return f"A{number:03d}"


def run(way: Way, line: str) -> Outcome:
    """The number 8, printed while the printer misbehaves; AssertionError if 9 suffers from it."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        stand = Stand(line, Path(folder), stack)
        if way.known:
            stand.well(7, PATIENT, PATIENT)
        stand.fake.behave(**way.before)
        if way.turned:
            stand.fake.behave(turn_rows=ROWS, turn=tuple(way.turned.items()))
        job = stand.order(8)
        with busy(stand) if way.busy else ExitStack():
            states = [stand.step(job, way.asked, way.sent)]
        if way.power:
            stand.fake.lose_power()
            stand.fake.behave(hang=False, error=False, turn_rows=None)
        stand.fake.behave(**way.mended)
        if states == ["queued"]:
            states.append(stand.finish(job))
        mute = (way.asked, way.sent) if not way.known else (PATIENT, PATIENT)
        stand.well(9, *mute)
        papers = [paper for paper in stand.fake.papers if paper.image.height]
        whole = [number for paper in papers for number in (7, 8, 9) if shows(paper, label(number))]
        assert whole.count(9) == 1
        assert len(papers) - len(whole) <= 1, "more than one torn piece"
        assert not stand.fake.strays
        return Outcome(tuple(states), whole.count(8))


@contextmanager
def busy(stand: Stand) -> Iterator[None]:
    """Somebody else holds the line."""
    if stand.line == "network":
        with socket.create_connection(("127.0.0.1", stand.fake.port)) as other:
            other.settimeout(20)
            other.sendall(b"\x10\x04\x01")
            while other.recv(1) != b"\x12":
                pass  # an answer to the job before may still come first
            yield
    else:
        with serial.Serial(os.path.realpath(stand.path), exclusive=True):
            yield
