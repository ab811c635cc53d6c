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
    {"id": "small", "name": {"vi": "Sảnh nhỏ"}, "zone": "hall", "viewing_distance_m": "3.6"},
    {"id": "public", "name": {"vi": "Thông tin"}, "zone": "hall", "layout": "notices"},
]
ZONES = [{"id": "hall", "name": {"vi": "Sảnh"}}, {"id": "yard", "name": {"vi": "Sân"}}]


STYLE = """(all) => all.map((box) => {
  const { animationName, animationIterationCount } = getComputedStyle(box);
  return [animationName, animationIterationCount];
})"""
# rem below the last thing that stands in the column of calls.
IDLE = """() => {
  const column = document.querySelector(".calls").getBoundingClientRect();
  const parts = Array.from(document.querySelectorAll(".calls > *"));
  const ends = parts.map((part) => part.getBoundingClientRect().bottom);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return (column.bottom - Math.max(...ends)) / rem;
}"""
# rem of what an office must make known.
LETTERS = """() => parseFloat(getComputedStyle(document.querySelector(".public p")).fontSize)
  / parseFloat(getComputedStyle(document.documentElement).fontSize)"""
# The narrowest and the widest digit of each number, px.
CELLS = """() => Array.from(document.querySelectorAll(".newest .num, .card .num"))
  .map((num) => Array.from(num.querySelectorAll("i")).filter((cell) => /\\d/.test(cell.innerText))
    .map((cell) => cell.getBoundingClientRect().width))
  .filter((widths) => widths.length && widths[0])
  .map((widths) => [Math.min(...widths), Math.max(...widths)])"""


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
    assert "<span>07:30–11:30,</span> <span>13:00–17:00</span>" in text
    assert "Khu vực có ghi\u00a0âm, ghi\u00a0hình" in text
    english = served.get("/display/?id=public&lang=en").text
    assert "Priority numbers count 45 minutes earlier." in english
    assert "recorded and filmed" in english


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


@pytest.mark.parametrize("layout", ["calls", "media"])
def test_no_empty_place_is_kept_for_calls_that_were_not(
    served: Served, pages: Pages, layout: str
) -> None:
    """The one who is called has the place of the two before it; then these come, and then more."""
    page = handed(pages, served, f"?layout={layout}", 1920, 1080)
    recent = page.locator("#recent"), page.get_by_text("Đã gọi gần đây", exact=True)
    before = page.locator("#before .card:visible")
    for calls in (1, 2, 3):
        hand(page, large(calls, 60_000))
        assert before.count() == calls - 1
        assert page.evaluate(IDLE) < 2
        assert [each.is_visible() for each in recent] == [False, False]
    hand(page, large(4, 60_000))
    assert [each.is_visible() for each in recent] == [True, True]


def test_three_calls_at_once_have_the_size_of_three(served: Served, pages: Pages) -> None:
    """A small hall sees six at once; fewer of them are larger, and leave no half of it empty."""
    page = handed(pages, served, "?id=small", 1920, 1080)
    for calls, large_ones in ((3, 3), (4, 0), (7, 0)):
        hand(page, large(calls, 500, day=f"{calls} together"))
        assert page.locator(".few .card:visible").count() == large_ones


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


@pytest.mark.parametrize(("wish", "fades"), [("no-preference", "new-call"), ("reduce", "none")])
def test_a_new_call_fades_in_once_and_not_where_less_motion_is_wished(
    served: Served, pages: Pages, wish: str, fades: str
) -> None:
    page = handed(pages, served, "", 1920, 1080)
    page.emulate_media(reduced_motion=wish)
    for calls in (1, 2):
        hand(page, large(calls, 60_000))
    (style,) = page.locator(".newest.new").evaluate_all(STYLE)
    assert style == [fades, "1"]


def test_every_digit_of_a_number_stands_in_a_cell_of_one_width(
    served: Served, pages: Pages
) -> None:
    page = handed(pages, served, "", 1920, 1080)
    for make in (large(9, 60_000, first=108), large(6, 500, first=1108, day="burst")):
        hand(page, make)
        cells = page.evaluate(CELLS)
        assert len(cells) > 5
        assert max(widest - narrowest for narrowest, widest in cells) < 0.1


def test_what_an_office_must_make_known_is_as_large_as_its_place_allows(
    served: Served, pages: Pages
) -> None:
    page = handed(pages, served, "?id=public", 1920, 1080)
    hand(page, large(3, 60_000))
    page.wait_for_function(f"() => ({LETTERS})() > 2.6")
    page.set_viewport_size({"width": 1280, "height": 1080})
    page.wait_for_function(f"() => ({LETTERS})() > 3.1")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.wait_for_function(f"() => ({LETTERS})() < 2.9")
    assert page.locator(".public h2:visible").count() > 0


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Mời số sau đến quầy"), ("en", "This number, please")]
)
def test_one_number_on_the_last_page_of_a_burst_is_told_as_one(
    served: Served, pages: Pages, language: str, words: str
) -> None:
    page = handed(pages, served, f"?id=halves&lang={language}", 1920, 1080)

    def three(now: int) -> dict[str, Any]:
        facts = large(3, 500, day="one left")(now)
        return {**facts, "calls": [{**call, "zone": "hall"} for call in facts["calls"]]}

    hand(page, three)
    page.get_by_text(words, exact=True).wait_for(timeout=15_000)
    assert page.locator('[data-half="hall"] .card:visible').count() == 1


# rem between the two columns of a list.
BETWEEN = """() => {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const edges = (part) => part.getBoundingClientRect();
  const lists = Array.from(document.querySelectorAll(".list:not([hidden]) li"));
  const starts = lists.map((line) => edges(line).left);
  const ends = lists.map((line) => edges(line).right);
  const right = Math.max(...starts);
  return (right - Math.min(...ends)) / rem;
}"""


def test_no_number_seems_to_go_with_the_counter_of_the_next_column(
    served: Served, pages: Pages
) -> None:
    """A002 beside a 7 is read as: A002, go to counter 7."""
    page = handed(pages, served, "?layout=media", 1920, 1080)
    hand(page, large(9, 60_000))
    assert page.evaluate(BETWEEN) >= 3.9
    rule = "(list) => getComputedStyle(list).columnRuleStyle"
    assert page.eval_on_selector(".list:not([hidden]) ul", rule) == "solid"
