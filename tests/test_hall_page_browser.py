"""The hall on a real phone: it follows the calls, tells when it is lost, and fits small screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe import AXE, LOOK
from hall import Pages, Served

pytestmark = pytest.mark.browser

ROLE = {"vi": "Phó Chủ tịch Thường trực Ủy ban nhân dân phường", "en": "Deputy Chairperson"}
LARGEST = """async () => {
  const { fill } = await import("/static/num.js");
  document.querySelector(".latest .label").classList.add("wide");
  fill(document.querySelector(".latest .label .num"), "M1000");
  fill(document.querySelector(".latest .to .num"), "31");
}"""
# What leaves the place of the newest call.
OUTSIDE = """() => {
  const frame = document.querySelector(".plate").getBoundingClientRect();
  const parts = Array.from(document.querySelectorAll(".plate .num, .plate .to span"));
  const out = ({ left, right }) => left < frame.left + 8 || right > frame.right - 8;
  const touch = parts[0].getBoundingClientRect().right > parts[1].getBoundingClientRect().left;
  return parts.filter((part) => out(part.getBoundingClientRect())).length + Number(touch);
}"""


@pytest.fixture
def hall(serving: Callable[..., Served]) -> Served:
    served = serving({"office.leaders": [{"role": ROLE, "phone": "+84 200 000 0001"}]})
    for _ in range(2):
        assert served.post("/kiosk/tickets", {"service": "chung-thuc"}).ok
    return served


def test_a_call_is_on_the_page_by_itself_and_a_lost_server_is_told(
    hall: Served, pages: Pages
) -> None:
    page = pages.open(f"{hall.page}/thong-tin/", 360, 640)
    page.get_by_text("Chưa gọi số nào").wait_for()
    page.wait_for_selector("html[data-live=up]")
    assert hall.post("/counter/3/calls").status_code == 201
    page.locator('.plate .num[aria-label="A001"]').wait_for()
    assert page.locator('.plate .num[aria-label="3"]').is_visible()
    hall.kill()
    lost = page.get_by_text("Mất kết nối, số liệu lúc")
    lost.wait_for()
    assert lost.bounding_box()["y"] < 640 / 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_it_and_it_fits_the_smallest_phone(
    hall: Served, pages: Pages, language: str
) -> None:
    assert hall.post("/counter/3/calls").status_code == 201
    page = pages.open(f"{hall.page}/thong-tin/?lang={language}", 360, 640)
    page.wait_for_selector("html[data-live=up]")
    page.evaluate(AXE)
    assert page.evaluate(LOOK) == []
    page.evaluate(LARGEST)
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.locator('.plate .num[aria-label="M1000"]').is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OUTSIDE) == 0


def test_one_finds_it_from_a_number_that_is_gone_and_in_the_other_language(
    hall: Served, pages: Pages
) -> None:
    pages.expected = ("404",)
    page = pages.open(f"{hall.page}/t/no-such-number?lang=en", 360, 640)
    page.get_by_role("link", name="See the waiting hall now").click()
    page.get_by_role("heading", name="The waiting hall now").wait_for()
    page.get_by_role("link", name="Tiếng Việt").click()
    page.get_by_role("heading", name="Phòng chờ lúc này").wait_for()


def test_what_is_unchanged_stays_where_one_reads_it(hall: Served, pages: Pages) -> None:
    page = pages.open("about:blank", 360, 640)
    page.goto(f"{hall.page}/thong-tin/")
    page.evaluate("window.read = document.querySelector('.latest')")
    page.wait_for_selector("html[data-live=up]")
    assert page.evaluate("read === document.querySelector('.latest')")
    assert hall.post("/counter/3/calls").status_code == 201
    page.get_by_role("status").get_by_text("Vừa gọi: A001 đến quầy 3.").wait_for()
