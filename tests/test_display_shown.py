"""What the hall sees at one moment: the pure module of the display's page, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import display

pytestmark = pytest.mark.browser

SOURCE = Path(display.__file__).parent / "static" / "shown.js"
Call = dict[str, int]
Views = list[dict[str, Any]]
Look = Callable[..., Views]
Join = Callable[[list[Call], list[Call]], list[int]]

LOOK = """async ([source, calls, times, size]) => {
  const {shown} = await import("data:text/javascript," + encodeURIComponent(source));
  return times.map((now) => shown(calls.filter((call) => call.first_at <= now), now, size));
}"""
JOIN = """async ([source, known, latest]) => {
  const {joined} = await import("data:text/javascript," + encodeURIComponent(source));
  return joined(known, latest).map((call) => call.turn);
}"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def look(page: Any) -> Look:
    """`look(calls, times, size=6)`: what is shown at each of these times."""

    def views(calls: list[Call], times: list[int], size: int = 6) -> Views:
        found: Views = page.evaluate(LOOK, [SOURCE.read_text("utf-8"), calls, times, size])
        return found

    return views


@pytest.fixture(scope="module")
def joined(page: Any) -> Join:
    """`joined(known, latest)`: the turns that the page keeps."""

    def turns(known: list[Call], latest: list[Call]) -> list[int]:
        found: list[int] = page.evaluate(JOIN, [SOURCE.read_text("utf-8"), known, latest])
        return found

    return turns


def at(*times: int) -> list[Call]:
    """One call for each time, ms."""
    numbered = enumerate(times, 1)
    return [{"seq": i, "turn": i, "ticket": i, "at": t, "first_at": t} for i, t in numbered]


def turns(view: dict[str, Any]) -> list[int]:
    if view["mode"] == "burst":
        return [call["turn"] for call in view["cards"]]
    newest = [view["newest"]] if view["newest"] else []
    return [call["turn"] for call in newest + view["before"] + view["recent"]]


def seen(look: Look, calls: list[Call], until: int, size: int = 6) -> dict[int, int]:
    """For how many ms each call is on the screen, looked at every 200 ms."""
    found = dict.fromkeys([call["turn"] for call in calls], 0)
    for view in look(calls, list(range(0, until, 200)), size):
        for turn in turns(view):
            found[turn] += 200
    return found


def test_without_a_call_there_is_nothing_to_show(look: Look) -> None:
    assert look([], [5_000]) == [{"mode": "calm", "newest": None, "before": [], "recent": []}]


def test_the_newest_is_large_two_before_it_and_four_recent(look: Look) -> None:
    [view] = look(at(*range(0, 600_000, 60_000)), [700_000])
    assert view["mode"] == "calm"
    assert turns(view) == [10, 9, 8, 7, 6, 5, 4]
    assert [len(view["before"]), len(view["recent"])] == [2, 4]


def test_three_calls_within_twenty_seconds_are_shown_as_equals(look: Look) -> None:
    calls = at(0, 10_000, 20_000)
    views = look(calls, [19_900, 20_000, 39_900, 40_100])
    assert [view["mode"] for view in views] == ["calm", "burst", "burst", "calm"]
    assert turns(views[1]) == [1, 2, 3]
    assert views[1]["others"] == 0
    assert look(at(0, 10_000, 20_001), [20_001])[0]["mode"] == "calm"


def test_a_seventh_call_is_on_the_next_page_within_five_seconds(look: Look) -> None:
    calls = at(*range(0, 7_000, 1_000))
    views = look(calls, list(range(6_000, 12_000, 100)))
    first = next(i for i, view in enumerate(views) if 7 in turns(view))
    assert first * 100 <= 5_000
    assert views[first]["others"] == 6


@pytest.mark.parametrize("size", [6, 3])
@pytest.mark.parametrize("gap", [0, 30, 700])
def test_each_of_31_calls_at_once_is_seen_ten_seconds(look: Look, size: int, gap: int) -> None:
    calls = at(*[1_000 + i * gap for i in range(31)])
    assert min(seen(look, calls, 240_000, size).values()) >= 10_000
    assert look(calls, [300_000])[0]["mode"] == "calm"


def test_a_hall_that_calls_without_a_pause_shows_each_ten_seconds(look: Look) -> None:
    calls = at(*range(0, 160_000, 4_000))
    assert min(seen(look, calls, 260_000).values()) >= 10_000


def test_a_number_called_again_keeps_its_card(look: Look) -> None:
    calls = at(0, 1_000, 2_000, 3_000)
    calls[1] = {**calls[1], "at": 15_000}
    before, after, late = look(calls, [3_000, 15_000, 34_000])
    assert turns(before) == turns(after) == turns(late) == [1, 2, 3, 4]


def test_a_recall_alone_is_no_burst_and_moves_the_number_up(look: Look) -> None:
    calls = at(0, 12_000)
    calls[0] = {**calls[0], "at": 14_000}
    [view] = look(calls, [14_000])
    assert (view["mode"], turns(view)) == ("calm", [1, 2])


def test_a_call_ahead_of_the_pages_time_counts_from_now(look: Look) -> None:
    views = look([{"seq": 1, "turn": 1, "at": 9_000, "first_at": 100}], [5_000])
    assert turns(views[0]) == [1]


def test_a_long_burst_keeps_calls_that_the_snapshot_no_longer_holds(joined: Join) -> None:
    old = at(0, 1_000, 2_000, 3_000)
    assert joined(old, old[2:]) == [3, 4, 1, 2]
    assert joined(old, [old[1], old[3]]) == [2, 4, 1]  # the third was undone
    assert joined(old, []) == []


def test_calls_of_a_quarter_of_an_hour_ago_are_let_go(joined: Join) -> None:
    calls = at(*range(0, 40 * 120_000, 120_000))
    assert joined(calls[:-1], calls[-1:]) == [40, 33, 34, 35, 36, 37, 38, 39]


def test_the_seven_on_the_calm_screen_stay_however_old(joined: Join) -> None:
    slow = at(*range(0, 10 * 3_600_000, 3_600_000))
    assert joined(slow[:-1], slow[-1:]) == [10, 4, 5, 6, 7, 8, 9]


def test_a_hall_that_never_falls_quiet_keeps_its_places(joined: Join) -> None:
    busy = at(*range(0, 100 * 15_000, 15_000))
    assert len(joined(busy[:-1], busy[-1:])) == 100


def test_a_number_is_never_shown_going_to_two_counters(look: Look) -> None:
    """Called to counter 1, transferred, called to counter 6: only the last one is true."""
    first, other, again = at(0, 30_000, 300_000)
    [calm] = look([first, other, {**again, "ticket": first["ticket"]}], [400_000])
    assert turns(calm) == [3, 2]
    *soon, last = at(0, 1_000, 2_000, 15_000)
    [burst] = look([*soon, {**last, "ticket": soon[0]["ticket"]}], [16_000])
    assert turns(burst) == [4, 2, 3]
