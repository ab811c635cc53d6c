"""A card held by somebody who sees nothing: what is asked and what came of it is read to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citizencards import GRANDMOTHER, TELEX_HOA
from guarded import until
from hall import Pages, Served
from kioskpage import KioskPage
from listener import Listener
from test_card_browser import TYPES, dump, typed

pytestmark = pytest.mark.browser


def test_a_card_is_read_without_looking(serving: Callable[..., Served], pages: Pages) -> None:
    served = serving({"voices.engines": ["espeak"], "voices.vi.rate": "400", "kiosks": [TYPES]})
    kiosk = KioskPage(pages, served, touch=False)
    heard, keys = Listener(kiosk), kiosk.page.keyboard
    keys.press("0")
    heard.hears("Đã bật đọc to")
    kiosk.page.focus("[data-service=chung-thuc]")
    keys.press("5")
    heard.hears("được gọi thế nào?")
    keys.press("6")
    heard.hears("Quý khách quét thẻ căn cước hoặc gõ tên")
    keys.press("5")
    heard.hears("Cho biết họ tên bằng cách nào?", "Không lưu số căn cước", "Quét thẻ")
    keys.press("5")
    heard.hears("Xin đưa thẻ căn cước", "cách 10–15 cm")
    for time in ("Lần 1", "Lần 2"):
        assert until(heard.is_silent)
        typed(kiosk, dump(TELEX_HOA))
        heard.hears("Chưa đọc được", "Giữ mã cách 10–15 cm", time)
    typed(kiosk, dump(GRANDMOTHER))
    heard.hears("Quý khách có lấy số ưu tiên không?", "sinh năm 1940", "Có, ưu tiên")
    assert heard.asked[-1]["personal"], "nothing of it is kept"
    keys.press("5")
    heard.hears("Họ tên đã đúng chưa?", "Lê Thị Mận")
    assert heard.asked[-1]["personal"]
