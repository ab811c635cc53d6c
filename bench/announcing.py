"""All counters call within a minute: how long after the press the hall has heard it."""

from __future__ import annotations

import random
import time
from typing import Any

from bench.figures import Figure
from bench.loudspeakers import Heard, Loudspeakers, faults
from bench.servers import PAPERLESS, START_SECONDS, Asker, product, settings
from config import Config
from practice.summary import percentile

BURSTS = (9, 15, 31)
ZONES = ("hall", "floor", "yard")
MINUTE = 60.0
LONGEST = 180.0
"""Seconds after the last press in which everything must have been heard."""
Pressed = dict[int, float]
"""The moment of each counter's press, by counter."""


def measure(bursts: tuple[int, ...], within: float) -> list[Figure]:
    """Seconds until the last word of the call that waited longest, beside the same calls said in
    full, one after the other; and ms to the chime where nobody was being called.

    `within` so many seconds each counter calls once.
    """
    chime = Figure("press → chime in a still zone, p95", "ms", 500.0)
    figures = []
    for counters in bursts:
        figure = Figure(f"{counters} calls, 3 zones: longest press → last word", "s", 1.1)
        with product(zoned(counters)) as served:
            listens = Loudspeakers(served.base, {zone: zone for zone in ZONES})
            pressed = burst(served.port, counters, within)
            listens.wait(counters, LONGEST)
            listens.close()
        seqs = sorted(listens.counters)
        wordless = [] if all(each.text for each in listens.heard) else ["a call without words"]
        lacking = [] if len(seqs) == counters else [f"{counters} presses, {len(seqs)} calls"]
        figure.void = ", ".join(filter(None, [faults(listens.heard, seqs), *wordless, *lacking]))
        told = {seq: pressed[listens.counters[seq]] for seq in seqs}
        figure.product.append(max(each.ends - told[seq] for each, seq in _calls(listens.heard)))
        figure.yardstick.append(one_by_one(listens.heard, told))
        chime.product += still(listens.heard, told)
        joined = sum(len(each.seqs) > 1 for each in listens.heard)
        figure.note = f"pressed within {within:.0f} s; {joined} joined sentences"
        figures.append(figure)
    chime.product = [percentile(chime.product, 0.95)]
    return [chime, *figures]


def zoned(counters: int) -> Config:
    """The shipped ward with so many counters in three zones, each with its loudspeaker."""
    config = settings(counters=counters)
    zones = tuple(config.zones[0].model_copy(update={"id": zone}) for zone in ZONES)
    display = config.displays[0]
    changes: dict[str, Any] = {
        "zones": zones,
        "displays": tuple(
            display.model_copy(update={"id": zone, "zone": zone, "sound": True}) for zone in ZONES
        ),
        "counters": tuple(
            each.model_copy(update={"zone": ZONES[each.id % len(ZONES)]})
            for each in config.counters
        ),
    }
    return config.model_copy(update=changes)


def burst(port: int, counters: int, within: float) -> Pressed:
    """Every counter calls once, in an order and at moments that are the same each time."""
    asker, pressed = Asker(port), {}
    for _ in range(counters):
        asker.post(f"/kiosk/tickets?id={PAPERLESS}", {"service": "chung-thuc"})
    _wait_for_a_voice(asker)
    chance = random.Random(counters)
    moments = sorted((chance.uniform(0, within), n) for n in range(1, counters + 1))
    begun = time.perf_counter()
    for moment, counter in moments:
        time.sleep(max(0.0, begun + moment - time.perf_counter()))
        pressed[counter] = time.perf_counter()
        status, answer = asker.post(f"/counter/{counter}/calls")
        if status != 201:
            raise RuntimeError(f"counter {counter} called nobody: {answer}")
    asker.close()
    return pressed


def _wait_for_a_voice(asker: Asker) -> None:
    """An engine that is still starting would leave the first calls with the chime alone."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if "espeak" in asker.get("/healthz")[1]["voice"]["detail"]:
            return
        time.sleep(0.1)
    raise RuntimeError("no voice has spoken")


def one_by_one(heard: list[Heard], pressed: dict[int, float]) -> float:
    """The longest wait for the last word if each call were said alone and in full."""
    alone = [each.ends - each.begun for each in heard if len(each.seqs) == 1]
    full, longest = max(alone, default=7.0), 0.0
    for zone in {each.zone for each in heard}:
        free = 0.0
        for seq in sorted(seq for each in heard if each.zone == zone for seq in each.seqs):
            free = max(free, pressed[seq]) + full
            longest = max(longest, free - pressed[seq])
    return longest


def still(heard: list[Heard], pressed: dict[int, float]) -> list[float]:
    """ms from the press to the chime of the calls that found their zone silent."""
    found = []
    for each in heard:
        since = pressed[each.seqs[0]]
        others = (other for other in heard if other.zone == each.zone and other != each)
        if all(other.begun > each.begun or other.ends + 1 < since for other in others):
            found.append((each.begun - since) * 1000)
    return found or [0.0]


def _calls(heard: list[Heard]) -> list[tuple[Heard, int]]:
    return [(each, seq) for each in heard for seq in each.seqs]
