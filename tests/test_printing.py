"""Sixteen ways to go wrong on every line: none comes out twice, and the next slip is whole."""

from __future__ import annotations

import pytest
from printing_matrix import LINES, WAYS, Way, run
from printing_table import HEADS, PAGE, cells

SAID = cells(PAGE.read_text("utf-8"))


def test_the_page_tells_of_every_way_and_line() -> None:
    assert len(WAYS) == 16
    assert list(HEADS) == list(LINES)
    assert set(SAID) == {(way.name, line) for way in WAYS for line in LINES}
    assert all(SAID[way.name, line] == "–" for way in WAYS for line in set(LINES) - {*way.lines})


@pytest.mark.parametrize(
    ("way", "line"), [(way, line) for way in WAYS for line in way.lines], ids=str
)
def test_a_slip_ends_as_the_page_says_and_comes_out_once_at_most(way: Way, line: str) -> None:
    found = run(way, line)
    assert found.papers <= 1
    assert found.states[-1] in ("printed", "unsure")
    assert found.papers == 1 or found.states[-1] == "unsure"
    assert str(found) == SAID[way.name, line]
