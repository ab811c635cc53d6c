"""The manager's page of pictures and notices: what it says of each, who changes and who looks."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hall import Client, HallClock
from letin import behind_the_door, far_away, person, sign_in
from mediafiles import pdf, send
from PIL import Image

from config import Config
from display.media.film import MINUTES
from display.media.pages import MOST_PAGES
from manager.media import size
from web.built import Built


def written(client: Client, title: str, **changes: Any) -> int:
    words = {"title": title, "text": "Xin quý khách lưu ý."}
    made = client.post("/display/media/texts", json=words)
    assert made.status_code == 201, made.text
    item = int(made.json["id"])
    changed = client.post(f"/display/media/{item}/changes", json=changes)
    assert changed.status_code == 200, changed.text
    return item


def test_each_item_says_whether_it_is_shown_to_come_or_over(client: Client) -> None:
    assert "Chưa có gì." in client.get("/manager/media").text
    days = (("2026-03-11", None), (None, "2026-03-09"), ("2027-01-02", "2027-01-03"), (None, None))
    for first, last in days:
        written(client, "Nghỉ lễ", **{"from": first, "to": last})
    page = client.get("/manager/media").text
    for words in ("Từ 11/03<", "Đã hết hạn", "Từ 02/01/2027<", "Trong lịch", "4 mục"):
        assert words in page
    assert "Chưa bảng nào chiếu danh sách này" in page


def test_the_page_names_the_screens_that_show_the_list(
    shipped: Config, clock: HallClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are two, the preview may be of either. What no screen shows is not "shown"."""
    one = shipped.displays[0].model_copy(update={"layout": "media"})
    two = one.model_copy(update={"id": "tv2", "sound": False})
    config = shipped.model_copy(update={"displays": (one, two, shipped.displays[0])})
    built = behind_the_door(config, clock, tmp_path)
    manager = far_away(built)
    sign_in(built, person(built, "manager"), manager, pin=False)
    written(manager, "Nghỉ lễ")
    page = manager.get("/manager/media").text
    monkeypatch.setattr(built.parts.live, "watchers", lambda room: int(room == "board-tv2"))
    later = manager.get("/manager/media").text
    built.stop()
    assert "Trong lịch" in page and "Đang chiếu" not in page and "Chưa bảng nào" not in page
    assert "Đang chiếu" in later and later.count("Đang nối") == 1
    assert page.count("Chưa nối") == 2
    assert '<option value="tv2">' in page and page.count("<option") == 2


def test_the_page_is_told_when_a_screen_comes_or_goes_and_not_of_phones(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(built.parts.live, "touch", lambda *rooms: told.extend(rooms))
    screen = built.socketio.test_client(built.app)
    screen.emit("watch", {"room": "home"})
    assert "media" not in told
    for _again in range(2):
        screen.emit("watch", {"room": "board-tv1"})
    assert told.count("media") == 1
    screen.disconnect()
    assert told.count("media") == 2


def test_an_office_without_a_screen_has_the_list_and_no_preview(
    shipped: Config, clock: HallClock, tmp_path: Path
) -> None:
    built = behind_the_door(shipped.model_copy(update={"displays": ()}), clock, tmp_path)
    manager = far_away(built)
    sign_in(built, person(built, "manager"), manager, pin=False)
    written(manager, "Nghỉ lễ")
    page = manager.get("/manager/media").text
    built.stop()
    assert "Nghỉ lễ" in page and "Chưa có bảng nào." in page and "data-preview" not in page


def test_a_supervisor_looks_and_changes_nothing(door: Built) -> None:
    manager, client = far_away(door), far_away(door, "10.0.0.8")
    sign_in(door, person(door, "manager"), manager, pin=False)
    item = written(manager, "Nghỉ lễ", to="2026-04-30")
    sign_in(door, person(door, "supervisor"), client, pin=False)
    page = client.get("/manager/media").text
    assert "Nghỉ lễ" in page and "Đến hết 30/04 · 12 giây" in page
    assert f"layout=media&amp;preview={item}" in page
    for key in ('id="choose"', 'id="write"', "data-do=", "data-move=", "<input class"):
        assert key not in page
    answer = client.post(f"/display/media/{item}/removals", json={})
    assert answer.status_code in (403, 404)


def test_the_page_says_which_files_are_taken_before_one_is_sent(client: Client) -> None:
    page = client.get("/manager/media").text
    for words in (f"đến {MINUTES} phút", f"đến {MOST_PAGES} trang"):
        assert words in page
    # As many as config.yaml says, in its own units.
    for words in ("300\N{NO-BREAK SPACE}MB", "3,0\N{NO-BREAK SPACE}GB", 'data-most="300000000"'):
        assert words in page


def test_a_pdf_of_upright_pages_says_that_its_letters_will_be_small(client: Client) -> None:
    for media in ("0 0 960 540", "0 0 595 842"):
        assert send(client, pdf(1, media=media), "a.pdf").status_code == 201
    assert client.get("/manager/media").text.count("trang dọc, chữ lên bảng sẽ nhỏ") == 1


def test_what_a_title_says_is_no_markup(client: Client) -> None:
    written(client, '"><b>Đậm</b>')
    assert "<b>Đậm" not in client.get("/manager/media").text


def test_a_file_that_is_gone_from_the_folder_says_so(client: Client, built: Built) -> None:
    made = client.post(
        "/display/media",
        data=picture(),
        content_type="application/octet-stream",
        headers={"X-File-Name": "a.png"},
    )
    assert made.status_code == 201, made.text
    for file in (built.parts.data / "media").iterdir():
        file.unlink()
    assert "Mất tệp" in client.get("/manager/media").text


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 360)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 B"), (999, "999 B"), (1000, "1,0 kB"), (2_400_000, "2,4 MB"), (3 * 10**9, "3,0 GB")],
)
def test_a_size_is_said_in_few_digits(built: Built, count: int, words: str) -> None:
    with built.app.test_request_context("/"):
        assert size(count).replace("\N{NO-BREAK SPACE}", " ") == words
