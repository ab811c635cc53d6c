"""Pictures of every display layout, for people to look at:
`.venv/bin/python tests/displaypictures.py FOLDER`. Sizes, languages, today's Chromium, 67 and 78.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from conftest import CHROMIUM, FLAGS
from hall import Pages, Served, start, write_config
from hallboard import LIVE, Snapshot, hand, hand_old, handed, large, told
from oldchromium import VERSIONS, OldChromium
from PIL import Image
from playwright.sync_api import sync_playwright

NAME = {"vi": "Bảng"}
ALL = ["counters", "waiting", "next", "missed"]
DISPLAYS: dict[str, dict[str, Any]] = {
    "near": {"viewing_distance_m": "3.6", "lists": ALL},
    "calls": {"lists": ALL},
    "far": {"screen_inches": "49", "lists": ALL},
    "notices": {"layout": "notices"},
    "media": {"layout": "media", "lists": ALL},
    "zones": {"zones": ["hall", "yard"]},
    "counter": {"layout": "counter", "counter": "6", "screen_inches": "15", "officer": "yes"},
    "totem": {"layout": "totem", "screen_inches": "43", "viewing_distance_m": "5"},
}
ZONES = [
    {"id": "hall", "name": {"vi": "Tầng 1 – Hộ tịch", "en": "Floor 1 – Civil status"}},
    {"id": "yard", "name": {"vi": "Tầng 2 – Đất đai", "en": "Floor 2 – Land"}},
]
LYING, UPRIGHT = [(1280, 720), (1920, 1080), (3840, 2160)], [(1080, 1920)]
STATES: dict[str, Snapshot] = {
    "calm": told(large(9, 60_000, first=1), caption=[]),
    "burst": large(5, 500, first=1, day="burst"),
    "many": large(31, 500, first=1, day="many"),
}
RESTED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 600)))"
SHEET, COLUMNS, THUMB = 12, 3, 640


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    folder: Path = asked.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with served() as office:
        today(office, folder)
        for version in sorted(VERSIONS):
            of_old(office, folder, version)
    sheets(folder)


@contextmanager
def served() -> Iterator[Served]:
    """A demo with all of these displays."""
    displays = [{"id": id_, "name": NAME, "zone": "hall", **each} for id_, each in DISPLAYS.items()]
    changes = {"voices.engines": [], "displays": displays, "zones": ZONES, "office.recorded": "yes"}
    with tempfile.TemporaryDirectory() as place:
        config = write_config(Path(place, "config.yaml"), changes)
        running = start("demo", config, Path(place, "data"), Path(place, "log.txt"))
        try:
            yield running
        finally:
            running.stop()


def today(office: Served, folder: Path) -> None:
    program = next(found for name in CHROMIUM if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        pages = Pages(browser)
        for name, language in each():
            page = handed(pages, office, f"?id={name}&lang={language}", 1920, 1080)
            for state, make in STATES.items():
                hand(page, make)
                for width, height in sizes(name):
                    page.set_viewport_size({"width": width, "height": height})
                    page.wait_for_timeout(600)
                    page.screenshot(path=folder / file(name, state, language, "now", width, height))
            pages.close()
        browser.close()


def of_old(office: Served, folder: Path, version: int) -> None:
    # A browser that is ending may still write into its folder.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        browser = OldChromium(version, Path(place))
        for name, language in each():
            url = f"{office.page}/display/?id={name}&lang={language}"
            page = browser.open(url, *sizes(name)[-1], instead={"/static/live.js": LIVE})
            page.wait("!!window.board && document.fonts.status === 'loaded'")
            for state, make in STATES.items():
                hand_old(page, make)
                for width, height in sizes(name):
                    page.resize(width, height)
                    page.evaluate(RESTED)
                    page.screenshot(
                        folder / file(name, state, language, str(version), width, height)
                    )
        browser.close()


def each() -> Iterator[tuple[str, str]]:
    return ((name, language) for name in DISPLAYS for language in ("vi", "en"))


def sizes(name: str) -> list[tuple[int, int]]:
    return UPRIGHT if name == "totem" else LYING


def file(*parts: object) -> str:
    return "-".join(map(str, parts)) + ".png"


def sheets(folder: Path) -> None:
    """Contact sheets of twelve pictures each, in the order of their names."""
    pictures = sorted(each for each in folder.glob("*.png") if not each.name.startswith("sheet-"))
    for number, at in enumerate(range(0, len(pictures), SHEET)):
        sheet = Image.new("RGB", (COLUMNS * THUMB, SHEET // COLUMNS * THUMB * 9 // 16))
        for place, picture in enumerate(pictures[at : at + SHEET]):
            small = Image.open(picture).convert("RGB")
            small.thumbnail((THUMB - 8, THUMB * 9 // 16 - 8))
            sheet.paste(small, (place % COLUMNS * THUMB, place // COLUMNS * THUMB * 9 // 16))
        sheet.save(folder / f"sheet-{number:02}.png")


if __name__ == "__main__":
    main()
