"""What the screens show beside the calls: its order, its days, and who may change it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hall import Client, HallClock, ms
from letin import far_away, machine, person, sign_in
from mediafiles import EICAR, board, folder, listed, pdf, picture, sample, send
from PIL import Image

from display.media.item import Item
from display.media.media import Media
from office import By
from web.built import Built
from web.jobs import tick
from web.words import speaking

MANAGER = By(surface="manager", staff=True)


def titles(built: Built) -> list[str]:
    return [frame["title"] for frame in board(built)]


def add_text(client: Any, title: str, text: str = "Chữ") -> int:
    made = client.post("/display/media/texts", json={"title": title, "text": text})
    assert made.status_code == 201, made.text
    found: int = made.json["id"]
    return found


def change(client: Any, item: int, **columns: Any) -> Any:
    return client.post(f"/display/media/{item}/changes", json=columns)


def test_a_picture_that_the_manager_sends_is_on_the_board(client: Client, built: Built) -> None:
    made = send(client, picture(), "C:\\Ảnh\\Lịch tiếp dân.png")
    assert (made.status_code, made.json) == (201, {"id": board(built)[0]["id"]})
    [frame] = board(built)
    assert frame == {
        "id": made.json["id"],
        "kind": "image",
        "url": frame["url"],
        "seconds": 12,
        "title": "Lịch tiếp dân",
        "text": "",
    }
    file = client.get(frame["url"])
    assert (file.status_code, file.mimetype) == (200, "image/png")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert Image.open(io.BytesIO(file.data)).size == (640, 360)
    assert folder(built) == [frame["url"].rpartition("/")[2]]


def test_a_long_text_stays_as_long_as_it_takes_to_read(client: Client, built: Built) -> None:
    item = add_text(client, "Lịch nghỉ Tết", "chữ " * 150)
    assert board(built)[0]["seconds"] == listed(built)[0]["seconds"] == 51
    assert change(client, item, seconds=20).status_code == 200
    assert board(built)[0]["seconds"] == 20


def test_a_pdf_is_so_many_pictures_and_a_video_is_sent_in_parts(
    client: Client, built: Built
) -> None:
    book = send(client, pdf(3), "Hướng dẫn.pdf").json["id"]
    film = send(client, sample("phone.mp4"), "clip").json["id"]
    shown = [(frame["id"], frame["kind"], frame["seconds"]) for frame in board(built)]
    assert shown == [(book, "image", 12)] * 3 + [(film, "video", 1)]
    url = board(built)[3]["url"]
    part = client.get(url, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.data, part.mimetype) == (206, b"ftyp", "video/mp4")
    assert client.get(url, headers={"Range": "bytes=999999-"}).status_code == 416


def test_items_are_shown_in_the_order_that_the_manager_gives(client: Client, built: Built) -> None:
    ids = [add_text(client, title) for title in ("Một", "Hai", "Ba")]
    assert titles(built) == ["Một", "Hai", "Ba"]
    turned = client.post("/display/media/orders", json={"ids": ids[::-1]})
    assert turned.status_code == 200 and titles(built) == ["Ba", "Hai", "Một"]
    for wrong in (ids[:2], [*ids, ids[0]], [*ids, 999]):
        answer = client.post("/display/media/orders", json={"ids": wrong})
        assert (answer.status_code, answer.json["error"]) == (409, "media_changed")
    add_text(client, "Bốn")
    assert titles(built) == ["Ba", "Hai", "Một", "Bốn"]


def test_an_item_is_shown_from_its_first_day_to_the_end_of_its_last(
    client: Client, built: Built, clock: HallClock
) -> None:
    item = add_text(client, "Nghỉ lễ")
    assert change(client, item, **{"from": "2026-03-11", "to": "2026-03-12"}).status_code == 200
    states = []
    for at in ("10T23:59:50", "11T00:00:10", "12T23:59:50", "13T00:00:10"):
        clock.ahead(seconds=(ms(f"2026-03-{at}") - clock.at) / 1000)
        tick(built.parts)
        with speaking(built.app, "vi"):
            states.append((len(board(built)), listed(built)[0]["state"]))
    assert states == [(0, "coming"), (1, "shown"), (1, "shown"), (0, "over")]
    assert change(client, item, **{"from": None, "to": None}).status_code == 200
    assert titles(built) == ["Nghỉ lễ"]


def test_the_list_is_no_part_of_the_board_which_is_sent_at_every_call(
    client: Client, built: Built
) -> None:
    live = built.parts.live
    before = json.dumps(live.snapshot("board-tv1"))
    add_text(client, "Nghỉ lễ", "Chữ " * 100)
    assert len(json.dumps(live.snapshot("board-tv1"))) < len(before) + 100
    assert live.snapshot("playlist-tv1") is None


def test_the_screens_are_told_of_another_list_by_a_change_and_by_the_clock_alone(
    client: Client, built: Built, clock: HallClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[str] = []
    media = Media(built.parts)
    monkeypatch.setattr(built.parts.live, "touch", lambda *rooms: touched.extend(rooms))
    item = media.add(Item(0, "text", "Nghỉ lễ", "Chữ", last="2026-03-10"), by=MANAGER).id
    assert touched == ["playlist", "media"]
    touched.clear()
    media.tell()
    media.change(item, by=MANAGER, text="Chữ")
    assert touched == ["media"]
    touched.clear()
    clock.ahead(seconds=(ms("2026-03-11T00:00:10") - clock.at) / 1000)
    built.parts.office.tick()
    touched.clear()
    media.tell()
    assert touched == ["playlist"]


def test_a_text_may_have_its_days_from_the_start(client: Client, built: Built) -> None:
    words = {"title": "Nghỉ lễ", "text": "Chữ"}
    days = {"from": "2026-03-11", "to": "2026-03-12"}
    assert client.post("/display/media/texts", json={**words, **days}).status_code == 201
    with speaking(built.app, "vi"):
        [item] = listed(built)
    assert (item["from"], item["to"], item["state"]) == ("2026-03-11", "2026-03-12", "coming")
    wrong = {**words, "from": "2026-03-12", "to": "2026-03-11"}
    answer = client.post("/display/media/texts", json=wrong)
    assert (answer.status_code, answer.json["error"]) == (400, "bad_days")
    with speaking(built.app, "vi"):
        assert len(listed(built)) == 1


def test_what_is_changed_is_shown_so(client: Client, built: Built) -> None:
    item = add_text(client, "  Lịch\u202e  nghỉ ", "Thứ Hai\n\n  Nghỉ  cả ngày ")
    [frame] = board(built)
    assert (frame["title"], frame["text"], frame["url"]) == (
        "Lịch nghỉ",
        "Thứ Hai\n\nNghỉ cả ngày",
        None,
    )
    assert change(client, item, title="Lịch", text="Mở cửa", seconds=20).status_code == 200
    [frame] = board(built)
    assert (frame["title"], frame["text"], frame["seconds"]) == ("Lịch", "Mở cửa", 20)
    assert change(client, item, seconds=None).status_code == 200
    assert board(built)[0]["seconds"] == 12
    for wrong in (
        {"from": "2026-03-12", "to": "2026-03-11"},
        {"from": "12/03/2026"},
        {"seconds": 1},
        {"title": " "},
        {"text": "\n"},
        {"kind": "image"},
    ):
        assert change(client, item, **wrong).status_code == 400, wrong
    assert change(client, 999, title="x").status_code == 404


def test_what_is_removed_is_gone_from_board_and_disk(client: Client, built: Built) -> None:
    item = send(client, pdf(2)).json["id"]
    assert client.post(f"/display/media/{item}/removals", json={}).status_code == 200
    assert (board(built), folder(built)) == ([], [])
    assert client.post(f"/display/media/{item}/removals", json={}).status_code == 404


def test_the_journal_has_who_and_when_and_no_words(door: Built) -> None:
    hanh = person(door, "manager")
    client = far_away(door)
    sign_in(door, hanh, client, pin=False)
    item = send(client, picture(), "Bí mật.png").json["id"]
    change(client, item, title="Mật")
    client.post("/display/media/orders", json={"ids": [item]})
    client.post(f"/display/media/{item}/removals", json={})
    events = [e for e in door.parts.office.events_after(0) if e.kind.startswith("media_")]
    assert [(e.kind, e.officer, e.data) for e in events] == [
        ("media_added", str(hanh.id), {"what": "image"}),
        ("media_changed", str(hanh.id), {"item": item}),
        ("media_ordered", str(hanh.id), {}),
        ("media_removed", str(hanh.id), {"item": item}),
    ]


@pytest.mark.parametrize("role", ["kiosk", "display", "officer", "guide", "supervisor", "stranger"])
def test_nobody_but_a_manager_sends_a_file(door: Built, role: Any) -> None:
    client = far_away(door)
    if role in ("kiosk", "display"):
        machine(door, role, "k1" if role == "kiosk" else "tv1", client)
    elif role != "stranger":
        sign_in(door, person(door, role), client, pin=False)
    answer = send(client, picture())
    assert answer.status_code in (401, 403)
    assert not (door.parts.data / "media").exists()


def test_a_manager_who_is_still_signed_in_at_a_kiosk_sends_nothing_there(door: Built) -> None:
    client = far_away(door)
    sign_in(door, person(door, "manager"), client, pin=False)
    machine(door, "kiosk", "k1", client)
    words = client.post("/display/media/texts", json={"title": "a", "text": "b"})
    assert (send(client, picture()).status_code, words.status_code) == (403, 403)


def test_another_site_sends_no_file_through_a_manager_s_browser(
    client: Client, built: Built
) -> None:
    """The one POST that is not JSON has the same door before it."""
    kind = {"content_type": "application/octet-stream", "data": picture()}
    for headers, status in (
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "evil.example"}, 421),
    ):
        assert client.post("/display/media", headers=headers, **kind).status_code == status, headers
    for other in ("text/plain", "multipart/form-data", "application/x-www-form-urlencoded"):
        answer = client.post("/display/media", content_type=other, data=b"x")
        assert answer.status_code == 415, other
    texts = client.post("/display/media/texts", **kind)
    assert (texts.status_code, board(built)) == (415, [])


def test_a_file_is_given_to_screens_and_managers_and_no_other_is(
    client: Client, built: Built
) -> None:
    send(client, picture())
    name = folder(built)[0]
    for wrong in (
        "../goiso.db",
        "..%2fgoiso.db",
        "%2e%2e/goiso.db",
        name + "/..",
        name.replace("png", "jpg"),
        ".hidden",
        "file",
    ):
        assert client.get(f"/display/media/{wrong}").status_code == 404, wrong


def test_a_refusal_names_the_kind_and_says_what_to_do(client: Client, built: Built) -> None:
    answer = send(client, EICAR, "ảnh.png")
    assert (answer.status_code, answer.json["error"]) == (422, "media_refused")
    assert answer.json["message"] == ("Tệp bị nghi có mã độc. Hãy quét vi-rút máy đã chép tệp này.")
    video = send(client, sample("hevc.mp4"))
    assert "HEVC (H.265)" in video.json["message"]
    assert "HandBrake" in video.json["message"] and "iPhone" in video.json["message"]
    empty = send(client, b"")
    assert (empty.status_code, empty.json["fault"]) == (422, "media_empty")
    assert (board(built), folder(built)) == ([], [])


def test_an_item_whose_days_are_over_can_still_be_previewed(client: Client, built: Built) -> None:
    item = add_text(client, "Đã qua")
    change(client, item, to="2026-01-01")
    assert board(built) == []
    page = client.get(f"/display/?id=tv1&preview={item}")
    assert page.status_code == 200
    assert client.get("/display/?id=tv1&preview=999").status_code == 404


def test_media_can_be_sent_when_the_day_is_closed(client: Client, built: Built) -> None:
    built.parts.office.close_day(by=By(surface="manager", staff=True))
    assert send(client, picture()).status_code == 201
