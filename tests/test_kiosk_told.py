"""What a screen tells fits together: a closed hall, a wait nobody knows, a priority to confirm."""

from __future__ import annotations

import re

import pytest
from hall import Pages, Served
from kioskpage import LANDSCAPE, PORTRAIT, KioskPage
from kioskstates import States

pytestmark = pytest.mark.browser
WAYS = ("by-number", "by-name")
MEANWHILE = "Hỏi giấy tờ cần mang: 0200 000 000."


@pytest.fixture
def kiosk(served: Served, pages: Pages) -> KioskPage:
    return KioskPage(pages, served)


def words(kiosk: KioskPage, place: str) -> str:
    return " ".join(kiosk.page.inner_text(place).split())


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        ("home", "Mời quý khách chọn lĩnh vực"),
        ("home, closed", "Hiện ngoài giờ lấy số"),
        ("home, closed on a holiday", "Hôm nay nghỉ lễ"),
    ],
)
def test_a_closed_kiosk_invites_nobody(kiosk: KioskPage, state: str, heading: str) -> None:
    States(kiosk).show(state, "plain")
    assert words(kiosk, "#home-title") == heading


def test_a_wait_that_nobody_knows_says_so_and_why(kiosk: KioskPage) -> None:
    states = States(kiosk)
    states.show("number, no counter", "plain")
    assert (words(kiosk, "#wait"), words(kiosk, "#wait-why")) == ("Chưa rõ", "Chưa mở quầy")
    states.show("number, no counter before 09:30", "plain")
    assert (words(kiosk, "#wait"), words(kiosk, "#wait-why")) == ("Chưa rõ", "mở 09:30")
    states.show("paper printed", "plain")
    assert words(kiosk, "#wait") == "10–20 phút"
    assert kiosk.page.locator("#wait-why").is_hidden()


def test_a_number_says_that_its_priority_is_still_to_be_confirmed(kiosk: KioskPage) -> None:
    kiosk.press("#priority")
    kiosk.press("[data-priority=khuyet-tat]")
    kiosk.choose()
    kiosk.press("#by-number")
    assert kiosk.number().startswith("A")
    told = words(kiosk, "#about")
    assert told.startswith("Ưu tiên: ") and told.endswith(" – cán bộ sẽ xác nhận.")
    assert told in words(kiosk, "#said")
    kiosk.press("#done")
    kiosk.choose()
    kiosk.press("#by-number")
    assert kiosk.number().startswith("A")
    assert kiosk.page.locator("#about").is_hidden()


def test_a_closed_kiosk_says_when_it_opens_and_what_can_be_done_meanwhile(kiosk: KioskPage) -> None:
    States(kiosk).show("home, closed", "plain")
    told = words(kiosk, "#home")
    assert re.search(r"Mở lại lúc \d\d:\d\d", told), told
    assert MEANWHILE in told


def test_what_the_office_sends_meanwhile_changes_no_state_that_is_measured(
    kiosk: KioskPage,
) -> None:
    States(kiosk).show("home, closed", "plain")
    kiosk.page.evaluate(
        """async () => {
          const { state } = await import("/kiosk/static/deeds.js");
          state.facts = { ...state.facts, open: true };
          document.dispatchEvent(new Event("input"));
        }"""
    )
    assert MEANWHILE in words(kiosk, "#home")


def test_after_the_cut_off_the_page_says_that_the_result_comes_another_day(
    kiosk: KioskPage,
) -> None:
    States(kiosk).show("call, late in the day", "plain")
    told = words(kiosk, "#call .notice")
    assert told == (
        "Đã quá 15:00 Kết quả trả vào ngày làm việc tiếp theo. Quý khách vẫn nộp hồ sơ được."
    )


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_both_ways_of_being_called_weigh_the_same_and_neither_is_chosen(
    served: Served, pages: Pages, size: tuple[int, int]
) -> None:
    kiosk = KioskPage(pages, served, size)
    kiosk.choose()
    number, name = (kiosk.page.locator(f"#{each}").bounding_box() for each in WAYS)
    assert (round(number["width"]), round(number["height"])) == (
        round(name["width"]),
        round(name["height"]),
    )
    looks = [
        kiosk.page.locator(f"#{each}").evaluate(
            "key => ['backgroundColor', 'color', 'borderColor', 'fontSize'].map("
            "(part) => getComputedStyle(key)[part]).concat(key.className, key.ariaPressed)"
        )
        for each in WAYS
    ]
    assert looks[0] == looks[1]
    assert (
        kiosk.page.locator("#call .cards :is(input, [aria-pressed], [aria-checked])").count() == 0
    )
    assert kiosk.focus() in ("call-title", "by-number")
