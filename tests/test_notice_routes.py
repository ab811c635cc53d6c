"""Notices and tests of the loudspeakers over HTTP: who may, what is answered, how often."""

from __future__ import annotations

from typing import Any

from hall import Client
from letin import far_away, machine, person, sign_in

from web.built import Built


def put_up(client: Any, **more: Any) -> Any:
    return client.post(
        "/voices/notices", json={"text": "Xe chắn lối ra", "zones": ["hall"], **more}
    )


def board(built: Built) -> list[dict[str, Any]]:
    snapshot = built.parts.live.snapshot("board-tv1")
    assert snapshot is not None
    found: list[dict[str, Any]] = snapshot["notices"]
    return found


def test_a_notice_is_on_the_board_until_it_is_taken_down(client: Client, built: Built) -> None:
    made = put_up(client).json["id"]
    assert board(built) == [{"id": made, "vi": "Xe chắn lối ra", "en": None, "speaking": False}]
    page = client.get("/voices/notices").text
    assert "Chưa bảng nào đang nối, khu này chưa có loa nên không đọc." in page
    assert client.post(f"/voices/notices/{made}/hushes", json={}).status_code == 201
    assert client.post(f"/voices/notices/{made}/removals", json={}).status_code == 201
    assert board(built) == []
    gone = client.post(f"/voices/notices/{made}/removals", json={})
    assert (gone.status_code, gone.json["message"]) == (404, "Thông báo này đã được gỡ xuống.")


def test_a_notice_whose_answer_was_lost_is_put_up_once(client: Client, built: Built) -> None:
    first = put_up(client, key="a")
    for _ in range(6):
        again = put_up(client, key="a")
        assert (again.status_code, again.json) == (first.status_code, first.json)
    assert len(board(built)) == 1
    assert put_up(client, key="a", text="Xe đỗ sai chỗ").status_code == 422
    assert put_up(client, key="b").json != first.json
    client.post(f"/voices/notices/{first.json['id']}/removals", json={})
    assert put_up(client, key="a").json == first.json
    assert len(board(built)) == 1


def test_the_preview_is_what_will_be_shown_and_said(client: Client, built: Built) -> None:
    asked = {"chosen": "het-gio", "n": 15, "english": True}
    answer = client.post("/voices/notices/previews", json=asked)
    assert answer.json == {
        "texts": {
            "vi": "Còn 15 phút nữa hết giờ lấy số.",
            "en": "Only 15 minutes are left to take a number.",
        },
        "said": "Còn mười lăm phút nữa hết giờ lấy số. "
        "Only fifteen minutes are left to take a number.",
    }
    assert board(built) == []


def test_what_cannot_be_put_up_is_said_plainly(client: Client) -> None:
    unwanted = put_up(client, text="đồ chó")
    assert (unwanted.status_code, unwanted.json["message"]) == (
        400,
        "Có từ không đọc trên loa được. Xin gõ lại.",
    )
    assert put_up(client, zones=["cellar"]).json["error"] == "unknown_zone"
    assert put_up(client, zones=[]).status_code == 400
    assert put_up(client, chosen="unknown").status_code == 400


def test_one_person_puts_up_six_a_minute(door: Built) -> None:
    client = far_away(door)
    sign_in(door, person(door, "guide"), client, pin=False)
    answers = []
    for _ in range(7):
        answers.append(put_up(client))
        if answers[-1].status_code == 201:
            client.post(f"/voices/notices/{answers[-1].json['id']}/removals", json={})
    assert [answer.status_code for answer in answers] == [201] * 6 + [429]
    assert answers[-1].json["message"]


def test_who_is_still_signed_in_at_a_kiosk_puts_up_nothing(door: Built) -> None:
    client = far_away(door)
    sign_in(door, person(door, "guide"), client, pin=False)
    machine(door, "kiosk", "k1", client)
    assert put_up(client).status_code == 403


def test_who_put_it_up_is_named_to_the_others_and_a_supervisor_only_reads(door: Built) -> None:
    guide, supervisor = far_away(door), far_away(door)
    sign_in(door, person(door, "guide", "Phạm Thu Hà"), guide, pin=False)
    sign_in(door, person(door, "supervisor"), supervisor, pin=False)
    put_up(guide)
    page = supervisor.get("/manager/voices").text
    assert "Xe chắn lối ra" in page
    assert "Phạm Thu Hà" in page
    assert "data-act" not in page
    assert "data-try" not in page


def test_a_test_without_a_loudspeaker_says_why(client: Client) -> None:
    assert client.post("/manager/voices/hall/trials", json={}).status_code == 201
    page = client.get("/manager/voices").text
    assert "Chưa phát thử được, lý do ghi dưới tên khu." in page
    assert "Tivi phòng chờ chưa nối hoặc chưa bật tiếng. Nếu bảng hiện “Bật tiếng”" in page
    assert client.post("/manager/voices/cellar/trials", json={}).status_code == 404


def test_what_was_heard_is_remembered_with_when_and_by_whom(door: Built) -> None:
    client = far_away(door)
    sign_in(door, person(door, "manager", "Nguyễn Thị Hạnh"), client, pin=False)
    answer = client.post("/manager/voices/hall/hearings", json={"heard": "faint"})
    assert answer.status_code == 201
    page = client.get("/manager/voices").text
    assert "Nghe nhưng nhỏ hoặc rè" in page
    assert "Nguyễn Thị Hạnh" in page
    order = ["Âm lượng.", "Dây và điện.", "Bảng gọi số.", "Phím tắt tiếng.", "Giờ yên lặng."]
    assert [page.index(each) for each in order] == sorted(page.index(each) for each in order)
    client.post("/manager/voices/hall/hearings", json={"heard": "well"})
    assert "Xin xem lần lượt" not in client.get("/manager/voices").text


def test_the_page_says_how_every_voice_stands_and_mutes_a_zone(client: Client) -> None:
    assert "Tivi phòng chờ chưa nối hoặc chưa bật tiếng." in client.get("/manager/voices").text
    muted = client.post("/voices/mutes", json={"zone": "hall", "mute": True})
    assert muted.status_code == 201
    page = client.get("/manager/voices").text
    assert "Đang tắt tiếng." in page
    assert "Tiếng tự bật lại lúc 08:10." in page
    assert put_up(client).status_code == 201
    assert "loa đang tắt tiếng nên không đọc" in client.get("/voices/notices").text
