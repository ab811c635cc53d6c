"""Telex, VNI and the tone keys write every Vietnamese syllable; other words stay as typed."""

from __future__ import annotations

from typing import Any

import pytest
from hall import Pages, Served
from vietnamese import orders, syllables, written

from kiosk.names import tidy

pytestmark = pytest.mark.browser
COMPOSE = """async ([method, all]) => {
  const { compose } = await import("/kiosk/static/telex.js");
  return all.map((keys) => compose(keys, method));
}"""
BY_TONE_KEYS = """async (all) => {
  const { press } = await import("/kiosk/static/keyboard.js");
  const word = (signs) => [...signs].reduce((text, sign) => press(text, { sign }), "");
  return all.map(([before, after, tone, early]) => {
    const first = word(early ? before : before + after);
    const toned = tone ? press(first, { tone }) : first;
    return [...(early ? after : "")].reduce((text, sign) => press(text, { sign }), toned);
  });
}"""


@pytest.fixture
def page(served: Served, pages: Pages) -> Any:
    opened = pages.open(f"{served.page}/kiosk/")
    opened.wait_for_selector("html[data-live=up]")
    return opened


@pytest.mark.parametrize("method", ["telex", "vni"])
def test_every_syllable_is_written_in_each_order_of_its_keys(page: Any, method: str) -> None:
    wanted = {
        keys: written(*syllable) for syllable in syllables() for keys in orders(*syllable, method)
    }
    made = page.evaluate(COMPOSE, [method, list(wanted)])
    wrong = [(k, w, m) for (k, w), m in zip(wanted.items(), made, strict=True) if w != m]
    assert len(wanted) > 10_000
    assert wrong == []


@pytest.mark.parametrize("early", [False, True])
def test_every_syllable_is_written_by_letters_and_a_tone_key(page: Any, early: bool) -> None:
    every = list(syllables())
    made = page.evaluate(BY_TONE_KEYS, [[*syllable, early] for syllable in every])
    names = [written(*syllable).capitalize() for syllable in every]
    assert [(n, m) for n, m in zip(names, made, strict=True) if n != m] == []


def test_every_syllable_is_taken_by_the_office_as_it_is() -> None:
    names = [written(*syllable).capitalize() for syllable in syllables()]
    assert [name for name in names if tidy(name) != name] == []


def test_what_is_typed_is_what_is_meant(page: Any) -> None:
    meant = {
        "telex": {
            "hoaf": "hòa", "hoafng": "hoàng", "giuwowngf": "giường", "NGUYEENX": "NGUYỄN",
            "hass": "has", "aaa": "aa", "ddd": "dd", "dungxz": "dung", "Niê": "Niê", "Blô": "Blô",
            "Smith": "Smith", "William": "William", "David": "David", "Luxx": "Lux",
        },
        "vni": {"d9ao2": "đào", "a11": "a1"},
        "off": {"hoaf": "hoaf"},
    }  # fmt: skip
    made = {
        method: dict(zip(words, page.evaluate(COMPOSE, [method, list(words)]), strict=True))
        for method, words in meant.items()
    }
    assert made == meant


def test_nothing_that_was_typed_is_remembered_for_the_next_citizen(page: Any) -> None:
    page.click("[data-service=chung-thuc]")
    page.click("#by-name")
    page.click("[data-do=adult]")
    page.keyboard.type("ass")
    assert page.input_value("#typed") == "as"
    page.click("#name [data-do=back]")
    page.click("#by-name")
    page.evaluate("document.getElementById('typed').value = 'as'")
    page.keyboard.press("End")
    page.keyboard.type("s")
    assert page.input_value("#typed") == "as"


def test_a_plugged_in_keyboard_writes_a_name_by_telex(page: Any) -> None:
    page.click("[data-service=chung-thuc]")
    page.click("#by-name")
    page.click("[data-do=adult]")
    page.keyboard.type("Nguyeenx Thij Hoaf")
    assert page.input_value("#typed") == "Nguyễn Thị Hòa"
    page.fill("#typed", "")
    page.keyboard.type("Smith")
    assert page.input_value("#typed") == "Smith"
    page.fill("#typed", "")
    page.keyboard.insert_text("á")
    page.keyboard.type("s")
    assert page.input_value("#typed") == "ás"


def test_who_types_otherwise_chooses_the_way_of_typing_for_this_name(page: Any) -> None:
    page.click("[data-service=chung-thuc]")
    page.click("#by-name")
    page.click("[data-do=adult]")
    assert page.locator("#method").is_hidden()
    page.keyboard.type("Lux")
    assert page.input_value("#typed") == "Lũ"
    page.click("#method")
    page.fill("#typed", "")
    page.keyboard.type("Nguye6n4 Thi5")
    assert page.input_value("#typed") == "Nguyễn Thị"
    page.click("#method")
    page.fill("#typed", "")
    page.keyboard.type("Lux Lessing")
    assert page.input_value("#typed") == "Lux Lessing"
    assert "Tắt" in page.locator("#method").inner_text()
    page.click("#name [data-do=back]")
    page.evaluate("import('/kiosk/static/deeds.js').then(({ deeds }) => deeds.done())")
    page.evaluate("document.dispatchEvent(new Event('input'))")
    page.click("[data-service=chung-thuc]")
    page.click("#by-name")
    page.click("[data-do=adult]")
    page.keyboard.type("Hoaf")
    assert page.input_value("#typed") == "Hòa"
