"""All counters call within a moment, in a served office with real sounds, three zones."""

from __future__ import annotations

import io
import sqlite3
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from guarded import until
from hall import Served, start

from bench.announcing import ZONES, burst, zoned
from bench.loudspeakers import Heard, Loudspeakers, ended, faults
from settings.written import dump

Opening = Callable[[int], Served]
DISPLAYS = {zone: zone for zone in ZONES}
SECONDS = 60


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Opening]:
    """A demo with so many open counters."""
    opened: list[Served] = []

    def open_with(counters: int) -> Served:
        file = tmp_path / "config.yaml"
        file.write_text(dump(zoned(counters)), "utf-8")
        opened.append(start("demo", file, tmp_path / "data", tmp_path / "log.txt"))
        return opened[0]

    yield open_with
    for served in opened:
        served.stop()


def is_saying(served: Served, listens: Loudspeakers) -> bool:
    """Whether a sentence is being said, and the server has noted all that were begun."""
    heard = list(listens.heard)
    records = sqlite3.connect(served.data / "goiso.db")
    try:
        noted = {seq for (seq,) in records.execute("SELECT seq FROM spoken")}
    finally:
        records.close()
    begun = {seq for each in heard for seq in each.seqs}
    return begun <= noted and any(each.ends > time.perf_counter() + 0.5 for each in heard)


def length(sound: bytes) -> int:
    """ms of a WAV."""
    with wave.open(io.BytesIO(sound)) as read:
        return int(read.getnframes() * 1000 / read.getframerate())


def test_nine_that_call_within_a_second_are_each_heard_once_in_their_order(
    opening: Opening,
) -> None:
    served = opening(9)
    with closing(Loudspeakers(served.base, DISPLAYS, pace=0.05)) as listens:
        burst(served.port, 9, 1.0)
        listens.wait(9, SECONDS)
    assert faults(listens.heard, sorted(listens.counters)) == ""
    assert {ZONES[counter % 3] for counter in listens.counters.values()} == {*ZONES}
    for each in listens.heard:
        assert {ZONES[listens.counters[seq] % 3] for seq in each.seqs} == {each.zone}
        assert each.text.startswith("Xin mời số ")
        assert length(served.get(each.url).content) > 2_000


@pytest.mark.long
@pytest.mark.parametrize("counters", [15, 31])
def test_none_is_lost_when_all_call_within_a_minute_in_real_time(
    opening: Opening, counters: int
) -> None:
    served = opening(counters)
    with closing(Loudspeakers(served.base, DISPLAYS)) as listens:
        burst(served.port, counters, 60.0)
        listens.wait(counters, 2 * SECONDS)
    assert len(listens.counters) == counters
    assert faults(listens.heard, sorted(listens.counters)) == ""


@pytest.mark.long
def test_a_server_that_is_started_anew_in_the_burst_goes_on_where_it_was(
    opening: Opening,
) -> None:
    """What was being said when it was killed counts as said; everything else is said once."""
    served = opening(31)
    before = Loudspeakers(served.base, DISPLAYS)
    burst(served.port, 31, 5.0)
    before.wait(3, SECONDS)
    assert until(lambda: is_saying(served, before), SECONDS)
    served.kill()
    heard = [seq for each in before.heard for seq in each.seqs]
    before.close()
    served.again()
    # A page says to its end what it has begun, and asks for more only then.
    time.sleep(max(0.0, max(each.ends for each in before.heard) - time.perf_counter()))
    with closing(Loudspeakers(served.base, DISPLAYS)) as after:
        after.wait(31 - len(heard), 2 * SECONDS)
    assert faults([*before.heard, *after.heard], sorted(before.counters)) == ""


def test_three_calls_are_heard_though_no_zone_is_ever_silent_for_all() -> None:
    """Three zones that speak in turn leave no moment in which all of them are still."""
    begins = {"hall": 0.0, "floor": 2.0, "yard": 4.0}
    heard = [
        Heard(zone, (10 * at + turn,), "", "", begun + 6.0 * turn, begun + 6.0 * turn + 6.0)
        for at, (zone, begun) in enumerate(begins.items())
        for turn in range(2)
    ]
    assert [ended(heard, now) for now in (5.9, 6.0, 8.0, 10.0, 16.0)] == [0, 1, 2, 3, 6]


def test_a_call_undone_in_the_backlog_is_in_no_sentence(opening: Opening) -> None:
    served = opening(9)
    with closing(Loudspeakers(served.base, DISPLAYS, pace=0.2)) as listens:
        pressed = burst(served.port, 9, 0.2)
        last = max(pressed, key=pressed.__getitem__)
        undone: Any = served.post(f"/counter/{last}/undos")
        assert undone.status_code in (200, 201), undone.text
        listens.wait(8, SECONDS)
        # Whoever is called after it would be heard after it.
        called: Any = served.post(f"/counter/{last}/calls")
        assert called.status_code == 201, called.text
        listens.wait(9, SECONDS)
    said = [listens.counters[seq] for each in listens.heard for seq in each.seqs]
    assert sorted(said) == [*range(1, 10)]
    assert max(listens.counters) in {seq for each in listens.heard for seq in each.seqs}
