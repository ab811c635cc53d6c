"""The heading of a screen where the office has a long name, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hall import Pages, Served, start, write_config
from hallboard import hand, handed, large, told

pytestmark = pytest.mark.browser

RULER = (Path(__file__).parent / "layoutruler.js").read_text("utf-8")
UNIT = "Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính theo cơ chế một cửa"
WARD = "Ủy ban nhân dân phường Thượng Thanh Nguyễn Bỉnh Khiêm"
# Is every letter of the ward's name within the heading, and how large is it, rem?
WARD_SEEN = """() => {
  const ward = document.querySelector(".place b");
  const box = ward.getBoundingClientRect();
  const top = document.querySelector(".top").getBoundingClientRect();
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const inside = box.top >= top.top && box.bottom <= top.bottom;
  return [inside && ward.scrollWidth <= ward.clientWidth + 1,
    parseFloat(getComputedStyle(ward).fontSize) / rem];
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("heading")
    changes: dict[str, Any] = {
        "voices.engines": [],
        "office.unit": {"vi": UNIT, "en": "Service Centre"},
        "office.name": {"vi": WARD, "en": "An Phu Loc Ward"},
        "office.recorded": "yes",
    }
    config = write_config(folder / "config.yaml", changes)
    served = start("demo", config, folder / "data", folder / "log.txt")
    yield served
    served.stop()


@pytest.mark.parametrize("layout", ["calls", "totem"])
def test_a_long_heading_never_loses_the_name_of_the_ward(
    served: Served, pages: Pages, layout: str
) -> None:
    shape = (1080, 1920) if layout == "totem" else (1920, 1080)
    page = handed(pages, served, f"?layout={layout}", *shape)
    for muted in (None, 1):
        hand(page, told(large(3, 60_000), muted=muted))
        assert page.evaluate(WARD_SEEN) == [True, 1.75]
    short = handed(pages, served, f"?layout={layout}&lang=en", *shape)
    hand(short, large(3, 60_000))
    assert short.evaluate(RULER)["faults"] == []
    assert short.evaluate(WARD_SEEN)[1] > 2


def test_what_is_made_known_is_not_seen_before_it_has_its_size(
    served: Served, pages: Pages
) -> None:
    """A screen that loads itself anew waits a moment for its first snapshot."""
    page = handed(pages, served, "?layout=notices", 1920, 1080)
    sections = page.locator(".public section")
    assert not any(each.is_visible() for each in sections.all())
    hand(page, large(9, 60_000))
    assert any(each.is_visible() for each in sections.all())
