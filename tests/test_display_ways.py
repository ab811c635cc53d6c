"""How a screen is opened in each of its layouts, and what it then shows, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hall import Pages, Served, start, write_config
from hallboard import hand, handed, large

pytestmark = pytest.mark.browser

DISPLAYS = [
    {"id": "tv", "name": {"vi": "Tivi"}, "zone": "hall", "names": "masked"},
    {"id": "halves", "name": {"vi": "Hai khu"}, "zone": "hall", "zones": ["hall", "yard"]},
    {"id": "above", "name": {"vi": "Quầy 3"}, "zone": "hall", "layout": "counter", "counter": "3"},
    {"id": "public", "name": {"vi": "Thông tin"}, "zone": "hall", "layout": "notices"},
]
ZONES = [{"id": "hall", "name": {"vi": "Sảnh"}}, {"id": "yard", "name": {"vi": "Sân"}}]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("ways")
    changes = {
        "voices.engines": [],
        "displays": DISPLAYS,
        "zones": ZONES,
        "office.recorded": "yes",
        "rules.head_start": "45",
    }
    config = write_config(folder / "config.yaml", changes)
    served = start("demo", config, folder / "data", folder / "log.txt")
    yield served
    served.stop()


def test_a_layout_is_asked_for_in_the_address_and_one_without_its_settings_is_not_there(
    served: Served,
) -> None:
    assert 'class="tv calls"' in served.get("/display/").text
    assert 'class="tv totem"' in served.get("/display/?layout=totem").text
    assert 'class="tv zones"' in served.get("/display/?id=halves").text
    assert 'data-counter="5"' in served.get("/display/counter/5").text
    assert 'data-display="above"' in served.get("/display/counter/3").text
    for path in ("?layout=counter", "?layout=zones", "?layout=../display", "counter/77"):
        assert served.get(f"/display/{path}").status_code == 404


def test_what_an_office_must_make_known_is_of_the_settings_in_use(served: Served) -> None:
    text = served.get("/display/?id=public").text
    assert "Phiếu ưu tiên được tính sớm hơn 45 phút." in text
    assert "Thứ Hai – Thứ Sáu" in text
    assert "07:30–11:30, 13:00–17:00" in text
    assert "Khu vực có ghi âm, ghi hình" in text
    english = served.get("/display/?id=public&lang=en").text
    assert "Priority numbers count 45 minutes earlier." in english


def test_a_screen_above_a_counter_shows_its_number_and_nobody_elses(
    served: Served, pages: Pages
) -> None:
    page = handed(pages, served, "counter/6", 1280, 720)
    hand(page, large(9, 60_000))
    assert page.locator(".now .num").get_attribute("aria-label") == "A1006"
    assert page.get_by_text("Mời số").is_visible()
    assert page.locator(".stage .num").count() == 2  # and the clock
    page = handed(pages, served, "counter/7", 1280, 720)
    hand(page, large(9, 60_000))
    assert page.get_by_text("Sẵn sàng").is_visible()


def test_each_half_of_a_screen_shows_the_calls_of_its_zone(served: Served, pages: Pages) -> None:
    page = handed(pages, served, "?id=halves", 1920, 1080)
    hand(page, large(9, 60_000))
    for zone, label in (("hall", "A1009"), ("yard", "A1007")):
        newest = page.locator(f'[data-half="{zone}"] .newest .who .num')
        assert newest.get_attribute("aria-label") == label


def test_what_is_being_said_stands_in_the_foot_and_moves_nothing(
    served: Served, pages: Pages
) -> None:
    page = handed(pages, served, "", 1920, 1080)

    def silent(now: int) -> dict[str, Any]:
        return {**large(3, 60_000)(now), "caption": []}

    hand(page, silent)
    calm = page.locator(".calm").bounding_box()
    said = "Xin mời công dân Trần T** Hoa, số A007, đến quầy số 3."

    def speaking(now: int) -> dict[str, Any]:
        return {**large(3, 60_000)(now), "caption": [{"lang": "vi", "text": said}]}

    hand(page, speaking)
    assert page.get_by_text(said).is_visible()
    assert page.locator("#foot").is_hidden()
    assert page.locator(".calm").bounding_box() == calm
    hand(page, silent)
    assert page.locator("#foot").is_visible()


def test_the_picture_wanders_by_a_dot_and_comes_back(served: Served, pages: Pages) -> None:
    page = handed(pages, served, "", 1920, 1080)
    seen = page.evaluate(
        """async () => {
          const {rest} = await import("/display/static/rest.js");
          const box = document.createElement("div"), real = window.setInterval, places = [];
          let step = null;
          window.setInterval = (each) => { step = each; };
          rest(box);
          window.setInterval = real;
          for (let n = 0; n < 60; n += 1) { step(); places.push(box.style.transform); }
          return places;
        }"""
    )
    assert len(set(seen)) > 8
    assert "" in seen
    moved = [
        float(part) for each in seen if each for part in each[10:-1].replace("rem", "").split(", ")
    ]
    assert max(map(abs, moved)) <= 0.125
