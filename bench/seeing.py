"""From the press until the number is painted on the display, with the phones of a hall open: half
of them follow their own number, half the hall.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.figures import Figure
from bench.screens import Screens
from bench.servers import PAPERLESS, Asker, product, settings
from practice.summary import percentile

PHONES = 500
HALLS = 100
"""Rooms of the hall's page."""
COUNTER = 1
APART = 0.5
"""Seconds from one press to the next."""
WARM = 3
"""Presses before the first that counts."""
SECONDS = 20
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# What was drawn is painted before the task that follows the next frame's beginning.
WATCH = """() => {
  const box = document.getElementById("newest"), known = new Set();
  window.painted = [];
  new MutationObserver(() => {
    const { call } = box.dataset;
    if (!call || known.has(call)) return;
    known.add(call);
    requestAnimationFrame(() => setTimeout(() => {
      painted.push(performance.timeOrigin + performance.now());
    }, 0));
  }).observe(box, { attributes: true, childList: true });
}"""


def measure(rounds: int, presses: int) -> list[Figure]:
    """ms; void where there is no Chromium or no Playwright to drive it."""
    aim = 100.0
    figures = {n: Figure(f"press → painted p99, {n} phones", "ms", aim) for n in (0, PHONES)}
    for _ in range(rounds):
        for phones, figure in figures.items():
            took, why = _round(phones, presses)
            figure.void = figure.void or why
            figure.product.append(percentile(took, 0.99))
            figure.note = f"p50 {percentile(took, 0.5):.0f} ms, {presses} presses a round"
    return [*figures.values()]


def _round(phones: int, presses: int) -> tuple[list[float], str]:
    try:
        from playwright import sync_api
    except ImportError:
        return [0.0], "Playwright is not installed: python3 bootstrap.py test browser"
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        return [0.0], "there is no Chromium on this machine"
    with sync_api.sync_playwright() as playwright, product(settings()) as served:
        asker = Asker(served.port)
        path = f"/kiosk/tickets?id={PAPERLESS}"
        taken = [asker.post(path, {"service": "chung-thuc"})[1] for _ in range(max(1, phones))]
        own = [f"ticket-{each['ticket']['token']}" for each in taken[: phones // 2]]
        rooms = own + [f"hall-vi.{nth % HALLS}" for nth in range(phones - len(own))]
        with _followed(served.base, rooms), _display(playwright, program, served.base) as page:
            took = [_press(asker, page, nth) for nth in range(1, WARM + presses + 1)]
        asker.close()
    return took[WARM:], ""


@contextmanager
def _followed(base: str, rooms: list[str]) -> Iterator[None]:
    if not rooms:
        yield
        return
    screens = Screens(base, *rooms)
    try:
        yield
    finally:
        screens.close()


@contextmanager
def _display(playwright: Any, program: str, base: str) -> Iterator[Any]:
    browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(f"{base}/display/")
    page.wait_for_selector("html[data-live=up]")
    page.evaluate(WATCH)
    yield page
    browser.close()


def _press(asker: Asker, page: Any, nth: int) -> float:
    """Taken back at once, so that no burst hides the next behind its pages."""
    since = time.time()
    status, answer = asker.post(f"/counter/{COUNTER}/calls")
    if status != 201:
        raise RuntimeError(f"the press was refused: {answer}")
    page.wait_for_function("(nth) => painted.length >= nth", arg=nth, timeout=SECONDS * 1000)
    took = float(page.evaluate("(nth) => painted[nth - 1]", nth)) - since * 1000
    asker.post(f"/counter/{COUNTER}/undos")
    time.sleep(APART)
    return took
