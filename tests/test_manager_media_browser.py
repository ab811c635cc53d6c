"""The manager's page of pictures and notices in a real browser: order, days, words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hall import Pages, Served
from mediapage import clear, looks_fine, opened, removed, says, titles, written

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _nothing_is_left(served: Served) -> Iterator[None]:
    yield
    clear(served)


def test_who_types_in_a_row_that_another_manager_removes_is_told(
    served: Served, pages: Pages
) -> None:
    ids = [written(served, title) for title in ("Một", "Hai", "Ba")]
    page = opened(served, pages)
    page.fill(f"#title-{ids[0]}", "Một và nữa")
    removed(served, ids[0])
    says(page, f"#item-{ids[1]} .told.bad", "Người khác vừa gỡ Một")
    removed(served, ids[1])
    page.locator(f"#item-{ids[1]}").wait_for(state="detached")
    page.fill(f"#title-{ids[2]}", "Ba và nữa")
    removed(served, ids[2])
    says(page, "#says", "Người khác vừa gỡ Ba")
    assert page.evaluate("document.activeElement.id") == "media-title"


def test_the_order_is_changed_by_keys_by_arrows_and_by_dragging(
    served: Served, pages: Pages
) -> None:
    ids = [written(served, title) for title in ("Một", "Hai", "Ba")]
    page = opened(served, pages)
    page.focus(f"#up-{ids[1]}")
    with page.expect_response("**/orders"):
        page.keyboard.press("Enter")
    assert titles(page) == ["Hai", "Một", "Ba"]
    assert page.evaluate("document.activeElement.id") == f"down-{ids[1]}"
    says(page, "#heard", "Hai: thứ 1 trên 3")
    page.focus(f"#grip-{ids[1]}")
    with page.expect_response("**/orders"):
        page.keyboard.press("End")
    assert titles(page) == ["Một", "Ba", "Hai"]
    assert page.evaluate("document.activeElement.id") == f"grip-{ids[1]}"
    with page.expect_response("**/orders"):
        page.drag_and_drop(f"#grip-{ids[2]}", f"#item-{ids[0]}", target_position={"x": 60, "y": 8})
    assert titles(page) == ["Ba", "Một", "Hai"]
    page.reload()
    assert titles(page) == ["Ba", "Một", "Hai"]


def test_an_order_that_is_refused_is_said_at_the_row_that_was_moved(
    served: Served, pages: Pages
) -> None:
    pages.expected = ("409 (CONFLICT)",)
    ids = [written(served, title) for title in ("Giá {n} $&", "Hai")]
    page = opened(served, pages)

    def meanwhile(route: Any) -> None:
        written(served, "Ba")
        route.continue_()

    page.route("**/display/media/orders", meanwhile)
    page.click(f"#down-{ids[0]}")
    says(page, "#heard", "Giá {n} $&: thứ 2 trên 2")
    says(page, f"#item-{ids[0]} .told.bad", "Danh sách vừa thay đổi ở nơi khác")
    page.unroute("**/display/media/orders")
    page.locator("[data-title=Ba]").wait_for()
    assert titles(page) == ["Giá {n} $&", "Hai", "Ba"]
    page.click(f"#down-{ids[0]}")
    page.locator(f"#item-{ids[0]} .told.bad").wait_for(state="detached")
    assert titles(page) == ["Hai", "Giá {n} $&", "Ba"]


def test_days_seconds_and_names_are_kept_as_they_are_typed(served: Served, pages: Pages) -> None:
    pages.expected = ("400 (BAD REQUEST)",)
    item = written(served, "Nghỉ lễ")
    page = opened(served, pages)
    says(page, ".look", "Trong lịch")
    page.fill(f"#from-{item}", "2999-12-01")
    page.keyboard.press("Enter")
    says(page, f"#item-{item} .look", "Từ 01/12/2999")
    page.fill(f"#to-{item}", "2998-01-01")
    page.keyboard.press("Enter")
    says(page, f"#item-{item} .told.bad", "Ngày cuối không được trước ngày đầu.")
    page.fill(f"#from-{item}", "2020-01-01")
    page.fill(f"#to-{item}", "2020-01-31")
    page.keyboard.press("Tab")
    says(page, f"#item-{item} .look", "Đã hết hạn")
    page.fill(f"#seconds-{item}", "2")
    page.keyboard.press("Tab")
    says(page, f"#item-{item} .told.bad", "xin ghi số giây từ 3 đến 600")
    page.fill(f"#seconds-{item}", "20")
    page.keyboard.press("Enter")
    says(page, f"#item-{item} .told", "Đã lưu")
    page.fill(f"#title-{item}", "Nghỉ Quốc khánh")
    page.keyboard.press("Enter")
    page.locator("[data-title='Nghỉ Quốc khánh']").wait_for()
    page.reload()
    kept = [page.input_value(f"#{name}-{item}") for name in ("title", "from", "to", "seconds")]
    assert kept == ["Nghỉ Quốc khánh", "2020-01-01", "2020-01-31", "20"]


def test_a_notice_is_written_changed_and_removed_by_the_keyboard(
    served: Served, pages: Pages
) -> None:
    kept = written(served, "Lịch tiếp dân")
    page = opened(served, pages)
    page.focus("#write")
    page.keyboard.press("Enter")
    page.keyboard.type("Nghỉ lễ")
    page.keyboard.press("Enter")
    says(page, "#text-says", "có ô còn trống")
    page.keyboard.press("Tab")
    page.keyboard.type("Ngày 02/09 nghỉ.")
    says(page, "#text-count", "16 trên 600 ký tự")
    looks_fine(page)
    page.fill("#text [name=from]", "2999-01-01")
    page.keyboard.press("Enter")
    page.locator("[data-title='Nghỉ lễ']", has_text="Từ 01/01/2999").wait_for()
    item = page.get_attribute("[data-title='Nghỉ lễ']", "data-item")
    page.focus(f"#edit-{item}")
    page.keyboard.press("Enter")
    page.fill("#text [name=text]", "Ngày 02/09 và 03/09 nghỉ.")
    page.click("#text .primary")
    says(page, f"#item-{item} .card", "và 03/09")
    page.focus(f"#remove-{item}")
    page.keyboard.press("Enter")
    says(page, f"#sure-{item}", "Gỡ “Nghỉ lễ”?")
    looks_fine(page)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == f"remove-{item}"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(f"#item-{item}").wait_for(state="detached")
    assert page.evaluate("document.activeElement.id") == f"remove-{kept}"


def test_what_another_manager_does_disturbs_nobody_who_types(served: Served, pages: Pages) -> None:
    ids = [written(served, title) for title in ("Một", "Hai")]
    page = opened(served, pages)
    page.fill(f"#title-{ids[0]}", "Một và nữa")
    served.post(f"/display/media/{ids[0]}/changes", {"from": "2999-01-01", "title": "Khác"})
    served.post("/display/media/orders", {"ids": [int(ids[1]), int(ids[0])]})
    third = written(served, "Ba")
    says(page, f"#item-{ids[0]} .look", "Từ 01/01/2999")
    page.locator(f"#item-{third}").wait_for()
    assert titles(page) == ["Hai", "Khác", "Ba"]
    assert page.evaluate("document.activeElement.id") == f"title-{ids[0]}"
    assert page.input_value(f"#title-{ids[0]}") == "Một và nữa"
    page.focus(f"#remove-{ids[1]}")
    removed(served, ids[1])
    page.locator(f"#item-{ids[1]}").wait_for(state="detached")
    assert page.evaluate("document.activeElement.closest('.item')?.id") == f"item-{ids[0]}"


@pytest.mark.long(seconds=120)
def test_sixty_items_with_long_names_are_read_by_everybody_in_both_languages(
    served: Served, pages: Pages
) -> None:
    for number in range(60):
        written(served, f"{'Thông báo' * 12} {number}"[:118])
    for query, words, *size in (
        ("", "Trong lịch", 1366, 768),
        ("?lang=en", "Scheduled", 1366, 768),
        ("", "Trong lịch", 390, 800),
    ):
        page = opened(served, pages, query, *size)
        assert page.locator(".item").count() == 60
        says(page, ".look", words)
        looks_fine(page)


def test_the_preview_shows_the_item_before_its_days_on_the_screen_that_is_chosen(
    served: Served, pages: Pages
) -> None:
    item = written(served, "Nghỉ lễ", "Ngày 02/09 nghỉ.")
    served.post(f"/display/media/{item}/changes", {"from": "2999-01-01"})
    page = opened(served, pages)
    with page.context.expect_page() as found:
        page.click(f"#preview-{item}")
    found.value.get_by_text("Ngày 02/09 nghỉ.").first.wait_for()
    found.value.wait_for_selector("html[data-live=up]")
    # Whoever looks at it is no screen in the hall.
    light = pages.open(f"{served.page}/").locator(".health li", has_text="Bảng gọi số")
    assert "Chưa nối" in light.inner_text()
