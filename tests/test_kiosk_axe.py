"""axe-core finds nothing on any state of the kiosk's page, nor anything it could not decide."""

from __future__ import annotations

import pytest
from axe import AXE, LOOK
from hall import Pages, Served
from kioskpage import LANDSCAPE, PORTRAIT, SMALL, KioskPage
from kioskstates import MODES, States

pytestmark = pytest.mark.browser
# Words with Vietnamese signs whose nearest lang is another one.
FOREIGN = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.textContent.trim();
    const box = walk.currentNode.parentElement;
    const signs = /[ăđơư\\u1ea0-\\u1ef9]/i.test(words);
    if (signs && box.checkVisibility() && box.closest("[lang]").lang !== "vi") found.push(words);
  }
  return found;
}"""


def found(states: States, state: str, mode: str) -> list[str]:
    states.show(state, mode)
    return [f"{state}, {mode}: {fault}" for fault in states.page.evaluate(LOOK)]


def opened(pages: Pages, served: Served, size: tuple[int, int], language: str) -> States:
    states = States(KioskPage(pages, served, size))
    states.page.evaluate(AXE)
    states.speak(language)
    return states


# The modes change sizes and places alone, which test_kiosk_geometry.py measures in each of them.
@pytest.mark.parametrize(
    "mode",
    ["plain", *(pytest.param(mode, marks=pytest.mark.long) for mode in MODES if mode != "plain")],
)
@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.long)])
def test_axe_finds_nothing_on_any_state_of_the_page(
    served: Served, pages: Pages, language: str, mode: str
) -> None:
    states = opened(pages, served, PORTRAIT, language)
    assert [fault for state in states.names for fault in found(states, state, mode)] == []


@pytest.mark.long
@pytest.mark.parametrize(("size", "language"), [(LANDSCAPE, "en"), (SMALL, "vi")])
def test_axe_finds_nothing_on_a_screen_that_lies(
    served: Served, pages: Pages, size: tuple[int, int], language: str
) -> None:
    states = opened(pages, served, size, language)
    modes = ("plain", "large and low")
    faults = [found(states, state, mode) for state in states.names for mode in modes]
    assert [fault for each in faults for fault in each] == []


def test_axe_would_find_a_pale_word_and_a_word_on_a_picture(served: Served, pages: Pages) -> None:
    states = opened(pages, served, PORTRAIT, "vi")
    states.page.evaluate("document.querySelector('.lead').style.color = '#666f7c'")
    assert [fault for fault in found(states, "home", "plain") if "contrast-enhanced" in fault]
    states.page.evaluate("document.querySelector('.lead').style.color = ''")
    states.page.evaluate(
        "at => document.querySelector(at).style.background = 'linear-gradient(red, red)'", ".ask"
    )
    assert [fault for fault in found(states, "home", "plain") if "color-contrast" in fault]


def test_what_is_vietnamese_on_an_english_page_says_so(served: Served, pages: Pages) -> None:
    states = opened(pages, served, PORTRAIT, "en")
    for state in states.names:
        states.show(state, "plain")
        assert states.page.evaluate(FOREIGN) == [], state
