"""The hall on anybody's phone: what the screens show, without names, from any network."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hall import HallClock

from office import By
from phone.hall import ROOMS
from web.built import Built
from web.jobs import tick
from web.live import PHONES_EACH

DOOR = By(surface="kiosk")
DESK = By(surface="counter", staff=True)


def take(built: Built, service: str = "chung-thuc", **more: object) -> None:
    assert built.parts.office.issue(service, by=DOOR, **more).ticket is not None  # type: ignore[arg-type]


def call(built: Built, counter: int) -> None:
    built.parts.office.call_next(counter, by=DESK)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page(built: Built, query: str = "") -> str:
    html = built.app.test_client().get(f"/thong-tin/{query}").get_data(as_text=True)
    return words(html[html.index("<main") :])


def told(built: Built, room: str = "vi.0") -> str:
    facts = built.parts.live.snapshot(f"hall-{room}")
    assert facts is not None
    return words(facts["told"]["hall"])


def test_the_newest_call_stands_above_those_before_it_and_who_waits_below(
    built: Built, clock: HallClock
) -> None:
    for _ in range(4):
        take(built)
    call(built, 1)
    clock.ahead(minutes=3)
    call(built, 2)
    seen = page(built)
    assert seen.startswith(
        "Vừa gọi: A002 đến quầy 2. Vừa gọi lúc 08:03 A 0 0 2 Quầy 2 A 0 0 1 Quầy 1 08:00"
    )
    assert re.search(r"A Chứng thực Chờ khoảng \d+–\d+ phút 2 B Hộ tịch", seen)
    assert "Tự cập nhật, lần cuối 08:03" in seen
    assert told(built) in seen


def test_it_says_what_an_office_has_to_make_known_and_numbers_can_be_dialled(door: Built) -> None:
    seen = page(door)
    for known in ("Giờ lấy số Thứ Hai – Thứ Sáu", "Phiếu ưu tiên được tính sớm hơn 60 phút."):
        assert known in seen
    assert "Phản ánh, góp ý 0200 000 000" in seen
    html = door.app.test_client().get("/thong-tin/").get_data(as_text=True)
    assert 'href="tel:0200000000"' in html


@pytest.mark.parametrize(("language", "shut"), [("vi", "Ngoài giờ lấy số"), ("en", "No numbers")])
def test_out_of_hours_it_says_when_and_on_which_day_numbers_are_given_again(
    door: Built, clock: HallClock, language: str, shut: str
) -> None:
    clock.ahead(hours=12)
    seen = page(door, f"?lang={language}")
    day = {"vi": "Thứ Tư, 11/03/2026", "en": "Wednesday, 11/03/2026"}[language]
    assert re.search(rf"{shut}.* 07:\d\d · {day}", seen)


def test_it_shuts_and_opens_with_the_hours_though_nothing_happens(
    door: Built, clock: HallClock
) -> None:
    assert "Ngoài giờ" not in page(door)
    clock.ahead(hours=4)
    assert re.search(r"Ngoài giờ lấy số Mở cửa lúc \d\d:\d\d Số người", page(door))
    clock.ahead(hours=6)
    tick(door.parts)
    assert "Ngoài giờ lấy số" in page(door) and "Ngoài giờ lấy số" in told(door)
    assert "Chờ khoảng" not in page(door)
    clock.ahead(hours=14)
    tick(door.parts)
    assert "Ngoài giờ" not in page(door) and "Ngoài giờ" not in told(door)


def test_a_service_without_an_open_counter_promises_no_wait(built: Built) -> None:
    for counter in built.parts.ward.counters:
        built.parts.office.desk(counter.id, "closed", by=DESK)
    assert "A Chứng thực Chưa có quầy mở 0" in page(built)
    assert "A Certification No counter open 0" in page(built, "?lang=en")


def test_no_name_is_on_it_whatever_the_citizen_agreed_to(built: Built) -> None:
    take(built, name="Trần Thị Hoa", say_name=True)
    call(built, 1)
    html = built.app.test_client().get("/thong-tin/").get_data(as_text=True)
    sent = str(built.parts.live.snapshot("hall-vi.0"))
    assert "A 0 0 1" in words(html) and "Vừa gọi: A001 đến quầy 1." in sent
    for told_to_all in (html, sent):
        assert "Hoa" not in told_to_all and "Trần" not in told_to_all


def test_there_are_so_many_rooms_of_each_language_and_no_others(built: Built) -> None:
    last = ROOMS - 1
    assert told(built, f"en.{last}").startswith("The waiting hall now")
    for room in (f"vi.{ROOMS}", "vi.-1", "vi.00", "vi.", "vi", "xx.0", "vi.0.0"):
        assert built.parts.live.snapshot(f"hall-{room}") is None


def test_every_room_of_a_language_is_sent_the_same_words_made_once(built: Built) -> None:
    take(built)
    first, other = (built.parts.live.snapshot(f"hall-vi.{n}") for n in (1, 2))
    assert first is not None and other is not None
    assert first["told"] is other["told"]
    take(built)
    assert told(built, "vi.1") != words(first["told"]["hall"])


def test_pages_are_dealt_the_rooms_in_turn(built: Built) -> None:
    client = built.app.test_client()
    pages = [client.get("/thong-tin/").get_data(as_text=True) for _ in range(ROOMS)]
    rooms = [re.findall(r'data-room="(hall-vi[.]\d+)"', html) for html in pages]
    assert len({room for (room,) in rooms}) == ROOMS


def test_a_page_sees_the_hall_once_and_a_room_has_so_many_pages(built: Built) -> None:
    pages = [watcher(built, "hall-vi.5") for _ in range(PHONES_EACH + 1)]
    assert [bool(told) for _, told in pages] == [True] * PHONES_EACH + [False]
    first, _ = pages[0]
    assert not first.emit("watch", {"room": "hall-vi.6"}, callback=True)


def test_one_address_takes_only_so_many_places(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.visitors.IDLE_EACH", 3)
    for number in range(3):
        assert watcher(built, f"hall-vi.{number}")[1]
    assert not built.socketio.test_client(built.app).is_connected()


def test_three_hundred_phones_behind_one_address_open_it_twice_in_a_minute(door: Built) -> None:
    client = door.app.test_client()
    asked = [client.get("/thong-tin/").status_code for _ in range(600)]
    assert set(asked) == {200}
    assert client.get("/").status_code == 200


def test_a_stranger_finds_it_from_the_front_page(door: Built, built: Built) -> None:
    for front in (door, built):
        assert 'href="/thong-tin/"' in front.app.test_client().get("/").get_data(as_text=True)


def watcher(built: Built, room: str) -> tuple[Any, Any]:
    """A page that asks for this room, and the answer."""
    page = built.socketio.test_client(built.app)
    return page, page.emit("watch", {"room": room}, callback=True)
