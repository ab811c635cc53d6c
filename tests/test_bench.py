"""The bench: what its figures mean, and that it counts what it measures."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hall import ROOT

from bench import report
from bench.drawing import drawing
from bench.figures import Figure, void_counts, void_yardstick
from bench.history import LIVED, measure
from bench.printer import Printer
from bench.records import repeat
from bench.servers import settings
from kiosk.bitmap import Bitmap
from kiosk.printer import Patience
from kiosk.receipt import ReceiptPrinter
from kiosk.tcp import Tcp
from office import Store
from practice.headless import live
from practice.summary import percentile


def test_a_ratio_is_the_median_of_its_rounds() -> None:
    figure = Figure("issue", "/s", 0.5, "higher", [600, 400, 900], [1000, 1000, 1000])
    assert (figure.value, figure.spread, figure.reached) == (0.6, (0.4, 0.9), True)
    alone = Figure("start", "s", 1.5, product=[2.0, 1.0, 3.0])
    assert (alone.value, alone.reached) == (2.0, False)


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([5, 1, 4, 2, 3], 0.5) == 3
    assert percentile(range(1, 101), 0.99) == 99
    assert percentile([7], 0.99) == 7


def test_a_slow_yardstick_and_a_slow_generator_prove_nothing() -> None:
    assert "under 500" in void_yardstick(499, 10_000)
    assert "of the generator's 1000" in void_yardstick(701, 1_000)
    assert void_yardstick(699, 1_000) == ""


def test_a_lost_or_doubled_number_makes_the_round_void() -> None:
    assert void_counts("numbers", {"answers": 7, "tickets": 7, "jobs": 7}) == ""
    assert void_counts("numbers", {"answers": 7, "tickets": 8}) == "numbers: answers 7, tickets 8"


def test_the_table_and_the_drawing_say_what_falls_short_and_what_is_void() -> None:
    figures = [
        Figure("a", "ms", 3.0, product=[9.0], yardstick=[1.0]),
        Figure("b", "ms", 3.0, product=[2.0], yardstick=[1.0]),
        Figure("c & d", "/s", 0.5, "higher", [9.0], [1.0], void="nothing was counted"),
    ]
    lines = report.table(figures).splitlines()
    assert lines[2].endswith("falls short")
    assert not lines[3].endswith("short")
    assert lines[4].endswith("VOID")
    assert lines[-1] == "c & d: nothing was counted"
    drawn = ElementTree.fromstring(drawing(figures))
    assert [each.text for each in drawn.iter() if each.text == "c & d"]


def test_the_benchs_printer_takes_slips_as_a_real_one_would() -> None:
    printer = Printer()
    network = ReceiptPrinter(partial(Tcp, "127.0.0.1", printer.port, 3), 576, Patience())
    for job in range(3):
        assert (
            network.print(job, "A001", Bitmap(576, bytes(72 * 40)), lambda: None).state == "printed"
        )
    assert printer.slips == 3
    printer.close()


def test_a_repeated_day_makes_a_history_of_its_own() -> None:
    figures = measure(60, days=3)
    assert [figure.name.split()[0] for figure in figures] == ["issue", "next", "ahead"]
    assert all(len(figure.product) == len(figure.yardstick) == 2 for figure in figures)


def test_each_repeated_day_has_its_own_moments(tmp_path: Path) -> None:
    file = tmp_path / "goiso.db"
    ward = settings().ward()
    for _ in live(ward, file, first=LIVED, days=1, citizens=20, seed=1):
        pass
    days = [str(LIVED - timedelta(days=n)) for n in (1, 2)]
    repeat(file, str(LIVED), days)
    store = Store(file, bound=False)
    by_day = store.all(
        "SELECT day, count(*) AS people, min(taken_at) AS first, max(state_at) AS last"
        " FROM tickets GROUP BY day ORDER BY day"
    )
    store.close()
    assert [row["day"] for row in by_day] == [*reversed(days), str(LIVED)]
    assert {row["people"] for row in by_day} == {20}
    for earlier, later in itertools.pairwise(by_day):
        assert later["first"] - earlier["first"] == later["last"] - earlier["last"] == 86_400_000


@pytest.mark.long
@pytest.mark.alone
def test_a_quick_bench_counts_right_and_leaves_its_results(tmp_path: Path) -> None:
    command = [sys.executable, "run.py", "bench", "--quick", "--only", "issue,display,slip"]
    told = subprocess.run(
        [*command, "--out", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in told.stderr, told.stderr
    found = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    names = [figure["name"] for figure in found["figures"]]
    assert names[:2] == ["issue, 1 client", "issue p99, 1 client"]
    # A busy machine may void a figure for its speed, never for a lost or doubled number.
    assert not [f["void"] for f in found["figures"] if "doubled" in f["void"]]
    assert (tmp_path / "bench.svg").read_text("utf-8").startswith("<svg")
