"""axe-core finds nothing on any display, nor anything it could not decide, calm and in a burst."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from axe import AXE, LOOK
from hall import Pages, Served, start, write_config
from hallboard import Snapshot, hand, handed, large, told

pytestmark = pytest.mark.browser

NAME = {"vi": "Bảng"}
DISPLAYS: dict[str, dict[str, Any]] = {
    "near": {"viewing_distance_m": "3.6", "lists": ["counters", "waiting"]},
    "far": {"screen_inches": "49", "lists": ["next"]},
    "notices": {"layout": "notices"},
    "media": {"layout": "media"},
    "totem": {"layout": "totem", "screen_inches": "43", "lists": ["missed"]},
    "zones": {"zones": ["hall", "yard"]},
    "counter": {"layout": "counter", "counter": "3", "screen_inches": "15"},
}
ZONES = [{"id": "hall", "name": {"vi": "Tầng 1"}}, {"id": "yard", "name": {"vi": "Tầng 2"}}]
NOTICE = [{"id": 1, "vi": "Chiều nay bộ phận Đất đai nghỉ", "en": None, "speaking": True}]
MINUTE, TOGETHER = 60_000, 500
QUICK = [("far", "vi"), ("zones", "en")]
EVERY = [
    pytest.param(*each, marks=[] if each in QUICK else pytest.mark.long)
    for each in product(DISPLAYS, ("vi", "en"))
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("axe")
    displays = [
        {"id": id_, "name": NAME, "zone": "hall", "officer": "yes", **each}
        for id_, each in DISPLAYS.items()
    ]
    changes = {"voices.engines": [], "displays": displays, "zones": ZONES, "office.recorded": "yes"}
    config = write_config(folder / "config.yaml", changes)
    served = start("demo", config, folder / "data", folder / "log.txt")
    yield served
    served.stop()


STATES: dict[str, Snapshot] = {
    "calm": told(large(9, MINUTE), caption=[]),
    "burst": told(large(5, TOGETHER, day="burst")),
    "many": told(large(31, TOGETHER, day="many")),
    "notice": told(large(9, MINUTE, day="notice"), caption=[], notices=NOTICE, muted=1),
    "nobody": told(large(0, MINUTE, day="nobody"), caption=[], open=False, desks=[]),
}


def faults(page: Any, name: str) -> list[str]:
    """What axe says of each state; at last the server is lost."""
    found = []
    for state, make in STATES.items():
        hand(page, make)
        found += [f"{name}, {state}: {fault}" for fault in page.evaluate(LOOK)]
    page.evaluate("board.state(false)")
    return found + [f"{name}, lost: {fault}" for fault in page.evaluate(LOOK)]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_axe_finds_nothing_on_any_display(
    served: Served, pages: Pages, name: str, language: str
) -> None:
    size = (1080, 1920) if name == "totem" else (1920, 1080)
    page = handed(pages, served, f"?id={name}&lang={language}", *size)
    page.evaluate(AXE)
    assert faults(page, name) == []
