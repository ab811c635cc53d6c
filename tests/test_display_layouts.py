"""Every layout, with the largest office in it: nothing is cut or covered, and all is large enough.

Heights are measured in px against 98 mm at 8 m, by the size of the screen in the settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hall import Pages, Served, start, write_config
from hallboard import SAID, hand, handed, large, nameless, told
from hallmedia import TALL, alone, beside, files, image, text

from config import Display
from display.sizes import LARGEST, TOLERANCE, layout_of, wanted

pytestmark = pytest.mark.browser

RULER = (Path(__file__).parent / "layoutruler.js").read_text("utf-8")
NAME = {"vi": "Bảng"}
ALL = ["counters", "waiting", "next", "missed"]
DISPLAYS: list[dict[str, Any]] = [
    {"id": "small-hall", "viewing_distance_m": "3.6", "lists": ALL},
    {"id": "usual", "lists": ALL},
    {"id": "deep-hall", "screen_inches": "49", "lists": ALL},
    {"id": "notices", "layout": "notices"},
    {"id": "media", "layout": "media", "lists": ALL},
    {"id": "media-near", "layout": "media", "viewing_distance_m": "3.6", "lists": ALL},
    {"id": "media-far", "layout": "media", "screen_inches": "49", "lists": ALL},
    {"id": "totem", "layout": "totem", "screen_inches": "43", "viewing_distance_m": "5"},
    {"id": "totem-near", "layout": "totem", "viewing_distance_m": "3.6", "lists": ALL},
    {"id": "zones", "zones": ["hall", "yard"]},
    {"id": "above", "layout": "counter", "counter": "3", "screen_inches": "15"},
]
ZONES = [
    {"id": "hall", "name": {"vi": "Tầng 1 – Hộ tịch, chứng thực"}},
    {"id": "yard", "name": {"vi": "Tầng 2 – Đất đai, xây dựng, môi trường"}},
]
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920)]
FAIRNESS = {
    "vi": "Mọi số được gọi theo đúng thứ tự lấy số,  ai đến trước được gọi trước, "
    "không ai phải nhờ; người cao tuổi, khuyết tật, phụ nữ mang thai, người có công "
    "và người có hẹn được xếp sớm hơn theo quy tắc niêm yết tại cửa vào; "
    "mọi ngoại lệ đều ghi rõ lý do và tên cán bộ.",
    "en": "",
}
BY_ID = {
    each["id"]: Display.model_validate({"name": NAME, "zone": "hall", **each}) for each in DISPLAYS
}
MINUTE, TOGETHER = 60_000, 500
HALLS = [
    (9, MINUTE, 1000),
    (31, TOGETHER, 1000),
    (3, TOGETHER, 1000),
    (5, TOGETHER, 1),
    (31, TOGETHER, 1),
    (9, MINUTE, 1),
]
"""Calls, how far apart, and the first of their numbers."""
RUSH = {"totem": 8.8, "zones": 8.4}
"""rem of the numbers of many cards; elsewhere 11. The hall's distance does not count in a rush."""
PLAYLISTS = [[image(1)], [image(2, shape=TALL)], [text(3)], [text(4, letters=20)], []]
ASKED = """() => {
  const sign = document.getElementById("sound");
  sign.hidden = false;
  sign.querySelector("span").textContent = JSON.parse(document.getElementById("words").textContent)
    .sound_on;
}"""
# px by which the counter of each card stands lower than its number.
MIDDLES = """() => {
  const middle = (part) => part.getBoundingClientRect().top + part.getBoundingClientRect().bottom;
  return Array.from(document.querySelectorAll(".burst .card")).map((card) =>
    (middle(card.querySelector(".to")) - middle(card.querySelector(".who .num"))) / 2);
}"""
# Numbers of five signs go down where the largest size has no room for them.
FIVE_SIGNS = 0.86


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("layouts")
    displays = [{"name": NAME, "zone": "hall", **each} for each in DISPLAYS]
    changes = {
        "voices.engines": [],
        "displays": displays,
        "zones": ZONES,
        "office.recorded": "yes",
        "office.fairness": FAIRNESS,
    }
    config = write_config(folder / "config.yaml", changes)
    served = start("demo", config, folder / "data", folder / "log.txt")
    yield served
    served.stop()


def measure(
    page: Any, display: Display, width: int, height: int, *, calls: int, five: bool
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(300)
    found = page.evaluate(RULER)
    assert found["faults"] == []
    if (width > height) == (display.layout == "totem"):
        return
    lines = 120 if display.layout == "totem" else 67.5
    rem = height / lines
    sizes = wanted(display)
    share = FIVE_SIGNS if five else 1
    if calls > 9 and display.layout != "counter":
        assert found["call"] >= 0.735 * RUSH.get(layout_of(display), 11) * rem * (
            0.8 if five else 1
        )
        return
    call = min(sizes.call / TOLERANCE, LARGEST[layout_of(display)]) * share
    assert found["call"] >= 0.735 * call * rem
    if found["line"] is not None and display.layout != "counter":
        assert found["line"] >= 0.735 * min(sizes.line / TOLERANCE, 4.25) * rem * share


def see(
    pages: Pages, served: Served, name: str, language: str, sizes: list[Any], halls: list[Any]
) -> None:
    page = handed(pages, served, f"?id={name}&lang={language}", *sizes[0])
    files(page)
    for calls, apart, first in halls:
        make = large(calls, apart, first=first, day=f"{calls}-{apart}-{first}")
        playlists = PLAYLISTS if BY_ID[name].layout == "media" else [[], []]
        for caption, media in zip(cycle((SAID, [])), playlists, strict=False):
            hand(page, beside(told(make, caption=caption), media))
            alone(page, media)
            for width, height in sizes:
                measure(page, BY_ID[name], width, height, calls=calls, five=first > 999)


@pytest.mark.parametrize("name", ["usual", "totem", "totem-near", "zones", "media"])
def test_nothing_is_cut_or_covered_and_numbers_are_read_from_the_last_row(
    served: Served, pages: Pages, name: str
) -> None:
    upright = BY_ID[name].layout == "totem"
    see(pages, served, name, "vi", [(1080, 1920) if upright else (1920, 1080)], HALLS[:2])


@pytest.mark.parametrize("name", ["usual", "totem"])
@pytest.mark.parametrize("sign", ["muted", "sound"])
def test_the_sign_that_sound_is_off_covers_nothing_and_lies_on_nothing(
    served: Served, pages: Pages, name: str, sign: str
) -> None:
    upright = BY_ID[name].layout == "totem"
    page = handed(pages, served, f"?id={name}", *((1080, 1920) if upright else (1920, 1080)))
    for calls, apart, first in HALLS[1:3]:
        make = large(calls, apart, first=first, day=f"{calls}")
        hand(page, told(make, muted=1 if sign == "muted" else None))
        page.evaluate(ASKED)
        assert page.locator(".sound:visible").count() == 1
        assert page.locator("#" + sign).is_visible()
        assert page.evaluate(RULER)["faults"] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_where_nobody_is_called_by_name_the_counter_stands_beside_the_number(
    served: Served, pages: Pages, language: str
) -> None:
    page = handed(pages, served, f"?id=usual&lang={language}", 1920, 1080)
    for first in (1, 1000):
        hand(page, nameless(large(3, TOGETHER, first=first, day=str(first))))
        measure(page, BY_ID["usual"], 1920, 1080, calls=3, five=first > 999)
        assert page.evaluate(MIDDLES) == pytest.approx([0, 0, 0], abs=2)


@pytest.mark.long
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", BY_ID)
def test_every_layout_holds_at_every_size_in_both_languages(
    served: Served, pages: Pages, name: str, language: str
) -> None:
    see(pages, served, name, language, SIZES, HALLS)
