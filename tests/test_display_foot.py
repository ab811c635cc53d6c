"""The foot of a screen and what stands just above it, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hall import Pages, Served
from hallboard import hand, handed, large, told

pytestmark = pytest.mark.browser

RULER = (Path(__file__).parent / "layoutruler.js").read_text("utf-8")
SHAPES = {"calls": (1920, 1080), "totem": (1080, 1920)}
WORD = "Mời chủ xe biển số 15A-123.45 ra dời xe đang chắn lối ra của xe cứu thương "
# px from the end of the foot's lines to its own edges, the nearest of the two.
EDGE = """() => {
  const band = document.getElementById("notice").getBoundingClientRect();
  const lines = Array.from(document.querySelectorAll("#notice p b, #notice p span"))
    .map((line) => line.getBoundingClientRect());
  return Math.min(...lines.map((line) => Math.min(line.top - band.top, band.bottom - line.bottom)));
}"""
# How many letters each line of the notice has, as it is drawn.
LINES = """() => {
  const range = document.createRange(), lines = {};
  const walk = document.createTreeWalker(document.querySelector("#notice p"), 4);
  for (let text = walk.nextNode(); text; text = walk.nextNode())
    for (let at = 0; at < text.length; at += 1) {
      range.setStart(text, at), range.setEnd(text, at + 1);
      const top = Math.round(range.getBoundingClientRect().top / 8);
      if (text.data[at] !== " ") lines[top] = (lines[top] || 0) + 1;
    }
  return Object.keys(lines).map(Number).sort((a, b) => a - b).map((top) => lines[top]);
}"""
FONT = """() => parseFloat(getComputedStyle(document.querySelector("#notice p b")).fontSize)
  / parseFloat(getComputedStyle(document.documentElement).fontSize)"""
# px between the panel of the number and the list below it.
GAP = """() => document.querySelector(".list:not([hidden])").getBoundingClientRect().top
  - document.querySelector(".newest").getBoundingClientRect().bottom"""


def put_up(page: Any, vi: str, en: str = "") -> None:
    notice = {"id": 1, "vi": vi.strip(), "en": en, "speaking": False}
    hand(page, told(large(3, 60_000), caption=[], notices=[notice]))


@pytest.mark.parametrize("layout", SHAPES)
def test_a_notice_of_any_length_stays_clear_of_the_edges_and_leaves_no_word_alone(
    served: Served, pages: Pages, layout: str
) -> None:
    page = handed(pages, served, f"?layout={layout}", *SHAPES[layout])
    for letters in (20, 52, 53, 66, 80, 81, 110, 140, 178, 400):
        put_up(page, (WORD * 6)[:letters])
        assert page.evaluate(RULER)["faults"] == []
        assert page.evaluate(EDGE) >= 2
        drawn = page.evaluate(LINES)
        assert all(line >= 0.4 * max(drawn) for line in drawn[:-1]), (letters, drawn)
    put_up(page, WORD[:75], WORD[:75])
    assert page.evaluate(RULER)["faults"] == []
    assert page.evaluate(EDGE) >= 2


def test_a_notice_of_one_line_is_as_large_as_its_line_allows(served: Served, pages: Pages) -> None:
    page = handed(pages, served, "", *SHAPES["calls"])
    for letters, least in ((20, 3.2), (53, 3.1), (66, 2.5), (80, 2.1)):
        put_up(page, WORD[:letters])
        assert page.evaluate(FONT) >= least


def test_a_list_never_touches_the_panel_above_it(served: Served, pages: Pages) -> None:
    page = handed(pages, served, "?layout=totem", *SHAPES["totem"])
    for calls in (0, 1, 2, 5):
        hand(page, told(large(calls, 60_000), caption=[]))
        assert page.evaluate(GAP) >= 12
