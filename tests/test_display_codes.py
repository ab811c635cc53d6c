"""What a phone reads off the screens: the codes are decoded from their pictures."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import zxingcpp
from hall import Pages, Served
from hallboard import hand, handed, large, told
from PIL import Image

pytestmark = pytest.mark.browser

DISPLAYS: list[dict[str, Any]] = [
    {"id": "both", "layout": "totem"},
    {"id": "first"},
    {"id": "turned", "codes": ["hall", "wifi"]},
    {"id": "none", "codes": []},
]


@pytest.fixture
def served(serving: Callable[..., Served]) -> Served:
    named = [{"name": {"vi": "Bảng"}, "zone": "hall", **each} for each in DISPLAYS]
    return serving({"displays": named})


def read(page: Any) -> list[str]:
    """What the codes on the picture say, from the left."""
    hand(page, told(large(3, 60_000), caption=[]))
    seen = Image.open(io.BytesIO(page.screenshot())).convert("L")
    found = zxingcpp.read_barcodes(seen)
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.x)]


def test_an_upright_screen_has_both_codes_a_lying_one_the_first_that_is_set(
    served: Served, pages: Pages
) -> None:
    wifi, hall = read(handed(pages, served, "?id=both", 1080, 1920))
    assert wifi.startswith("WIFI:") and "TTHCC-KhachHang" in wifi
    assert hall == f"http://127.0.0.1:{served.port}/thong-tin/"
    for asked, codes in (("first", [wifi]), ("turned", [hall]), ("none", [])):
        assert read(handed(pages, served, f"?id={asked}", 1920, 1080)) == codes
    assert served.get("/thong-tin/").ok


def test_without_a_wifi_no_phone_would_get_here(
    serving: Callable[..., Served], pages: Pages
) -> None:
    served = serving({"office.wifi": None, "displays.0.codes": ["wifi", "hall"]})
    assert read(handed(pages, served, "", 1920, 1080)) == []
