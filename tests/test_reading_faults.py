"""The kiosk read aloud when sound fails, when words are many, and when a name is among them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from guarded import until
from hall import Pages, Served
from kioskpage import KioskPage
from listener import Listener

pytestmark = pytest.mark.browser
SPEAKS = {"voices.engines": ["espeak"]}
NEVER_ENDS = "Object.defineProperty(AudioScheduledSourceNode.prototype, 'onended', { set() {} })"
NEVER_STARTS = "AudioBufferSourceNode.prototype.start = () => { throw new Error('no start') }"
NO_DEVICE = "window.AudioContext = function () { throw new Error('no device') }"
NO_SOUND = (
    "BaseAudioContext.prototype.decodeAudioData = () => Promise.reject(new Error('no sound'))"
)
MINUTE = 60_000
Serving = Callable[..., Served]


def listening(pages: Pages, served: Served) -> Listener:
    """At a kiosk with "Đọc to" on."""
    they = Listener(KioskPage(pages, served, touch=False))
    they.kiosk.page.keyboard.press("0")
    they.hears("Đã bật đọc to")
    return they


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

    def has_gone() -> bool:
        # The sound is decoded in real time, whatever the page's clock says.
        kiosk.page.clock.run_for(MINUTE)
        return kiosk.screen() == "home"

    assert until(has_gone)
    assert kiosk.page.input_value("#typed") == ""


def test_words_typed_into_the_search_are_not_kept(serving: Serving, pages: Pages) -> None:
    they = listening(pages, serving(SPEAKS))
    they.kiosk.press("#seek")
    they.kiosk.page.keyboard.type("hoa ")
    assert they.hears("hoa")["personal"]


@pytest.mark.long
def test_a_long_agreement_is_read_from_its_beginning(serving: Serving, pages: Pages) -> None:
    agreed = "Quý khách đồng ý cho loa đọc họ tên của mình. " * 40
    they = listening(pages, serving({**SPEAKS, "consent.text.vi": agreed}))
    they.kiosk.choose()
    they.hears("Chỉ gọi số")
    they.kiosk.page.keyboard.press("6")
    said = they.hears("Gọi tên, Loa đọc thêm họ tên")["text"]
    assert said.count("đồng ý cho loa") > 9
    assert set(they.answered) == {200}
