"""A guide at a real keyboard moves a found number: back in line, a priority, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe import AXE, LOOK
from deskpage import QUICK, take
from hall import Pages, Served
from test_guide_browser import LOSES_TWO, desk

pytestmark = pytest.mark.browser


@pytest.fixture
def served(serving: Callable[..., Served]) -> Served:
    """A001, who chose to be 75 or over, has missed the call; A002, who is too, waits."""
    served = serving({**QUICK, "rules.return_credit": "0"})
    take(served, name="Trần Thị Hoa", say_name=True, priority="cao-tuoi")
    take(served, name="Lê Văn Bình", say_name=True, priority="cao-tuoi")
    served.post("/counter/1/states", {"state": "open"})
    for press in ("calls", "absences"):
        assert served.post(f"/counter/1/{press}").status_code == 201
    return served


def opened(page: Any, text: str) -> Any:
    """The row that is found alone, its keys shown by the keyboard; the first one is focused."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.locator("#count", has_text="1 số").wait_for()
    for key in ("Tab", "Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    page.locator(".acts button:focus").wait_for()
    return page.locator("#found .row")


def told(page: Any, words: str) -> None:
    page.locator("#found .told", has_text=words).wait_for()


def focused(page: Any) -> str:
    return str(page.locator(":focus").inner_text()).partition("\n")[0]


def test_one_comes_back_is_confirmed_and_cancelled_by_the_keyboard_alone(
    served: Served, pages: Pages
) -> None:
    page = desk(pages, served)
    row = opened(page, "hoa")
    assert focused(page) == "Quay lại hàng"
    page.keyboard.press("Enter")
    told(page, "Đã quay lại hàng chờ: còn 1 người phía trước.")
    assert "Đang chờ" in row.inner_text() and page.locator(".dots:focus").count() == 1

    page.keyboard.press("Enter")
    page.locator(".acts [disabled]", has_text="Chưa vắng mặt").wait_for()
    assert focused(page) == "Ưu tiên…"
    # What the citizen chose is chosen already: confirming it needs no reason.
    page.keyboard.press("Enter")
    assert page.locator("fieldset[data-name=reason]").is_hidden()
    page.keyboard.press("Enter")
    told(page, "Đã xác nhận ưu tiên: Người từ 75 tuổi.")
    assert "Người từ 75 tuổi · đã xác nhận" in row.inner_text()

    for key in ("Enter", "Tab", "Enter"):
        page.keyboard.press(key)
        page.locator(".acts").wait_for()
    page.keyboard.press("Enter")
    told(page, "Còn thiếu: Lý do.")
    # Letters and digits are nobody's service or priority here.
    for key in ("b", "1", "Space", "Enter"):
        page.keyboard.press(key)
    told(page, "Đã hủy số A001.")
    assert "Đã hủy" in row.inner_text()
    assert page.locator("[name=service]:checked").count() == 0
    assert served.post("/kiosk/finds", {"text": "A1"}).json()["tickets"][0]["state"] == "cancelled"
    assert "Hoa" not in served.log.read_text("utf-8")


def test_escape_puts_the_keys_away_and_only_one_row_shows_them(
    served: Served, pages: Pages
) -> None:
    page = desk(pages, served)
    page.keyboard.press("/")
    page.keyboard.type("a")
    page.locator("#found .row").nth(1).wait_for()
    for place in (0, 1):
        page.locator(".dots").nth(place).click()
        page.locator(".row").nth(place).locator(".acts").wait_for()
    assert page.locator(".acts").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".acts").count() == 0
    assert page.locator("#found .row").count() == 2 and page.locator(".dots:focus").count() == 1


def test_a_key_that_is_held_down_presses_nothing_behind_it(served: Served, pages: Pages) -> None:
    page = desk(pages, served)
    opened(page, "hoa")
    page.keyboard.press("Escape")
    for _ in range(3):
        page.keyboard.down("Enter")
    page.locator(".acts button:focus").wait_for()
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    assert served.post("/kiosk/finds", {"text": "A1"}).json()["tickets"][0]["state"] == "missed"


def test_a_lost_reply_never_returns_anybody_twice(served: Served, pages: Pages) -> None:
    page = desk(pages, served)
    page.evaluate(LOSES_TWO, "returns")
    row = opened(page, "hoa")
    page.keyboard.press("Enter")
    told(page, "Xin bấm lại: không bao giờ làm hai lần.")
    assert "Vắng mặt" in row.inner_text()
    page.keyboard.press("Enter")
    told(page, "Đã quay lại hàng chờ")
    assert served.post("/kiosk/finds", {"text": "A1"}).json()["tickets"][0]["returns"] == 1


def test_who_was_called_meanwhile_is_not_cancelled_and_the_row_says_why(
    served: Served, pages: Pages
) -> None:
    page = desk(pages, served)
    pages.expected = ("409",)
    row = opened(page, "binh")
    for key in ("Tab", "Enter", "Space"):
        page.keyboard.press(key)
    assert served.post("/counter/1/calls").json()["ticket"]["label"] == "A002"
    page.keyboard.press("Enter")
    told(page, "Số này đã chuyển sang trạng thái khác.")
    assert "Đang gọi đến quầy 1" in row.inner_text()
    assert row.locator("[data-act=cancel][disabled]").inner_text() == "Hủy số…\nĐang ở quầy"
    assert row.locator("form").count() == 0


@pytest.mark.parametrize("size", [(1366, 768), (1280, 800)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_after_hours_the_whole_form_is_in_sight(
    serving: Callable[..., Served], pages: Pages, size: tuple[int, int], language: str
) -> None:
    page = desk(pages, serving(), *size, f"&lang={language}")
    page.locator("#closed").evaluate("box => { box.hidden = false; }")
    form = page.locator(".choices").evaluate("box => [box.scrollHeight, box.clientHeight]")
    assert form[0] <= form[1]
    for part in ("#name", "#dossier", "#say", "#go", ".how"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= size[1], part
    assert page.evaluate("document.documentElement.scrollHeight") <= size[1]


@pytest.mark.long
@pytest.mark.parametrize("size", [(1366, 768), (1280, 800), (1080, 1920)])
def test_axe_finds_nothing_on_an_opened_row(
    served: Served, pages: Pages, size: tuple[int, int]
) -> None:
    page = desk(pages, served, *size)
    page.emulate_media(reduced_motion="reduce")
    opened(page, "hoa")
    page.evaluate(AXE)
    assert page.evaluate(LOOK) == []
    for act in ("reclassify", "cancel"):
        page.locator(f"[data-act={act}]").click()
        assert page.evaluate(LOOK) == []
