"""A screen that is cut off, asleep or broken: it says so, comes back, and says nothing twice."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from hall import Pages, Served

pytestmark = pytest.mark.browser
Serving = Callable[..., Served]
HOURS_LATE = """
const Real = Date, late = 3 * 3600 * 1000;
window.Date = class extends Real {
  constructor(...args) { if (args.length) super(...args); else super(Real.now() - late); }
  static now() { return Real.now() - late; }
};
"""
# When the page last heard of the server, when it said that it is lost, and what it began to play.
NOTES = """
window.begun = [];
const Wire = WebSocket;
window.WebSocket = class extends Wire {
  constructor(...args) {
    super(...args);
    this.addEventListener("message", () => { window.heardAt = performance.now(); });
  }
};
new MutationObserver(() => {
  if (document.documentElement.dataset.live === "down") window.lostAt = performance.now();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-live"] });
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  if (!this.src.endsWith("silence.wav")) begun.push(this.src);
  return play.call(this);
};
"""
# A copy of the module whose timer is turned by hand: [turns, age in s, calm] -> asked or not.
TURNS = """async (rounds) => {
  let turn = null, age = 0, calm = true, asked = 0;
  const { setInterval, fetch } = window;
  window.setInterval = (done) => { turn = done; };
  const {reloadWhen, drawn} = await import("/display/static/alive.js?" + Math.random());
  window.setInterval = setInterval;
  window.fetch = async () => { asked += 1; throw new Error("away"); };
  performance.now = () => age * 1000;
  reloadWhen(() => calm);
  const found = [];
  for (const [turns, seconds, quiet] of rounds) {
    [age, calm, asked] = [seconds, quiet, 0];
    drawn();
    for (let i = 0; i < turns; i += 1) await turn();
    found.push(asked);
  }
  window.fetch = fetch;
  delete performance.now;
  return found;
}"""
# One minute has passed since the first page was opened, and its lists cannot be drawn.
BROKEN = """
if (!sessionStorage.broken) {
  const real = performance.now.bind(performance);
  performance.now = () => real() + 60000;
}
"""
SIDE = """export function drawSide() {
  if (sessionStorage.broken) return;
  throw new Error("cannot draw");
}
addEventListener("beforeunload", () => { sessionStorage.broken = "once"; });
"""


def take_and_call(served: Served, counter: int) -> str:
    ticket = served.post("/kiosk/tickets", {"service": "chung-thuc"}).json()["ticket"]
    assert served.post(f"/counter/{counter}/calls").status_code == 201
    return str(ticket["label"])


def newest(page: Any, label: str) -> None:
    found = page.locator(f'.num[aria-label="{label}"]:visible').first
    found.wait_for(timeout=10_000)


def begun(page: Any, count: int) -> None:
    """Waits until so many calls have begun to sound."""
    page.wait_for_function("(count) => begun.length >= count", arg=count, timeout=60_000)


def test_a_screen_loads_itself_anew_after_ten_seconds_without_a_picture_once_a_minute(
    served: Served, pages: Pages
) -> None:
    page = pages.open(served.page + "/display/")
    page.wait_for_selector("html[data-live=up]")
    rounds = [(9, 90, True), (10, 90, True), (29, 90, True), (30, 59, True), (30, 90, False)]
    assert page.evaluate(TURNS, [list(each) for each in rounds]) == [0, 1, 2, 0, 0]


@pytest.mark.long
def test_a_screen_that_cannot_draw_comes_back_by_itself(served: Served, pages: Pages) -> None:
    page = pages.open("about:blank")
    page.add_init_script(BROKEN)
    page.route(
        "**/display/static/side.js",
        lambda route: route.fulfill(content_type="text/javascript", body=SIDE),
    )
    page.goto(served.page + "/display/")
    page.wait_for_function("() => sessionStorage.broken", timeout=30_000)
    page.wait_for_selector("html[data-live=up]")
    label = take_and_call(served, 5)
    newest(page, label)
    assert [each for each in pages.complaints if "cannot draw" not in each] == []
    pages.complaints.clear()


@pytest.mark.long
def test_a_server_that_hangs_or_dies_is_said_in_five_seconds_and_no_call_sounds_twice(
    serving: Serving, pages: Pages
) -> None:
    served = serving({"voices.engines": ["espeak"]})
    page = pages.open("about:blank")
    page.add_init_script(HOURS_LATE + NOTES)
    page.goto(served.page + "/display/")
    page.wait_for_selector("html[data-live=up]")
    labels = [take_and_call(served, 1)]
    begun(page, 1)

    served.process.send_signal(signal.SIGSTOP)
    page.get_by_text("Mất kết nối").wait_for(timeout=20_000)
    assert page.evaluate("lostAt - heardAt") <= 5_000
    newest(page, labels[0])
    served.process.send_signal(signal.SIGCONT)
    page.locator("#lost").wait_for(state="hidden", timeout=30_000)

    labels.append(take_and_call(served, 2))
    begun(page, 2)
    served.kill()
    page.get_by_text("Mất kết nối").wait_for(timeout=20_000)
    served.again()
    page.locator("#lost").wait_for(state="hidden", timeout=30_000)
    labels.append(take_and_call(served, 3))
    begun(page, 3)
    for label in labels:
        newest(page, label)
    time.sleep(3)
    sounds = page.evaluate("begun")
    assert len(sounds) == len({*sounds}) == 3
