"""What the hall sees at one moment: the pure module of the display's page, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hallmorning import Morning

import display

pytestmark = pytest.mark.browser

STATIC = Path(display.__file__).parent / "static"
SOURCE = STATIC / "shown.js"
HOUR = 3_600_000
ROOM = re.compile(r"few: (\d+), many: (\d+)")
Call = dict[str, Any]
Views = list[dict[str, Any]]
Look = Callable[..., Views]
Room = tuple[int, int]

# Each call is heard of when it happens; of a snapshot `kept` newest are sure.
# What is asked and answered goes as one text: Playwright would walk each of 100,000 numbers.
LOOK = """async (told) => {
  const [source, calls, times, [size, most], kept] = JSON.parse(told);
  const {screen} = await import("data:text/javascript," + encodeURIComponent(source));
  const {hear, shown} = screen(size, most);
  const at_last = (call, now) => ({...call, at: Math.max(...call.came.filter((at) => at <= now))});
  const snapshot = (now) => {
    const there = calls.filter((call) => call.came[0] <= now && !(call.gone <= now));
    const latest = there.map((call) => at_last(call, now)).sort((a, b) => b.at - a.at);
    return {day: "", now, calls: latest, most: kept};
  };
  const moments = [...new Set(calls.flatMap((call) => call.came.concat(call.gone || [])))];
  moments.sort((a, b) => a - b);
  return JSON.stringify(times.map((now) => {
    while (moments.length && moments[0] <= now) hear(snapshot(moments.shift()));
    return shown(now);
  }));
}"""
HALL = """async (told) => {
  const [source, [size, most], snapshots, step, until] = JSON.parse(told);
  const {screen} = await import("data:text/javascript," + encodeURIComponent(source));
  const {hear, shown} = screen(size, most);
  const views = [];
  for (let now = 0; now < until; now += step) {
    while (snapshots.length && snapshots[0].now <= now) hear(snapshots.shift());
    const view = shown(now);
    const calm = [view.newest].concat(view.before, view.recent).filter(Boolean);
    views.push((view.mode === "burst" ? view.cards : calm).map((call) => call.turn));
  }
  return JSON.stringify(views);
}"""


def rooms() -> dict[str, set[Room]]:
    """By layout: cards on a page of a burst as it begins, and at most; a large screen begins so."""
    found: dict[str, set[Room]] = {}
    for module in sorted((STATIC / "layouts").glob("*.js")):
        for few, many in ROOM.findall(module.read_text("utf-8")):
            found[module.stem] = {(int(few), int(many)), (int(many), int(many))}
    return found


ROOMS = sorted(set().union(*rooms().values()))
HALVES = rooms()["zones"]
WHOLE = sorted(set().union(*(each for name, each in rooms().items() if name != "zones")))


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def look(page: Any) -> Look:
    """`look(calls, times, room=(6, 6), kept=40)`: what is shown at each of these times; `room`:
    cards on a page of a burst as it begins, and when it has grown."""

    def views(calls: list[Call], times: list[int], room: Room = (6, 6), kept: int = 40) -> Views:
        told = [SOURCE.read_text("utf-8"), calls, times, room, kept]
        found: Views = json.loads(page.evaluate(LOOK, json.dumps(told)))
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


def seen(look: Look, calls: list[Call], until: int, room: Room = (6, 6)) -> dict[int, int]:
    """For how many ms each call is on the screen, looked at every 250 ms."""
    found = dict.fromkeys([call["turn"] for call in calls], 0)
    for view in look(calls, list(range(0, until, 250)), room):
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


@pytest.mark.parametrize("room", WHOLE)
@pytest.mark.parametrize("gap", [0, 30, 700])
def test_each_of_31_calls_at_once_is_seen_ten_seconds_within_a_minute(
    look: Look, room: Room, gap: int
) -> None:
    calls = at(*[1_000 + i * gap for i in range(31)])
    last = calls[-1]["at"]
    assert min(seen(look, calls, last + 62_000, room).values()) >= 10_000
    assert look(calls, [300_000], room)[0]["mode"] == "calm"


def test_every_layout_with_a_burst_says_how_many_cards_it_has_room_for() -> None:
    bursts = {
        file.stem for file in (STATIC / "layouts").glob("*.js") if "hallIn" in file.read_text()
    }
    assert set(rooms()) == bursts


def test_a_burst_begins_with_large_cards_and_grows_once_when_they_no_longer_fit(look: Look) -> None:
    calls = at(*range(0, 7_000, 1_000), *range(15_000, 90_000, 15_000))
    times = [2_000, 5_999, 6_000, 30_000, 89_000, 120_000]
    views = look(calls, times, (3, 6))
    assert [view.get("size") for view in views] == [3, 3, 6, 6, 6, None]
    assert [turns(view) for view in views[:3]] == [[1, 2, 3], [1, 2, 3], [1, 2, 3, 4, 5, 6]]


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


@pytest.mark.parametrize(
    ("room", "gap"), [(room, 6_000 if room in HALVES else 3_000) for room in ROOMS]
)
def test_at_1200_calls_an_hour_each_is_seen_within_ten_seconds_and_for_ten_within_35(
    look: Look, room: Room, gap: int
) -> None:
    """A half of a screen has half of them."""
    shown = told(look, list(range(0, HOUR, gap)), room)
    assert len(shown) == HOUR // gap
    assert max(seen[0] for seen in shown.values()) <= 10_000
    assert max(seen[9] for seen in shown.values()) <= 35_000


@pytest.mark.parametrize("room", WHOLE)
def test_calls_that_come_in_clumps_are_all_seen_soon(look: Look, room: Room) -> None:
    """1,200 an hour as chance has it; one that came to a page just as it turned is shown again."""
    random, times = Random(3), [0]
    while times[-1] < HOUR:
        times.append(times[-1] + round(random.expovariate(1 / 3_000)))
    shown = told(look, times, room)
    assert max(seen[0] for seen in shown.values()) <= 20_000
    assert max(seen[9] for seen in shown.values()) <= 150_000


def told(look: Look, times: list[int], room: Room) -> dict[int, list[int]]:
    """turn: how long after its call it was on the screen, looked at every second."""
    looks = list(range(0, times[-1] + 300_000, 1_000))
    shown: dict[int, list[int]] = {}
    for now, view in zip(looks, look(at(*times), looks, room), strict=True):
        for turn in turns(view):
            shown.setdefault(turn, []).append(now - times[turn - 1])
    return shown


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


@pytest.mark.parametrize("room", [(6, 6), (3, 6), (2, 4)])
@pytest.mark.parametrize("seed", range(10))
def test_whoever_is_called_is_seen_ten_seconds_whatever_else_happens(
    page: Any, seed: int, room: Room
) -> None:
    """Also who was called while the screen was away, and when others are taken back."""
    morning, step, until = Morning(seed), 250, 420_000
    told = [SOURCE.read_text("utf-8"), room, morning.snapshots, step, until]
    views = json.loads(page.evaluate(HALL, json.dumps(told)))
    for turn, heard in morning.owed.items():
        seen = sum(turn in view for view in views[-(-heard // step) :])
        assert (seen + 1) * step >= 10_000, f"turn {turn}, heard of at {heard}"
    assert all(len(view) <= 7 for view in views)
