"""What the server adds to a citizen's time at the kiosk, at the peak, phones open in the hall."""

from __future__ import annotations

import time

from bench.figures import Figure, void_counts
from bench.printer import Printer
from bench.records import kept
from bench.screens import Screens
from bench.servers import PAPERLESS, Asker, product, settings
from practice.summary import percentile

PEAK = 17
"""Numbers a minute, when 1,200 people come in a day."""
PHONES = 200
CALLING = 1


def measure(rounds: int, citizens: int) -> list[Figure]:
    """ms from the touch to the number with its code; a call after each tells every phone."""
    share = Figure(f"number and code p95, {PEAK}/min, {PHONES} phones", "ms", 100.0)
    for _ in range(rounds):
        printer = Printer()
        with product(settings(printer=printer.port)) as served:
            asker = Asker(served.port)
            tokens = [_take(asker, f"?id={PAPERLESS}") for _ in range(PHONES)]
            screens = Screens(served.base, "board-tv1", *[f"ticket-{token}" for token in tokens])
            share.product.append(percentile(_arrive(asker, citizens), 0.95))
            screens.close()
            asker.close()
            tickets = kept(served.data / "goiso.db")["tickets"]
        printer.close()
        counts = {"answers": PHONES + citizens, "tickets": tickets}
        share.void = share.void or void_counts("numbers lost or doubled", counts)
    share.note = f"{citizens} citizens a round, at the pace of the peak"
    return [share]


def _arrive(asker: Asker, citizens: int) -> list[float]:
    """ms of each, counted from the moment at which it was to come."""
    begun, took = time.perf_counter() + 0.5, []
    for index in range(citizens):
        planned = begun + index * 60 / PEAK
        time.sleep(max(0.0, planned - time.perf_counter()))
        _code(asker, _take(asker))
        took.append((time.perf_counter() - planned) * 1000)
        asker.post(f"/counter/{CALLING}/calls")
        asker.post(f"/counter/{CALLING}/starts")
    return took


def _take(asker: Asker, kiosk: str = "") -> str:
    status, answer = asker.post(f"/kiosk/tickets{kiosk}", {"service": "chung-thuc"})
    if status != 201:
        raise RuntimeError(f"no number was given: {answer}")
    return str(answer["ticket"]["token"])


def _code(asker: Asker, token: str) -> None:
    status, _ = asker.post("/kiosk/codes", {"token": token})
    if status != 200:
        raise RuntimeError("no code was given")
