"""What the hall sees at one moment: the pure module of the display's page, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import display

pytestmark = pytest.mark.browser

SOURCE = Path(display.__file__).parent / "static" / "shown.js"
Call = dict[str, Any]
Views = list[dict[str, Any]]
Look = Callable[..., Views]

# Each call is heard of when it happens; `kept` newest are in a snapshot.
LOOK = """async ([source, calls, times, size, kept]) => {
  const {screen} = await import("data:text/javascript," + encodeURIComponent(source));
  const {hear, shown} = screen(size);
  const at_last = (call, now) => ({...call, at: Math.max(...call.came.filter((at) => at <= now))});
  const snapshot = (now) => {
    const there = calls.filter((call) => call.came[0] <= now && !(call.gone <= now));
    const latest = there.map((call) => at_last(call, now)).sort((a, b) => b.at - a.at);
    return {day: "", now, calls: latest.slice(0, kept), whole: latest.length < kept};
  };
  const moments = [...new Set(calls.flatMap((call) => call.came.concat(call.gone || [])))];
  moments.sort((a, b) => a - b);
  return times.map((now) => {
    while (moments.length && moments[0] <= now) hear(snapshot(moments.shift()));
    return shown(now);
  });
}"""
HALL = """async ([source, size, snapshots, step, until]) => {
  const {screen} = await import("data:text/javascript," + encodeURIComponent(source));
  const {hear, shown} = screen(size);
  const views = [];
  for (let now = 0; now < until; now += step) {
    while (snapshots.length && snapshots[0].now <= now) hear(snapshots.shift());
    const view = shown(now);
    const calm = [view.newest].concat(view.before, view.recent).filter(Boolean);
    views.push((view.mode === "burst" ? view.cards : calm).map((call) => call.turn));
  }
  return views;
}"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def look(page: Any) -> Look:
    """`look(calls, times, size=6, kept=40)`: what is shown at each of these times."""

    def views(calls: list[Call], times: list[int], size: int = 6, kept: int = 40) -> Views:
        told = [SOURCE.read_text("utf-8"), calls, times, size, kept]
        found: Views = page.evaluate(LOOK, told)
        return found

    return views


def at(*times: int) -> list[Call]:
    """One call for each time, ms."""
    numbered = enumerate(times, 1)
    return [
        {"seq": i, "turn": i, "ticket": i, "at": t, "first_at": t, "came": [t]} for i, t in numbered
    ]


def turns(view: dict[str, Any]) -> list[int]:
    if view["mode"] == "burst":
        return [call["turn"] for call in view["cards"]]
    newest = [view["newest"]] if view["newest"] else []
    return [call["turn"] for call in newest + view["before"] + view["recent"]]


def seen(look: Look, calls: list[Call], until: int, size: int = 6) -> dict[int, int]:
    """For how many ms each call is on the screen, looked at every 250 ms."""
    found = dict.fromkeys([call["turn"] for call in calls], 0)
    for view in look(calls, list(range(0, until, 250)), size):
        for turn in turns(view):
            found[turn] += 250
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
    calls[1] = {**calls[1], "at": 15_000, "came": [1_000, 15_000]}
    before, after, late = look(calls, [3_000, 15_000, 34_000])
    assert turns(before) == turns(after) == turns(late) == [1, 2, 3, 4]


def test_a_recall_alone_is_no_burst_and_moves_the_number_up(look: Look) -> None:
    calls = at(0, 12_000)
    calls[0] = {**calls[0], "at": 14_000, "came": [0, 14_000]}
    [view] = look(calls, [14_000])
    assert (view["mode"], turns(view)) == ("calm", [1, 2])


def test_a_long_burst_keeps_calls_that_the_snapshot_no_longer_holds(look: Look) -> None:
    [view] = look(at(*range(0, 5_000, 1_000)), [4_500], kept=2)
    assert turns(view) == [1, 2, 3, 4, 5]


def test_a_call_that_was_taken_back_leaves_its_place_empty(look: Look) -> None:
    calls = at(*range(0, 7_000, 1_000))
    calls[2]["gone"] = 6_500
    before, after, later = look(calls, [6_400, 6_500, 8_000])
    assert (turns(before), turns(after), turns(later)) == ([*range(1, 7)], [1, 2, 4, 5, 6], [7])
    early = at(0, 30_000)
    early[0]["gone"] = 40_000
    assert turns(look(early, [50_000])[0]) == [2]


def test_a_hall_that_never_falls_quiet_turns_only_the_pages_that_still_count(look: Look) -> None:
    views = look(at(*range(0, 1_200 * 3_000, 3_000)), [1_200_000, 3_590_000])
    assert [view["mode"] for view in views] == ["burst", "burst"]
    assert max(view["others"] for view in views) <= 30
    assert min(turns(views[1])) > 1_150


def test_a_number_is_never_shown_going_to_two_counters(look: Look) -> None:
    """Called to counter 1, transferred, called to counter 6: only the last one is true."""
    first, other, again = at(0, 30_000, 300_000)
    [calm] = look([first, other, {**again, "ticket": first["ticket"]}], [400_000])
    assert turns(calm) == [3, 2]
    *soon, last = at(0, 1_000, 2_000, 15_000)
    [burst] = look([*soon, {**last, "ticket": soon[0]["ticket"]}], [16_000])
    assert turns(burst) == [4, 2, 3]


def test_three_within_twenty_seconds_take_with_them_who_was_called_between(look: Look) -> None:
    """The second was sent on to another counter at once; the first is still owed its time."""
    calls = at(0, 1_000, 2_000, 3_000)
    calls[2]["ticket"] = 2
    assert turns(look(calls, [3_000])[0]) == [1, 3, 4]


class Morning:
    """Counters that call, call again, serve and take back; what each snapshot held."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._calls: dict[int, Call] = {}
        self.snapshots: list[dict[str, Any]] = []
        self.owed: dict[int, int] = {}
        """turn: when the page heard of it, unless it was undone or over before that"""
        self.away = (40_000, 40_000 + self._random.choice([5_000, 45_000, 90_000]))
        now, pace = 0, self._random.choice([20, 800, 3_000, 9_000])
        while now < 100_000 and len(self._calls) < 36:
            now += self._random.randint(0, 2 * pace)
            self._press(now)
            if not self.away[0] < now < self.away[1]:
                self._snapshot(now)
        self._snapshot(max(now, self.away[1]))

    def _press(self, now: int) -> None:
        turn = self._random.randint(1, len(self._calls) + 1)
        call = self._calls.get(turn)
        kind = self._random.random()
        if call is None or kind < 0.6:
            turn = max(self._calls, default=0) + 1
            made = {"seq": now, "turn": turn, "ticket": turn, "at": now, "first_at": now}
            self._calls[turn] = {**made, "state": "called"}
        elif kind < 0.75 and now - call["at"] >= 10_000:
            call["at"] = now
        elif kind < 0.85:
            call["state"] = "serving"
        elif kind < 0.9 and len(self._calls) > turn:
            del self._calls[turn]
            self.owed.pop(turn, None)

    def _snapshot(self, now: int) -> None:
        calls = [dict(call) for call in self._calls.values()]
        calls.sort(key=lambda call: -call["at"])
        self.snapshots.append({"now": now, "calls": calls, "whole": True})
        for call in calls:
            if call["state"] == "called":
                self.owed.setdefault(call["turn"], now)


@pytest.mark.parametrize("size", [6, 3])
@pytest.mark.parametrize("seed", range(10))
def test_whoever_is_called_is_seen_ten_seconds_whatever_else_happens(
    page: Any, seed: int, size: int
) -> None:
    """Also who was called while the screen was away, and when others are taken back."""
    morning, step, until = Morning(seed), 250, 420_000
    told = [SOURCE.read_text("utf-8"), size, morning.snapshots, step, until]
    views = page.evaluate(HALL, told)
    for turn, heard in morning.owed.items():
        seen = sum(turn in view for view in views[-(-heard // step) :])
        assert (seen + 1) * step >= 10_000, f"turn {turn}, heard of at {heard}"
    assert all(len(view) <= 7 for view in views)
