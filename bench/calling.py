"""From the officer's press to the display, one at a time and thirty-one in a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from bench.figures import Figure, void_counts
from bench.printer import Printer
from bench.screens import Screens
from bench.servers import PAPERLESS, Asker, Running, product, settings, yardstick
from practice.summary import percentile

COUNTERS = 31
PRESSERS = 8
Press = Callable[[Asker, int], bool]
"""Presses once for a counter; whether the server says that it was done."""


def measure(rounds: int, presses: int) -> list[Figure]:
    """Next → display, then bursts of 31 with all counters' pages open."""
    half = Figure("next → display p50", "ms", 2.0)
    slow = Figure("next → display p99", "ms", 3.0)
    burst = Figure("burst of 31 → display p99", "ms", 5.0)
    for _ in range(rounds):
        with yardstick() as bare, ExitStack() as screens:
            display = _open(screens, bare, "hall")
            took = _one_by_one(bare.port, display, _emit, presses)
            half.yardstick.append(percentile(took, 0.5))
            slow.yardstick.append(percentile(took, 0.99))
            _open(screens, bare, *["others"] * COUNTERS)
            burst.yardstick.append(percentile(_burst(bare.port, display, _emit), 0.99))
        _round(half, slow, burst, presses)
    burst.note = f"1 display and {COUNTERS} counters connected"
    return [half, slow, burst]


def _round(half: Figure, slow: Figure, burst: Figure, presses: int) -> None:
    printer = Printer()
    office = settings(printer=printer.port, counters=COUNTERS)
    with product(office) as served, ExitStack() as screens:
        _fill(served.port, presses + 3 * COUNTERS)
        display = _open(screens, served, "board-tv1")
        _open(screens, served, "kiosk-k1")
        took = _one_by_one(served.port, display, _call, presses)
        half.product.append(percentile(took, 0.5))
        slow.product.append(percentile(took, 0.99))
        _open(screens, served, *[f"desk-{counter}" for counter in range(1, COUNTERS + 1)])
        burst.product.append(percentile(_burst(served.port, display, _call), 0.99))
        void = void_counts(
            "calls lost or doubled",
            {"pressed": presses + COUNTERS, "called events": display.count()},
        )
    printer.close()
    for figure in (half, slow, burst):
        figure.void = figure.void or void


def _open(screens: ExitStack, server: Running, *rooms: str) -> Screens:
    opened = Screens(server.base, *rooms)
    screens.callback(opened.close)
    return opened


def _fill(port: int, tickets: int) -> None:
    asker = Asker(port)
    for _ in range(tickets):
        asker.post(f"/kiosk/tickets?id={PAPERLESS}", {"service": "chung-thuc"})
    asker.close()


def _emit(asker: Asker, counter: int) -> bool:
    return asker.post("/events", {"counter": counter})[0] == 201


def _call(asker: Asker, counter: int) -> bool:
    return asker.post(f"/counter/{counter}/calls")[0] == 201


def _one_by_one(port: int, display: Screens, press: Press, presses: int) -> list[float]:
    """ms from the press until the display has it, counter by counter."""
    asker, took = Asker(port), []
    for i in range(presses):
        counter = i % COUNTERS + 1
        nth = len(display.calls[counter]) + 1
        since = time.perf_counter()
        if not press(asker, counter):
            raise RuntimeError(f"press {i} was refused")
        took.append((display.wait(counter, nth) - since) * 1000)
        if press is _call:
            asker.post(f"/counter/{counter}/starts")
    asker.close()
    return took


def _burst(port: int, display: Screens, press: Press) -> list[float]:
    """ms of 31 presses spread over one second, by eight hands.

    Each is counted from the moment at which it was to be made: a hand that is kept waiting by one
    press is late with its next, and that is the server's doing.
    """
    begun = time.perf_counter() + 0.1

    def hand(number: int) -> list[float]:
        asker, took = Asker(port), []
        for counter in range(1 + number, COUNTERS + 1, PRESSERS):
            nth = len(display.calls[counter]) + 1
            planned = begun + counter / COUNTERS
            time.sleep(max(0.0, planned - time.perf_counter()))
            if not press(asker, counter):
                raise RuntimeError(f"the press for counter {counter} was refused")
            took.append((display.wait(counter, nth) - planned) * 1000)
        asker.close()
        return took

    with ThreadPoolExecutor(PRESSERS) as hands:
        return [ms for took in hands.map(hand, range(PRESSERS)) for ms in took]
