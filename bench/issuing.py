"""Numbers a second, at one client and at eight, beside one durable row for each request."""

from __future__ import annotations

from bench.figures import Figure, void_counts, void_yardstick
from bench.load import GENERATOR, Load, load
from bench.printer import Printer
from bench.records import kept
from bench.screens import Screens
from bench.servers import Asker, product, settings, yardstick

CLIENTS = (1, 8)


def measure(rounds: int, seconds: float) -> list[Figure]:
    figures = []
    for clients in CLIENTS:
        rate = Figure(f"issue, {clients} client{'s' * (clients > 1)}", "/s", 0.5, "higher")
        slow = Figure(f"issue p99, {clients} client{'s' * (clients > 1)}", "ms", 3.0)
        figures += [rate, slow]
    top = _ceiling(seconds)
    for _ in range(rounds):
        with yardstick() as bare:
            for clients, rate, slow in zip(CLIENTS, figures[::2], figures[1::2], strict=True):
                loaded = load(bare.port, "/rows", clients, seconds)
                rate.yardstick.append(loaded.per_second)
                slow.yardstick.append(loaded.p99)
                void = void_yardstick(loaded.per_second, top[clients]) or _wrong(loaded)
                rate.void, slow.void = rate.void or void, slow.void or void
        _round(figures, seconds)
    for clients, rate in zip(CLIENTS, figures[::2], strict=True):
        rate.note = f"load by {GENERATOR}; its ceiling {top[clients]:.0f}/s"
    return figures


def _ceiling(seconds: float) -> dict[int, float]:
    with yardstick(ceiling=True) as bare:
        return {clients: load(bare.port, "/", clients, seconds).per_second for clients in CLIENTS}


def _round(figures: list[Figure], seconds: float) -> None:
    """One start of the product, with a printer, a display that sounds and a kiosk."""
    printer = Printer()
    with product(settings(printer=printer.port)) as served:
        screens = Screens(served.base, "board-tv1", "kiosk-k1")
        _warm(served.port)
        answered = 1
        for clients, rate, slow in zip(CLIENTS, figures[::2], figures[1::2], strict=True):
            loaded = load(served.port, "/kiosk/tickets", clients, seconds)
            rate.product.append(loaded.per_second)
            slow.product.append(loaded.p99)
            answered += loaded.requests
            rate.void = rate.void or _wrong(loaded)
        screens.close()
        found = kept(served.data / "goiso.db")
    printer.close()
    # What was under way when the load stopped may have been given without being counted.
    late = found["tickets"] - answered
    if 0 <= late <= sum(CLIENTS):
        answered = found["tickets"]
    void = void_counts("numbers lost or doubled", {"answers": answered, **found})
    for figure in figures:
        figure.void = figure.void or void


def _wrong(loaded: Load) -> str:
    return f"{loaded.wrong} answers were no 201" if loaded.wrong else ""


def _warm(port: int) -> None:
    asker = Asker(port)
    asker.post("/kiosk/tickets", {"service": "chung-thuc"})
    asker.close()
