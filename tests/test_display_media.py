"""What the office shows beside the calls: it takes turns, and leaves out what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hall import Pages, Served, start, write_config
from hallboard import SAID, Snapshot, hand, handed, large
from hallmedia import files, image, item, text, video

pytestmark = pytest.mark.browser

NAME = {"vi": "Bảng"}
DISPLAYS = [
    {"id": "tv", "name": NAME, "zone": "hall", "layout": "media"},
    {"id": "loud", "name": NAME, "zone": "hall", "layout": "media", "sound": "yes"},
]
MINUTE, TOGETHER = 60_000, 500
GONE = item(8, "image", "/display/media/gone-8.png", 10)
SPOILT = item(9, "image", "/display/media/spoilt-9.png", 10)
UNKNOWN = item(10, "video", "/display/media/spoilt-10.webm", 10)
# The page's own time can be put ahead by so many ms.
AHEAD = """
window.late = 0;
const real = performance.now.bind(performance);
performance.now = () => real() + late;
"""
SHOWN = """() => {
  const slide = document.querySelector("#media .slide:last-child");
  if (!slide || !slide.offsetParent) return null;
  const file = slide.querySelector("img, video");
  return file ? file.getAttribute("src").split("/").pop().split("-")[0] : "text";
}"""
# Every film that the page makes from now on.
FILMS = """() => {
  window.films = [];
  const make = document.createElement.bind(document);
  document.createElement = (tag) => {
    const made = make(tag);
    if (tag === "video") films.push(made);
    return made;
  };
}"""
LETTERS = "(words) => parseFloat(getComputedStyle(words).fontSize)"
# The lines of a text that lie where the screen shows them.
READ = """() => {
  const words = document.querySelector("#media .words");
  const frame = words.getBoundingClientRect();
  const node = words.firstChild;
  const lines = [];
  let at = 0;
  for (const line of node.data.split("\\n")) {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at += line.length);
    at += 1;
    const rects = [...range.getClientRects()];
    const shown = rects.length === 1 && rects[0].left >= frame.left - 1
      && rects[0].right <= frame.right + 1 && rects[0].bottom <= frame.bottom + 8;
    if (shown) lines.push(line);
  }
  return lines;
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("media")
    displays = [{**DISPLAYS[0]}, {**DISPLAYS[1], "media_volume": "50"}]
    config = write_config(folder / "config.yaml", {"voices.engines": [], "displays": displays})
    served = start("demo", config, folder / "data", folder / "log.txt")
    yield served
    served.stop()


@pytest.fixture
def screen(served: Served, pages: Pages) -> Any:
    """`screen(media, id="tv")`: a page that shows this playlist."""
    pages.expected = ("404", "Failed to load resource")

    def opened(media: list[Any], name: str = "tv") -> Any:
        page = handed(pages, served, f"?id={name}", 1920, 1080)
        files(page)
        page.evaluate(AHEAD)
        hand(page, board(media))
        return page

    return opened


def board(media: list[Any], calls: int = 3, apart: int = MINUTE, *, said: bool = False) -> Snapshot:
    make = large(calls, apart)
    told = {"media": media, "caption": SAID if said else [], "voice": {}}
    return lambda now: {**make(now), **told}


def shows(page: Any, name: str | None) -> None:
    page.wait_for_function(f"(name) => ({SHOWN})() === name", arg=name)


def ahead(page: Any, seconds: float) -> None:
    page.evaluate("(ms) => { late += ms; }", seconds * 1000)


def test_what_is_broken_is_left_out_and_with_nothing_to_show_the_lists_are_there(
    screen: Any,
) -> None:
    page = screen([GONE, video(4), SPOILT, UNKNOWN, text(3, letters=40), image(1)])
    for name in ("4", "text", "1", "4"):
        shows(page, name)
        assert page.locator("#media .slide").count() <= 2
        if name != "4":
            ahead(page, 11)
    hand(page, board([SPOILT, GONE]))
    page.locator("#side .list").first.wait_for()
    assert not page.locator("#media").is_visible()


def test_what_is_being_shown_goes_on_when_the_list_changes_and_when_the_server_is_away(
    screen: Any,
) -> None:
    page = screen([image(1)])
    shows(page, "1")
    hand(page, board([text(3), image(1), image(2)]))
    shows(page, "1")
    ahead(page, 11)
    page.wait_for_function(f"() => ({SHOWN})() !== '1'")
    hand(page, board([image(5), GONE]))
    shows(page, "5")
    page.evaluate("board.state(false)")
    for _ in range(3):
        ahead(page, 11)
        page.wait_for_timeout(300)
        shows(page, "5")
    assert page.evaluate(
        "[...document.querySelectorAll('#media img')].every((i) => i.naturalWidth)"
    )


def test_a_video_is_silent_while_the_loudspeaker_speaks_is_muted_or_no_sound_is_wished(
    screen: Any,
) -> None:
    page = screen([video(4)], "loud")
    page.wait_for_function("() => document.querySelector('video').volume === 0.5")
    assert not page.locator("video").evaluate("(video) => video.muted")
    hand(page, board([video(4)], said=True))
    assert page.locator("video").evaluate("(video) => video.volume") == 0
    hand(page, board([video(4)]))
    page.wait_for_function("() => document.querySelector('video').volume === 0.5")
    hand(page, lambda now: {**board([video(4)])(now), "muted": now + 60_000})
    assert page.locator("video").evaluate("(video) => video.volume") == 0
    quiet = screen([video(4)])
    quiet.wait_for_function("() => document.querySelector('video').currentTime > 0.5")
    assert quiet.locator("video").evaluate("(video) => video.muted && video.volume === 0")


def test_a_list_that_loses_what_is_shown_and_changes_again_at_once_goes_on(screen: Any) -> None:
    page = screen([video(4), image(1), image(2), video(6)])
    shows(page, "4")
    rest = [image(1), image(2), video(6)]
    page.evaluate("(media) => playlist.snapshot({ media })", rest)
    hand(page, board(rest[1:]))
    shows(page, "2")


def test_a_screen_with_nothing_left_to_show_holds_no_film(screen: Any) -> None:
    page = screen([])
    page.evaluate(FILMS)
    hand(page, board([image(1), video(4)]))
    shows(page, "1")
    page.wait_for_function("() => films.length === 1")
    hand(page, board([]))
    assert page.evaluate("films.map((film) => film.getAttribute('src'))") == [None]


def test_a_text_turns_its_pages_in_the_time_that_it_has_by_now(screen: Any) -> None:
    page = screen([text(3, 10, 3000)])
    shows(page, "text")
    turned = "() => document.querySelector('.slide.long .words').scrollLeft > 0"
    assert not page.evaluate(turned)
    hand(page, board([text(3, 600, 3000)]))
    ahead(page, 6)
    hand(page, board([text(3, 600, 3000)]))
    assert not page.evaluate(turned)
    ahead(page, 400)
    page.wait_for_function(turned)


def test_a_text_alone_is_set_anew_for_its_new_time_or_place(screen: Any) -> None:
    """In 5 s it has one page, in small letters; in a minute several, and larger."""
    page = screen([text(3, 5, 700)])
    shows(page, "text")
    words = page.locator("#media .words")
    small = words.evaluate(LETTERS)
    hand(page, board([text(3, 60, 700)]))
    page.wait_for_function(
        f"(small) => ({LETTERS})(document.querySelector('.words')) > small", arg=small
    )
    page.locator("#media .part").get_by_text("1/").wait_for()
    hand(page, board([text(3, 5, 700)]))
    page.wait_for_function("() => document.querySelector('#media .part').textContent === ''")
    assert words.evaluate(LETTERS) == small


def test_a_film_that_was_coming_is_let_go_with_the_list(screen: Any) -> None:
    """Nothing was shown yet, and then there is nothing to show."""
    page = screen([])
    page.evaluate(FILMS)
    page.route("**/4-clip.webm", lambda _route: None)
    hand(page, board([video(4)]))
    page.wait_for_function("() => films.length === 1")
    hand(page, board([]))
    page.wait_for_function("() => films[0].getAttribute('src') === null")


def test_calls_that_come_together_leave_the_picture_where_it_is(screen: Any) -> None:
    page = screen([image(1)])
    shows(page, "1")
    before = page.locator("#media img").bounding_box()
    hand(page, board([image(1)], 6, TOGETHER))
    assert page.locator("#burst .card:visible").count() == 3
    assert page.locator("#media img").bounding_box() == before


def test_more_calls_than_the_column_holds_cover_the_film_which_goes_on(screen: Any) -> None:
    page = screen([video(4)])
    page.wait_for_function("() => document.querySelector('#media video').currentTime > 0")
    page.evaluate("() => { window.film = document.querySelector('#media video'); }")
    hand(page, board([video(4)], 9, TOGETHER))
    assert page.locator("#burst .card:visible").count() == 6
    assert not page.locator("#media video").is_visible()
    assert page.evaluate("film === document.querySelector('#media video') && film.isConnected")


def test_screens_side_by_side_show_the_same_picture_by_the_offices_clock(screen: Any) -> None:
    page = screen([])
    told = page.evaluate(
        """async () => {
          const {byClock} = await import("/display/static/playlist.js");
          const items = [{id: 1, seconds: 10}, {id: 2, seconds: 5}, {id: 3, seconds: 20}];
          return [0, 9999, 10000, 15000, 34999, 35000].map((now) => {
            const {item, left} = byClock(items, 35000 * 7e6 + now);
            return [item.id, left];
          });
        }"""
    )
    assert told == [[1, 10000], [1, 1], [2, 5000], [3, 20000], [3, 1], [1, 10000]]


def test_a_manager_sees_one_item_before_its_day_on_a_page_that_is_no_loudspeaker(
    served: Served,
) -> None:
    made = served.post("/display/media/texts", {"title": "Nghỉ lễ", "text": "Hết thứ Ba."}).json()
    served.post(f"/display/media/{made['id']}/changes", {"from": "2999-01-01"})
    address = "/display/?id=loud&layout=media"
    shown, usual = (served.get(address + f"&preview={made['id']}").text, served.get(address).text)
    assert "data-preview=" in shown and "Nghỉ lễ" in shown
    assert "data-sound" not in shown
    assert 'data-volume="0"' in shown
    assert "data-preview" not in usual and "data-sound" in usual and 'data-volume="50"' in usual


def test_an_open_screen_shows_what_is_added_and_no_longer_what_is_taken_away(
    served: Served, pages: Pages
) -> None:
    page = pages.open(f"{served.page}/display/?id=tv")
    page.wait_for_selector("html[data-live=up]")
    made = served.post("/display/media/texts", {"title": "Nghỉ trưa", "text": "Đến 13:30."}).json()
    page.locator("#media .slide", has_text="Đến 13:30.").wait_for()
    assert not page.locator("#side").is_visible()
    assert served.post(f"/display/media/{made['id']}/removals").ok
    page.locator("#side").wait_for()
    assert not page.locator("#media").is_visible()


def test_a_text_of_twelve_lines_turns_pages_in_letters_that_a_hall_reads(screen: Any) -> None:
    lines = [f"Thứ {day}: 07:30–11:30, 13:00–17:00" for day in range(2, 14)]
    page = screen([{**text(3, seconds=20), "text": "\n".join(lines)}])
    seen = []
    for part in ("1/2", "2/2"):
        page.locator("#media .part", has_text=part).wait_for()
        assert page.locator("#media .words").evaluate(LETTERS) >= 2.75 * 16
        seen += page.evaluate(READ)
        ahead(page, 10)
    assert seen == lines


def test_a_short_text_fills_its_place_and_no_line_of_it_is_broken(screen: Any) -> None:
    page = screen([{**text(3), "text": "Thứ Bảy 05/12 nghỉ."}])
    shows(page, "text")
    assert page.locator("#media .words").evaluate(LETTERS) > 88
    assert page.evaluate(READ) == ["Thứ Bảy 05/12 nghỉ."]
    assert page.locator("#media .part").inner_text() == ""
