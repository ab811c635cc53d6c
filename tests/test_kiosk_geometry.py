"""Every key of the kiosk can be hit and every word read: on each screen, in each state and mode.

Targets of 20 mm, 3 mm apart; with "Hạ thấp" all of them in the lower half of a standing screen,
in the lower two thirds of a lying one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hall import Pages, Served, start, write_config
from kioskpage import LANDSCAPE, PORTRAIT, SMALL, KioskPage
from kioskstates import MODES, States

pytestmark = pytest.mark.browser
MEASURES = Path(__file__).with_name("kioskgeometry.js").read_text("utf-8")
SCREENS = {"k15": "15.6", "k19": "19", "k21": "21.5", "k32": "32"}
FURTHER = {"km": "ភាសាខ្មែរ", "fr": "français"}
TONGUES = {"three": ["vi", "en", "km"], "four": ["vi", "en", "km", "fr"]}
LARGER = 1.25
DISPLAY = 56
"""Units of the drawing from which on a word is large already."""
# The usual screen standing and lying, as it is and with the most changed.
QUICK = list(product(("plain", "large and low"), (PORTRAIT, LANDSCAPE), ("k21",)))
EVERY = [
    pytest.param(*each, marks=[] if each in QUICK else pytest.mark.long)
    for each in product(MODES, (PORTRAIT, LANDSCAPE, SMALL), ("k15", "k19", "k21", "k32"))
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A kiosk of each size."""
    folder = tmp_path_factory.mktemp("geometry")
    kiosks: list[dict[str, Any]] = [
        {
            "id": id,
            "name": {"vi": "Máy lấy số", "en": "Kiosk"},
            "printer": "p1",
            "screen_inches": inches,
        }
        for id, inches in SCREENS.items()
    ]
    kiosks += [{**kiosks[2], "id": id, "languages": offered} for id, offered in TONGUES.items()]
    changes = {"voices.engines": [], "kiosks": kiosks, "languages": FURTHER}
    running = start(
        "demo",
        write_config(folder / "config.yaml", changes),
        folder / "data",
        folder / "log.txt",
    )
    yield running
    running.stop()


def opened(pages: Pages, served: Served, size: tuple[int, int], kiosk: str) -> States:
    states = States(KioskPage(pages, served, size, f"?id={kiosk}"))
    states.page.evaluate(MEASURES)
    states.page.evaluate("document.fonts.ready")
    return states


@pytest.mark.parametrize(("mode", "size", "kiosk"), EVERY)
def test_every_key_is_large_enough_and_every_word_whole(
    served: Served, pages: Pages, mode: str, size: tuple[int, int], kiosk: str
) -> None:
    states = opened(pages, served, size, kiosk)
    for language in ("vi", "en"):
        states.speak(language)
        survey = [states.names, {mode: MODES[mode]}]
        faults = states.page.evaluate("([names, modes]) => survey(names, modes)", survey)
        assert faults == [], language


@pytest.mark.parametrize("size", [PORTRAIT, pytest.param(LANDSCAPE, marks=pytest.mark.long)])
def test_large_text_is_a_quarter_larger_everywhere(
    served: Served, pages: Pages, size: tuple[int, int]
) -> None:
    states = opened(pages, served, size, "k21")
    # In one go: between two questions the browser would paint each of them.
    modes = [MODES["plain"], MODES["large"]]
    both = states.page.evaluate("([names, modes]) => sized(names, modes)", [states.names, modes])
    for state, (usual, large) in both.items():
        plain = dict(usual)
        for words, grown in large:
            wanted = min(plain.get(words, 0) * LARGER, DISPLAY)
            assert grown > wanted - 0.1, f"{state}: {words}"
    assert list(both) == states.names


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize("kiosk", TONGUES)
def test_a_kiosk_of_several_languages_has_room_for_all_of_them(
    served: Served, pages: Pages, kiosk: str, size: tuple[int, int]
) -> None:
    states = opened(pages, served, size, kiosk)
    for language in ("vi", "en"):
        states.speak(language)
        survey = [["home"], MODES]
        assert states.page.evaluate("([names, modes]) => survey(names, modes)", survey) == []
