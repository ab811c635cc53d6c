"""What a screen tells fits together: a closed hall, a wait nobody knows, a priority to confirm."""

from __future__ import annotations

import pytest
from hall import Pages, Served
from kioskpage import KioskPage
from kioskstates import States

pytestmark = pytest.mark.browser


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
