"""Files for the screens on the manager's page, in a real browser: sent, refused, sent again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from hall import Pages, Served
from mediapage import SECONDS, clear, looks_fine, opened, says, titles
from PIL import Image

pytestmark = pytest.mark.browser

SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture(autouse=True)
def _nothing_is_left(served: Served) -> Iterator[None]:
    yield
    clear(served)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A picture, a PDF of two pages, and a drawing that is not taken."""
    found = {"png": "Lịch tiếp dân.png", "pdf": "Niêm yết.pdf", "svg": "biểu đồ.svg"}
    made = {kind: tmp_path / name for kind, name in found.items()}
    picture = Image.new("RGB", (1280, 720), (20, 60, 110))
    picture.save(made["png"])
    picture.save(made["pdf"], save_all=True, append_images=[picture])
    made["svg"].write_text(SVG, "utf-8")
    return made


def test_what_is_sent_is_listed_and_what_is_refused_says_why_until_it_was_read(
    served: Served, pages: Pages, files: dict[str, Path]
) -> None:
    pages.expected = ("422 (UNPROCESSABLE ENTITY)",)
    page = opened(served, pages)
    says(page, ".none", "Chưa có gì.")
    looks_fine(page)
    page.set_input_files("#files", [files["svg"], files["png"], files["pdf"]])
    says(page, "#added", "Đã thêm vào cuối danh sách: 2 tệp")
    says(page, ".item .facts", "1280 × 720")
    says(page, ".item .facts", "2 trang")
    assert titles(page) == ["Lịch tiếp dân", "Niêm yết"]
    says(page, ".upload", "biểu đồ.svg")
    says(page, ".upload .how", "Hãy xuất thành PNG")
    looks_fine(page)
    page.focus(".upload [data-do=dismiss]")
    page.keyboard.press("Enter")
    assert page.locator(".upload").count() == 0
    assert page.evaluate("document.activeElement.id") == "choose"


def test_a_file_may_be_dropped_beside_the_area_and_the_page_stays(
    served: Served, pages: Pages, files: dict[str, Path]
) -> None:
    page = opened(served, pages)
    page.evaluate(
        """async bytes => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([new Uint8Array(bytes)], "Sơ đồ.png"));
          for (const what of ["dragover", "drop"])
            document.querySelector("h1").dispatchEvent(
              new DragEvent(what, { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        [*files["png"].read_bytes()],
    )
    page.locator("[data-title='Sơ đồ']").wait_for(timeout=SECONDS)


def test_what_is_cancelled_is_not_sent_and_what_was_cut_is_sent_again(
    served: Served, pages: Pages, files: dict[str, Path]
) -> None:
    page = opened(served, pages)
    held: list[Any] = []
    page.route("**/display/media", lambda route: held.append(route))
    page.set_input_files("#files", [files["png"], files["pdf"]])
    says(page, ".upload .how", "Chờ đến lượt")
    assert page.evaluate("!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    page.locator(".upload [data-do=cancel]").last.click()
    assert page.locator("#heard").inner_text() == "", "what somebody cancels is no news"
    held[0].abort()
    says(page, ".upload .how", "Chưa gửi được")
    assert page.evaluate("window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    page.unroute("**/display/media")
    page.click("[data-do=again]")
    page.locator("[data-title='Lịch tiếp dân']").wait_for(timeout=SECONDS)
    assert page.locator(".upload").count() == 0


def test_what_is_cancelled_while_it_is_sent_is_no_lost_connection(
    served: Served, pages: Pages, files: dict[str, Path]
) -> None:
    page = opened(served, pages)
    page.route("**/display/media", lambda _route: None)
    page.set_input_files("#files", files["png"])
    says(page, ".upload .how", "Đang gửi")
    page.click(".upload [data-do=cancel]")
    page.locator(".upload").wait_for(state="detached")
    assert page.locator("#heard").inner_text() == ""


def test_a_file_whose_answer_was_lost_is_there_once_when_it_is_sent_again(
    served: Served, pages: Pages, files: dict[str, Path]
) -> None:
    page = opened(served, pages)

    def lose_the_answer(route: Any) -> None:
        headers = {**route.request.all_headers(), "host": served.page.partition("//")[2]}
        body, url = files["png"].read_bytes(), f"{served.base}/display/media"
        assert requests.post(url, body, headers=headers, timeout=60).status_code == 201
        route.abort()

    page.route("**/display/media", lose_the_answer)
    page.set_input_files("#files", files["png"])
    says(page, ".upload .how", "Xin gửi lại, hoặc chọn lại tệp")
    says(page, "#heard", "Lịch tiếp dân.png: Chưa gửi được")
    page.locator("[data-title='Lịch tiếp dân']").wait_for(timeout=SECONDS)
    page.unroute("**/display/media")
    page.click("[data-do=again]")
    page.locator(".upload").wait_for(state="detached")
    says(page, "#added", "1 tệp")
    assert titles(page) == ["Lịch tiếp dân"]
    assert page.locator(".upload").count() == 0


def test_one_key_answers_for_all_files_that_were_refused_and_one_sends_all_that_were_cut(
    served: Served, pages: Pages, files: dict[str, Path]
) -> None:
    pages.expected = ("422 (UNPROCESSABLE ENTITY)",)
    page = opened(served, pages)
    page.set_input_files("#files", files["svg"])
    says(page, ".upload .how", "Hãy xuất thành PNG")
    assert not page.locator("[data-all=dismiss]").is_visible()
    page.set_input_files("#files", [files["svg"]] * 2)
    says(page, "[data-all=dismiss]", "Đã hiểu cả 3 tệp")
    says(page, "#heard", "biểu đồ.svg: Tệp SVG không được nhận")
    page.route("**/display/media", lambda route: route.abort())
    page.set_input_files("#files", [files["png"], files["pdf"]])
    says(page, "[data-all=again]", "Gửi lại cả 2 tệp")
    looks_fine(page)
    page.focus("[data-all=dismiss]")
    page.keyboard.press("Enter")
    assert page.locator(".upload .name").all_inner_texts() == [files["png"].name, files["pdf"].name]
    assert page.evaluate("document.activeElement.dataset.do") == "again"
    page.unroute("**/display/media")
    page.click("[data-all=again]")
    says(page, "#added", "2 tệp")
    page.locator("[data-title='Niêm yết']").wait_for(timeout=SECONDS)
    assert titles(page) == ["Lịch tiếp dân", "Niêm yết"]


@pytest.mark.parametrize(
    ("status", "fault", "again"),
    [(429, None, True), (422, "media_disk", True), (500, None, True), (413, None, False)],
)
def test_what_was_not_the_files_fault_may_be_sent_again(
    served: Served,
    pages: Pages,
    files: dict[str, Path],
    status: int,
    fault: str | None,
    again: bool,
) -> None:
    pages.expected = (f"status of {status}",)
    page = opened(served, pages)
    answer = {"error": "…", "message": "Xin chờ.", "fault": fault}
    page.route(
        "**/display/media", lambda route: route.fulfill(status=status, body=json.dumps(answer))
    )
    page.set_input_files("#files", files["png"])
    says(page, ".upload .how", "Xin chờ.")
    assert page.locator(".upload [data-do=again]").is_visible() == again
    assert page.locator(".upload [data-do=dismiss]").is_visible()
