"""The kiosk read aloud when sound fails, when words are many, and when a name is among them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from guarded import until
from hall import Pages, Served
from kioskpage import KioskPage

pytestmark = pytest.mark.browser
SPEAKS = {"voices.engine": "pyttsx3"}
NEVER_ENDS = "Object.defineProperty(AudioScheduledSourceNode.prototype, 'onended', { set() {} })"
NEVER_STARTS = "AudioBufferSourceNode.prototype.start = () => { throw new Error('no start') }"
NO_DEVICE = "window.AudioContext = function () { throw new Error('no device') }"
NO_SOUND = (
    "BaseAudioContext.prototype.decodeAudioData = () => Promise.reject(new Error('no sound'))"
)
MINUTE = 60_000
Serving = Callable[..., Served]


def listening(pages: Pages, served: Served) -> tuple[KioskPage, list[dict[str, Any]], list[int]]:
    """The page with "Đọc to" on, what it asks to be read and how it is answered."""
    kiosk = KioskPage(pages, served, touch=False)
    asked: list[dict[str, Any]] = []
    answered: list[int] = []

    def note(answer: Any) -> None:
        if "/kiosk/readings" in answer.url:
            asked.append(json.loads(answer.request.post_data))
            answered.append(answer.status)

    kiosk.page.on("response", note)
    kiosk.page.keyboard.press("0")
    return kiosk, asked, answered


def hears(kiosk: KioskPage, asked: list[dict[str, Any]], words: str) -> dict[str, Any]:
    def come() -> bool:
        # Lets the browser's events come in.
        kiosk.page.evaluate("0")
        return any(words in each["text"] for each in asked)

    assert until(come), f"{words} was not read: {asked}"
    return next(each for each in asked if words in each["text"])


@pytest.mark.parametrize("fault", [NEVER_ENDS, NEVER_STARTS, NO_DEVICE, NO_SOUND])
def test_a_name_does_not_stay_on_the_screen_though_its_sound_fails(
    serving: Serving, pages: Pages, fault: str
) -> None:
    kiosk = KioskPage(pages, serving(SPEAKS), touch=False)
    kiosk.page.clock.install()
    kiosk.page.evaluate(f"() => {{ {fault} }}")
    kiosk.choose()
    kiosk.by_name()
    kiosk.page.fill("#typed", "Trần Thị Hoa")
    with kiosk.page.expect_response("**/kiosk/readings**") as answer:
        kiosk.press("#hear")
    assert answer.value.status == 200
    for _ in range(3):
        kiosk.page.clock.run_for(MINUTE)
    kiosk.page.wait_for_selector("#home:not([hidden])")
    assert kiosk.page.input_value("#typed") == ""


def test_words_typed_into_the_search_are_not_kept(serving: Serving, pages: Pages) -> None:
    kiosk, asked, _ = listening(pages, serving(SPEAKS))
    hears(kiosk, asked, "Đã bật đọc to")
    kiosk.press("#seek")
    kiosk.page.keyboard.type("hoa ")
    assert hears(kiosk, asked, "hoa")["personal"]


@pytest.mark.long
def test_a_long_agreement_is_read_from_its_beginning(serving: Serving, pages: Pages) -> None:
    agreed = "Quý khách đồng ý cho loa đọc họ tên của mình. " * 40
    kiosk, asked, answered = listening(pages, serving({**SPEAKS, "consent.text.vi": agreed}))
    hears(kiosk, asked, "Đã bật đọc to")
    kiosk.choose()
    hears(kiosk, asked, "Chỉ gọi số")
    kiosk.page.keyboard.press("6")
    assert hears(kiosk, asked, "Gọi tên, Loa đọc thêm họ tên")["text"].count("đồng ý cho loa") > 9
    assert set(answered) == {200}
