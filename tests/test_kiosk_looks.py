"""The kiosk can be read and touched: real millimetres, contrast, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hall import Pages, Served, start, write_config
from kioskpage import LANDSCAPE, PORTRAIT, SMALL, KioskPage

pytestmark = pytest.mark.browser
INCHES = 15.6
SIZES = [PORTRAIT, LANDSCAPE, SMALL]
KEYS = """() => {
  const mm = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--mm"));
  return [...document.querySelectorAll("main .screen:not([hidden]) button")]
    .filter((key) => key.offsetParent)
    .map((key) => [key, key.getBoundingClientRect()])
    .map(([key, r]) => ({
      name: key.innerText.replace(/\\s+/g, " "), joined: Boolean(key.closest(".languages")),
      left: r.left / mm, right: r.right / mm, top: r.top / mm, bottom: r.bottom / mm,
    }));
}"""
PALE = """() => {
  const steep = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = (c) => steep(c / 255);
  const rgb = (css) => css.match(/[\\d.]+/g).map(Number);
  const bright = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const ground = (box) => {
    for (; box; box = box.parentElement) {
      const colour = rgb(getComputedStyle(box).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const pale = [];
  for (const box of document.querySelectorAll("#page *")) {
    const own = [...box.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !box.checkVisibility()) continue;
    const [a, b] = [bright(rgb(getComputedStyle(box).color)), bright(ground(box))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 7) pale.push(`${box.textContent.trim()}: ${ratio.toFixed(1)}`);
  }
  return pale;
}"""
CUT = """() => [...document.querySelectorAll("main *")].filter((box) => {
  const r = box.getBoundingClientRect();
  const top = document.querySelector("main").getBoundingClientRect().top - 1;
  const cut = r.right > innerWidth + 1 || r.bottom > innerHeight + 1 || r.left < -1 || r.top < top;
  return box.checkVisibility() && r.width > 2 && cut;
}).map((box) => box.tagName + " " + box.textContent.trim().slice(0, 40))"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A kiosk with the smallest screen that the config's comment speaks of."""
    folder = tmp_path_factory.mktemp("looks")
    changes = {"voices.engines": [], "kiosks.0.screen_inches": str(INCHES)}
    settings = write_config(folder / "config.yaml", changes)
    running = start("demo", settings, folder / "data", folder / "log.txt")
    yield running
    running.stop()


def screens(kiosk: KioskPage) -> Iterator[str]:
    """Every screen in turn, the number last."""
    yield "home"
    kiosk.choose()
    yield "call"
    kiosk.by_name()
    kiosk.page.fill("#typed", "Nguyễn Phúc Vĩnh Thụy Hoàng")
    yield "name"
    kiosk.press("#take-name")
    kiosk.number()
    yield "number"


def too_small(keys: list[dict[str, Any]]) -> list[str]:
    small = [
        key["name"]
        for key in keys
        if min(key["right"] - key["left"], key["bottom"] - key["top"]) < 19.9
    ]
    near = [
        f"{one['name']} | {other['name']}"
        for index, one in enumerate(keys)
        for other in keys[index + 1 :]
        if apart(one, other) < 2.9 and not (one["joined"] and other["joined"])
    ]
    return small + near


def apart(one: dict[str, Any], other: dict[str, Any]) -> float:
    across = max(one["left"], other["left"]) - min(one["right"], other["right"])
    down = max(one["top"], other["top"]) - min(one["bottom"], other["bottom"])
    return float(max(across, down))


@pytest.mark.parametrize("size", SIZES)
def test_every_key_is_20_mm_large_and_3_mm_from_the_next(
    served: Served, pages: Pages, size: tuple[int, int]
) -> None:
    kiosk = KioskPage(pages, served, size)
    for screen in screens(kiosk):
        assert too_small(kiosk.page.evaluate(KEYS)) == [], screen


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_pale_or_cut_off(
    served: Served, pages: Pages, size: tuple[int, int], language: str
) -> None:
    kiosk = KioskPage(pages, served, size, f"?lang={language}")
    kiosk.page.emulate_media(reduced_motion="reduce")
    for screen in screens(kiosk):
        assert kiosk.page.evaluate(PALE) == [], screen
        assert kiosk.page.evaluate(CUT) == [], screen


def test_large_text_is_larger_and_still_fits(served: Served, pages: Pages) -> None:
    kiosk = KioskPage(pages, served)
    size = "parseFloat(getComputedStyle(document.querySelector('.tile .facts')).fontSize)"
    before = kiosk.page.evaluate(size)
    kiosk.press("[data-do=large]")
    assert kiosk.page.evaluate(size) > before
    for screen in screens(kiosk):
        assert kiosk.page.evaluate(CUT) == [], screen
