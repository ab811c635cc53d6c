"""A card before the kiosk's camera, which is a film: read in the page, and no picture leaves it."""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import segno
from axe import AXE, LOOK
from citizencards import HOA, NUMBER
from conftest import CHROMIUM, FLAGS
from hall import Pages, Served, start, write_config
from kioskpage import KioskPage
from PIL import Image, ImageFilter

pytestmark = pytest.mark.browser
SIZE = (1280, 720)
ALLOW = "--use-fake-ui-for-media-stream"
SLOW = """() => {
  HTMLMediaElement.prototype.play = () => new Promise((_, fail) => (window.fail = fail));
}"""
BROKEN = """() => {
  window.ZXingWASM.readBarcodes = () => Promise.reject(new Error("aborted"));
}"""
# What follows happens as late as a look for a code takes at most.
LATER = """() => {
  const now = performance.now.bind(performance);
  performance.now = () => now() + 12_000;
}"""
TWICE = """async ({ width, height, base64 }) => {
  const { read, sharpened } = await import("/kiosk/static/camera.js");
  const image = new ImageData(width, height);
  const grey = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  for (let i = 0; i < grey.length; i += 1) {
    image.data.fill(grey[i], 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  }
  return [await read(image), await read(sharpened(image))];
}"""


def picture(text: str, module: int = 4) -> Image.Image:
    """A card's QR as large as the film allows it, in grey."""
    code = segno.make(text, error="m")
    rows = [bytes(row) for row in code.matrix_iter(scale=module, border=4)]
    drawn = Image.new("L", (len(rows[0]), len(rows)))
    drawn.putdata([255 - 255 * dark for row in rows for dark in row])
    shown = Image.new("L", SIZE, 200)
    shown.paste(drawn, (500, 160))
    return shown


def film(file: Path, shown: Image.Image) -> Path:
    """One picture, for ever."""
    plain = bytes([128]) * (SIZE[0] * SIZE[1] // 2)
    head = f"YUV4MPEG2 W{SIZE[0]} H{SIZE[1]} F10:1 Ip A1:1 C420jpeg\n".encode()
    file.write_bytes(head + (b"FRAME\n" + shown.tobytes() + plain) * 2)
    return file


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("camera")
    kiosk = {"id": "k1", "name": {"vi": "Cửa", "en": "Door"}, "scanner": {"type": "camera"}}
    config = write_config(folder / "config.yaml", {"voices.engines": [], "kiosks": [kiosk]})
    running = start("demo", config, folder / "data", folder / "log.txt")
    yield running
    running.stop()


def filmed(browser: Any, file: Path, *more: str) -> Any:
    """A Chromium whose camera shows the film."""
    fake = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={file}")
    kind = browser.browser_type
    chromium = next(found for name in CHROMIUM if (found := shutil.which(name)))
    return kind.launch(executable_path=chromium, args=[*FLAGS, *fake, *more])


@pytest.fixture
def camera(browser: Any, tmp_path: Path) -> Iterator[Pages]:
    launched = filmed(browser, film(tmp_path / "card.y4m", picture(HOA)), ALLOW)
    opened = Pages(launched)
    yield opened
    opened.close()
    launched.close()
    assert opened.complaints == []


def at_kiosk(pages: Pages, served: Served) -> KioskPage:
    """On the kiosk's own computer, where a camera may be used over plain HTTP."""
    return KioskPage(pages, served, touch=False, base=served.base)


def shows_card(kiosk: KioskPage) -> None:
    kiosk.choose()
    kiosk.press("#by-name")
    kiosk.press("#by-card")


def test_a_card_before_the_camera_gives_the_name_and_no_picture_leaves_the_page(
    camera: Pages, served: Served
) -> None:
    kiosk = at_kiosk(camera, served)
    sent: list[Any] = []
    kiosk.page.on("request", lambda asked: sent.append((asked.url, asked.post_data or "")))
    shows_card(kiosk)
    kiosk.page.wait_for_selector("#name:not([hidden])")
    assert kiosk.page.input_value("#typed") == "Trần Thị Hoa"
    bodies = [body for url, body in sent if "/kiosk/sights" in url and NUMBER in body]
    assert len(bodies) == 1
    assert max(len(body) for _, body in sent) < 600, "a text, and no picture"
    assert not any(NUMBER in url for url, _ in sent)
    assert kiosk.page.evaluate("document.getElementById('camera').srcObject") is None
    kiosk.press("#take-name")
    assert kiosk.number().startswith("A0")


def test_what_is_too_soft_and_pale_for_the_first_try_is_read_by_the_second(
    camera: Pages, served: Served
) -> None:
    kiosk = at_kiosk(camera, served)
    soft = picture(HOA).filter(ImageFilter.GaussianBlur(1.8)).point(lambda v: 60 + v // 12)
    seen = {"width": SIZE[0], "height": SIZE[1], "base64": b64encode(soft.tobytes()).decode()}
    assert kiosk.page.evaluate(TWICE, seen) == [None, HOA]


def test_the_page_with_the_camera_is_without_fault_and_tells_when_it_sees_no_code(
    browser: Any, served: Served, tmp_path: Path
) -> None:
    empty = film(tmp_path / "empty.y4m", Image.new("L", SIZE, 120))
    launched = filmed(browser, empty, ALLOW)
    kiosk = at_kiosk(Pages(launched), served)
    shows_card(kiosk)
    kiosk.page.wait_for_function("() => document.getElementById('camera').videoWidth > 0")
    kiosk.page.evaluate(AXE)
    assert kiosk.page.evaluate(LOOK) == []
    kiosk.page.evaluate(LATER)
    kiosk.see("Chưa đọc được")
    kiosk.see("Giữ mã cách 15–20 cm")
    kiosk.press("[data-do=back]")
    kiosk.page.wait_for_function("() => !document.getElementById('camera').srcObject")
    launched.close()


def test_who_goes_back_while_the_camera_opens_leaves_it_for_the_next(
    camera: Pages, served: Served
) -> None:
    kiosk = at_kiosk(camera, served)
    kiosk.page.evaluate(SLOW)
    shows_card(kiosk)
    kiosk.page.wait_for_function("() => window.fail")
    kiosk.press("[data-do=back]")
    kiosk.page.evaluate("window.fail(new DOMException('', 'AbortError'))")
    kiosk.page.wait_for_function("() => !document.getElementById('camera').srcObject")
    kiosk.press("#by-name")
    kiosk.page.wait_for_selector("#by-card:visible")


def test_a_picture_that_cannot_be_read_at_all_leads_to_the_way_without_a_card(
    camera: Pages, served: Served
) -> None:
    kiosk = at_kiosk(camera, served)
    kiosk.page.evaluate(BROKEN)
    shows_card(kiosk)
    kiosk.page.wait_for_selector("#without-card:visible")


def test_a_browser_that_allows_no_camera_hides_the_card_and_staff_see_why(
    browser: Any, served: Served, tmp_path: Path
) -> None:
    launched = filmed(
        browser, film(tmp_path / "card.y4m", picture(HOA)), "--deny-permission-prompts"
    )
    kiosk = at_kiosk(Pages(launched), served)
    shows_card(kiosk)
    kiosk.see("Hiện không đọc được thẻ")
    assert "Trình duyệt không cho dùng camera" in served.get("/").text
    launched.close()


def test_without_https_there_is_no_camera_and_staff_see_why(pages: Pages, served: Served) -> None:
    kiosk = KioskPage(pages, served)
    kiosk.choose()
    kiosk.press("#by-name")
    kiosk.see("Quý khách đã đủ 16 tuổi chưa?")
    assert "Camera cần HTTPS" in served.get("/").text


def test_only_the_page_that_has_a_camera_may_run_its_code(served: Served) -> None:
    page, home = served.get("/kiosk/"), served.get("/")
    assert "'wasm-unsafe-eval'" in page.headers["Content-Security-Policy"]
    assert "camera=(self)" in page.headers["Permissions-Policy"]
    assert "wasm" not in home.headers["Content-Security-Policy"]
    assert "camera=()" in home.headers["Permissions-Policy"]
