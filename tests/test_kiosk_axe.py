"""axe-core finds nothing on any state of the kiosk's page, nor anything it could not decide."""

from __future__ import annotations

import pytest
from axe import AXE, LOOK
from hall import Pages, Served
from kioskpage import LANDSCAPE, PORTRAIT, SMALL, KioskPage
from kioskstates import MODES, States

pytestmark = pytest.mark.browser
# Every screen and every panel once, and what is coloured otherwise.
USUAL = """
home|home, every kind of tile|home, closed|home, lost|home, priority chosen|priorities, one chosen
visit|visit, refused|search|search, found|call|call, refused|call, asked for the age|call, asked how
card|card, unread|name|name, no letters|name, of an elderly one's card
paper printed|paper out|paper unsure
number, of a booked visit|number, with a priority, with a sheet|which sheet|number, idle warning
"""
# Words with Vietnamese signs whose nearest lang is another one.
FOREIGN = """(names) => names.flatMap((name) => {
  window.show(name, { large: false, low: false });
  const found = [];
  const walk = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.textContent.trim();
    const box = walk.currentNode.parentElement;
    const signs = /[ăđơư\\u1ea0-\\u1ef9]/i.test(words);
    const foreign = signs && box.checkVisibility() && box.closest("[lang]").lang !== "vi";
    if (foreign) found.push(`${name}: ${words}`);
  }
  return found;
})"""


def found(states: States, state: str, mode: str) -> list[str]:
    states.show(state, mode)
    return [f"{state}, {mode}: {fault}" for fault in states.page.evaluate(LOOK)]


def opened(pages: Pages, served: Served, size: tuple[int, int], language: str) -> States:
    states = States(KioskPage(pages, served, size))
    states.page.evaluate(AXE)
    states.speak(language)
    return states


def test_axe_finds_nothing_on_the_usual_states_of_the_page(served: Served, pages: Pages) -> None:
    states = opened(pages, served, PORTRAIT, "vi")
    usual = USUAL.strip().replace("\n", "|").split("|")
    assert [fault for state in usual for fault in found(states, state, "plain")] == []


# The modes change sizes and places alone, which test_kiosk_geometry.py measures in each of them.
@pytest.mark.long
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", ["vi", "en"])
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
    assert states.page.evaluate(FOREIGN, states.names) == []
