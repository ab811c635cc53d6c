"""An officer sees that a priority is not confirmed yet, and says yes or no with one key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from deskpage import PAPERLESS, QUICK, DeskPage, take
from hall import Pages, Served

pytestmark = pytest.mark.browser
Serving = Callable[..., Served]


def test_a_priority_is_confirmed_or_withdrawn_with_one_key_and_no_key_moves(
    serving: Serving, pages: Pages
) -> None:
    served = serving({**QUICK, **PAPERLESS})
    assert take(served, priority="cao-tuoi") == "A001"
    assert take(served, priority="cao-tuoi") == "A002"
    desk = DeskPage(pages, served)
    desk.lists("waiting", "A001", "A002")
    desk.shows("waiting", "Chờ xác nhận")
    before = desk.places()
    desk.keys("Enter")
    desk.number("A001")
    desk.shows("priority", "· chờ xác nhận")
    assert desk.places() == before
    desk.keys("x")
    desk.shows("note", "Đã xác nhận ưu tiên của A001")
    desk.shows("priority", "· đã xác nhận")
    desk.keys("Enter", "Enter")
    desk.number("A002")
    desk.keys("Enter")
    desk.shows("state", "Đang phục vụ")
    desk.keys("k")
    desk.shows("note", "A002 không thuộc diện ưu tiên")
    desk.shows("priority", "Không")
    assert desk.places() == before
