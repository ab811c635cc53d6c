"""The letters of the numbers, explained on the screen: what each stands for, and no count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hall import Pages, Served
from hallboard import hand, handed, large, told

pytestmark = pytest.mark.browser

RULER = (Path(__file__).parent / "layoutruler.js").read_text("utf-8")
LINES = """() => Array.from(document.querySelectorAll("[data-list=legend] .cell"))
  .map((cell) => cell.innerText.replace(/\\s+/g, " "))"""


@pytest.mark.parametrize("metres", ["8", "3.6"])
def test_the_legend_names_what_each_letter_stands_for(
    serving: Callable[..., Served], pages: Pages, metres: str
) -> None:
    lists = ["counters", "legend"] if metres == "3.6" else ["legend"]
    served = serving({"displays.0.lists": lists, "displays.0.viewing_distance_m": metres})
    page = pages.open(f"{served.page}/display/", 1920, 1080)
    page.wait_for_function(f"() => ({LINES})().some((line) => line.startsWith('A '))")
    assert "A Chứng thực" in page.evaluate(LINES)
    full = handed(pages, served, "?lang=en", 1920, 1080)
    hand(full, told(large(9, 60_000), caption=[]))
    assert full.get_by_text("Letters on the slips").is_visible()
    assert full.evaluate(RULER)["faults"] == []
