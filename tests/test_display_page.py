"""The hall's screen in a real browser, beside a real server."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from hall import Pages, Served

pytestmark = pytest.mark.browser

Serving = Callable[..., Served]
# What a TV does whose clock is three hours behind, and one that wants a touch before any sound.
WRONG_CLOCK = """
const Real = Date, late = 3 * 3600 * 1000;
window.Date = class extends Real {
  constructor(...args) { if (args.length) super(...args); else super(Real.now() - late); }
  static now() { return Real.now() - late; }
};
"""
# The sounds of calls that a page has played to their end.
WHAT_IS_PLAYED = """
window.heard = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  const { src } = this;
  const ended = () => heard.push(src);
  if (!src.endsWith("silence.wav")) this.addEventListener("ended", ended, { once: true });
  return play.call(this);
};
"""
SILENT_UNTIL_TOUCHED = """
let touched = false;
for (const kind of ["keydown", "pointerdown"]) {
  window.addEventListener(kind, () => { touched = true; }, true);
}
HTMLMediaElement.prototype.play = () => touched
  ? Promise.resolve()
  : Promise.reject(new DOMException("a touch first", "NotAllowedError"));
"""


def take(served: Served, **more: Any) -> str:
    body = {"service": "chung-thuc", **more}
    label: str = served.post("/kiosk/tickets", body).json()["ticket"]["label"]
    return label


def call(served: Served, counter: int) -> None:
    assert served.post(f"/counter/{counter}/calls").status_code == 201


def heard(page: Any, count: int) -> list[str]:
    """Waits until the page has played so many sounds, never more; their addresses."""
    page.wait_for_function("(count) => heard.length >= count", arg=count, timeout=40_000)
    found: list[str] = page.evaluate("heard")
    assert len(found) == count
    return found


def screen_of(display: str, **more: str) -> dict[str, Any]:
    """A display as it is written in the settings."""
    return {"id": display, "name": {"vi": "Bảng"}, "zone": "hall", **more}


def screen(served: Served, pages: Pages, **context: Any) -> Any:
    return pages.open(served.page + "/display/", 1920, 1080, **context)


def newest(page: Any, label: str) -> Any:
    """Waits until this number is the large one."""
    found = page.locator(f'#newest .who .num[aria-label="{label}"]')
    found.wait_for(timeout=5_000)
    return found


def test_a_call_appears_at_once_and_a_recall_moves_up(serving: Serving, pages: Pages) -> None:
    served = serving({"displays.0.viewing_distance_m": "3", "rules.recall_gap": "0"})
    page = screen(served, pages)
    page.get_by_text("Chưa gọi số nào").wait_for()
    first, second = take(served), take(served)
    call(served, 1)
    newest(page, first)
    assert page.locator("#newest .where .num").get_attribute("aria-label") == "1"
    assert page.locator("#desks li").first.locator(".st.calling").count() == 1
    call(served, 2)
    newest(page, second)
    page.locator(f'#before .num[aria-label="{first}"]').wait_for()
    assert served.post("/counter/1/recalls").status_code == 201
    newest(page, first)
    page.get_by_text("Mời số · gọi lần 2").wait_for()


def test_three_calls_together_are_cards_of_one_size_in_order_of_calling(
    serving: Serving, pages: Pages
) -> None:
    served = serving()
    page = screen(served, pages)
    labels = [take(served) for _ in range(4)]
    for counter in (3, 1, 4, 2):
        call(served, counter)
    page.locator("#burst .card").nth(3).wait_for()
    shown = page.locator("#burst .who .num").evaluate_all(
        "all => all.map((num) => num.getAttribute('aria-label'))"
    )
    assert shown == labels
    sizes = page.locator("#burst .card").evaluate_all(
        "all => all.map((card) => [card.offsetWidth, card.offsetHeight].join())"
    )
    assert len(set(sizes)) == 1
    assert page.get_by_text("Mời 4 số sau đến quầy").is_visible()


def test_a_lost_server_is_said_within_five_seconds_and_all_comes_back(
    serving: Serving, pages: Pages
) -> None:
    served = serving()
    page = screen(served, pages)
    first, second = take(served), take(served)
    call(served, 1)
    newest(page, first)
    served.kill()
    page.get_by_text("Mất kết nối").wait_for(timeout=5_000)
    newest(page, first)
    served.again()
    page.locator("#lost").wait_for(state="hidden", timeout=10_000)
    newest(page, first)
    call(served, 2)
    newest(page, second)


@pytest.mark.long
def test_a_screen_that_slept_shows_what_it_missed_and_plays_nothing_twice(
    serving: Serving, pages: Pages
) -> None:
    served = serving({"voices.engines": ["espeak"]})
    page = pages.open("about:blank")
    page.add_init_script(WHAT_IS_PLAYED)
    page.goto(served.page + "/display/")
    first, second, third = take(served), take(served), take(served)
    call(served, 1)
    newest(page, first)
    heard(page, 1)
    sleep = page.context.new_cdp_session(page)
    sleep.send("Debugger.enable")
    sleep.send("Debugger.pause")
    time.sleep(1)
    call(served, 2)
    call(served, 3)
    time.sleep(7)
    sleep.send("Debugger.resume")
    for label in (third, second, first):
        page.locator(f'.num[aria-label="{label}"]:visible').first.wait_for(timeout=10_000)
    heard(page, 3)
    page.wait_for_timeout(2_000)
    assert len(set(heard(page, 3))) == 3


@pytest.mark.long
def test_a_screen_switched_off_and_on_shows_both_calls_and_says_only_the_one_it_missed(
    serving: Serving, pages: Pages
) -> None:
    served = serving({"voices.engines": ["espeak"]})
    page = pages.open("about:blank")
    page.add_init_script(WHAT_IS_PLAYED)
    page.goto(served.page + "/display/")
    first, second = take(served), take(served)
    call(served, 1)
    newest(page, first)
    [said] = heard(page, 1)
    page.goto("about:blank")
    call(served, 2)
    page.goto(served.page + "/display/")
    newest(page, second)
    page.locator(f'#before .num[aria-label="{first}"]').wait_for()
    heard(page, 1)
    page.wait_for_timeout(2_000)
    [after] = heard(page, 1)
    assert after != said


def test_the_loudspeaker_never_says_one_call_twice(serving: Serving, pages: Pages) -> None:
    served = serving()
    page = pages.open(served.page + "/display/")
    sent = page.evaluate(
        """async () => {
          const {player} = await import("/voices/static/player.js");
          const sent = [], wait = (ms) => new Promise((done) => setTimeout(done, ms));
          let mode = "", plays = 0;
          const sound = player({zone: "hall", changed: (now) => { mode = now.mode; }});
          sound.attach({emit: (event, data) => sent.push({event, ...data})});
          while (mode !== "ready") await wait(20);
          const play = HTMLMediaElement.prototype.play;
          HTMLMediaElement.prototype.play = function () { plays += 1; return play.call(this); };
          const call = {seq: 7, url: "/voices/static/silence.wav?7", left_ms: 2000, text: ""};
          const over = () => sent.filter(({event}) => event === "ended");
          sound.play(call);
          sound.play(call);
          while (over().length < 1) await wait(20);
          sound.play(call);
          return [plays, over()];
        }"""
    )
    over = {"event": "ended", "seq": 7, "heard": True}
    assert sent == [1, [over, over]]


def test_the_screen_goes_by_the_offices_time_when_its_own_is_hours_wrong(
    serving: Serving, pages: Pages
) -> None:
    served = serving()
    page = pages.open("about:blank")
    page.add_init_script(WRONG_CLOCK)
    page.goto(served.page + "/display/")
    label = take(served)
    call(served, 1)
    newest(page, label)
    assert page.get_by_text("Mời số", exact=True).is_visible()
    right = page.evaluate(
        """async () => {
          const {hhmm, now} = await import("/static/time.js");
          const shown = () => document.querySelector("[data-clock]").getAttribute("aria-label");
          // It is drawn each second: at a change of the minute it may be one behind.
          return [[hhmm(now()), hhmm(now() - 2000)].includes(shown()), now() - Date.now()];
        }"""
    )
    assert right[0]
    assert abs(right[1] - 3 * 3_600_000) < 60_000


def test_a_name_is_shown_as_each_display_is_set(serving: Serving, pages: Pages) -> None:
    shown = {"number": "", "masked": "Trần T** Hoa", "given": "Hoa", "full": "Trần Thị Hoa"}
    served = serving({"displays": [screen_of(mode, names=mode) for mode in shown]})
    agreed = take(served, name="Trần Thị Hoa", say_name=True)
    call(served, 1)
    for mode, text in shown.items():
        page = pages.open(f"{served.page}/display/?id={mode}", 1920, 1080)
        newest(page, agreed)
        assert page.locator("#newest .name").inner_text() == text
        assert mode == "full" or "Trần Thị Hoa" not in page.content()


def test_the_sounding_screen_says_that_it_is_mute_until_one_touch(
    serving: Serving, pages: Pages
) -> None:
    served = serving({"displays": [screen_of("loud", sound="yes"), screen_of("mute")]})
    page = pages.open("about:blank")
    page.add_init_script(SILENT_UNTIL_TOUCHED)
    page.goto(served.page + "/display/?id=loud")
    sign = page.get_by_role("button", name="Bật tiếng")
    sign.wait_for()
    page.keyboard.press("Enter")
    sign.wait_for(state="hidden")
    page.goto(served.page + "/display/?id=mute")
    page.get_by_text("Chưa gọi số nào").wait_for()
    assert page.locator("#sound").is_hidden()
    assert served.get("/display/?id=nowhere").status_code == 404
    assert not re.search(r"<script>|style=", served.get("/display/").text)


def test_a_phone_turns_red_when_its_number_is_called(serving: Serving, pages: Pages) -> None:
    served = serving()
    ticket = served.post("/kiosk/tickets", {"service": "chung-thuc"}).json()["ticket"]
    page = pages.open(f"{served.page}/t/{ticket['token']}", 360, 640)
    page.get_by_text("Trước quý khách").wait_for()
    call(served, 3)
    page.get_by_text("Đến lượt!").wait_for(timeout=5_000)
    assert page.locator('.plate .num[aria-label="3"]').is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    served.kill()
    page.get_by_text("Mất kết nối, số liệu lúc").wait_for(timeout=5_500)
