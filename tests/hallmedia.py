"""A playlist as the office sends it, and the files in it, for pages that are handed their board."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import requests
from hall import ROOT, Served
from hallboard import Snapshot
from PIL import Image, ImageDraw

CLIP = (ROOT / "tests" / "clip.webm").read_bytes()
"""Two seconds of VP8 and Opus, 320 × 180."""
LETTERS = 400
SENTENCE = "Quý khách nộp hồ sơ trực tuyến được giảm một nửa lệ phí, không phải đến lấy số. "
STANDING = """(first) => {
  const slides = Array.from(document.querySelectorAll("#media .slide"));
  const what = (slide) => slide.querySelector("[src]")
    ? slide.querySelector("[src]").getAttribute("src") : slide.querySelector(".words").textContent;
  return JSON.stringify(slides.map(what)) === JSON.stringify(first);
}"""
WIDE, TALL = (1920, 1080), (1080, 1920)


def image(id: int, seconds: int = 10, shape: tuple[int, int] = WIDE) -> dict[str, Any]:
    url = f"/display/media/{id}-{shape[0]}x{shape[1]}.png"
    return item(id, "image", url, seconds)


def video(id: int) -> dict[str, Any]:
    return item(id, "video", f"/display/media/{id}-clip.webm", 2)


def text(id: int, seconds: int = 10, letters: int = LETTERS) -> dict[str, Any]:
    words = (SENTENCE * (letters // len(SENTENCE) + 1))[:letters].strip()
    return {**item(id, "text", None, seconds), "title": "Nộp hồ sơ trực tuyến", "text": words}


def item(id: int, kind: str, url: str | None, seconds: int) -> dict[str, Any]:
    return {"id": id, "kind": kind, "url": url, "seconds": seconds, "title": "Hình", "text": ""}


def beside(make: Snapshot, media: list[dict[str, Any]]) -> Snapshot:
    """The same board with this playlist."""

    def snapshot(now: int) -> dict[str, Any]:
        return {**make(now), "media": media}

    return snapshot


def files(page: Any) -> None:
    """Gives the page every file of these names; `…/gone…` is not there, `…/hangs…` never comes."""
    page.route("**/display/media/*", _answer)


def alone(page: Any, media: list[dict[str, Any]]) -> None:
    """Waits until the first of the list stands there, and what it took the place of is gone."""
    first = [media[0]["url"] or media[0]["text"]] if media else []
    page.wait_for_function(STANDING, arg=first)


def send(served: Served, name: str, body: bytes) -> None:
    """As the manager's page does."""
    kind = {"Content-Type": "application/octet-stream", "X-File-Name": name}
    answer = requests.post(f"{served.base}/display/media", body, headers=kind, timeout=60)
    assert answer.status_code == 201, answer.text


def picture(suffix: str) -> bytes:
    return _picture(960, 540, suffix, {"jpg": "JPEG"}.get(suffix, suffix.upper()))


def _answer(route: Any) -> None:
    name = route.request.url.rsplit("/", 1)[1]
    if name.startswith("hangs"):
        return
    if name.startswith("gone"):
        route.fulfill(status=404, body="")
    elif name.startswith("spoilt"):
        route.fulfill(content_type="image/png", body=b"no picture")
    elif name.endswith(".webm"):
        route.fulfill(content_type="video/webm", body=CLIP)
    else:
        width, height = name.split("-")[1].removesuffix(".png").split("x")
        body = _picture(int(width), int(height), name.split("-")[0])
        route.fulfill(content_type="image/png", body=body)


@cache
def _picture(width: int, height: int, name: str, kind: str = "PNG") -> bytes:
    made = Image.new("RGB", (width, height), "#0a4f38")
    pen = ImageDraw.Draw(made)
    pen.rectangle((32, 32, width - 33, height - 33), outline="#fdf1cf", width=24)
    pen.text((120, 120), name, fill="#fffdf8", font_size=200)
    written = io.BytesIO()
    made.save(written, kind)
    return written.getvalue()
