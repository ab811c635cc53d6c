"""Names: kept for one day, in one table, and then in no byte of the file."""

from __future__ import annotations

import sqlite3
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_hall import CITIZEN, STAFF, Hall, refusal

from config import NOT_ALOUD
from office import Office, Refused, Store
from office.names import LONGEST, clean, composed, fault

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng")
GIVEN = ("Thị Hồng Nhung", "Văn Đức Anh", "Quốc Khánh", "Mỹ Duyên", "Bảo Ngọc", "Tuấn Kiệt")
NAMES = [f"{family} {given}" for family in FAMILY for given in GIVEN]


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def test_a_name_is_kept_composed_with_its_consent(hall: Hall) -> None:
    typed = "  " + unicodedata.normalize("NFD", "Trần  Thị Hoa") + " "
    ticket = hall.take(name=typed, say_name=True)
    name = hall.office.name(ticket.id)
    assert name and name.text == "Trần Thị Hoa" and name.say


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Trần   Thị Hoa ", "Trần Thị Hoa"),
        (unicodedata.normalize("NFD", "Đặng Thúy Huệ"), "Đặng Thúy Huệ"),
        ("Hoa\u00a0Lê", "Hoa Lê"),
        ("Hoa\u3000Lê", "Hoa Lê"),
        ("TRẦN THỊ HOA", "TRẦN THỊ HOA"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Y", "Y"),
        ("សុខ ចាន់", "សុខ ចាន់"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_a_name_is_kept_as_people_write_it(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "12345", "- .", "x" * (LONGEST + 1), "\u0301", "Hoa\u202eaoH", "Ho\u200ba",
        "Hoa\x07", "Hoa\nLê", "Hoa\tLê", "Hoa\u2028Lê", "Hoa\ue000", "Hoa\ud800", "Hoa\u0378",
        "Hoa\u2800", "\u3164", "Hoa\u3164", "Hoa\uffa0", "Hoa\u115f", "Hoa\u034f", "\ufffdHoa",
        "Hoa\ufe0f", "Hoa\U000e0100", "Hoa\u180b", "Ho" + "\u0315" * 9 + "a",
    ],
)  # fmt: skip
def test_a_name_that_shows_nothing_or_covers_others_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        clean(typed)
    assert (refused.value.code, refused.value.facts["field"]) == ("bad_value", "name")


@pytest.mark.parametrize(
    "typed",
    [
        "Hoa 0912345678", "Hoa 0912 345 678", "Hoa 0.9-1/2", "1 Hoa 2 Lan 3 Mai 4", "Hoa-1975",
        "CCCD 001099012345", "Hoa \uff10\uff19\uff11\uff12", "Hoa \u0660\u0661\u0662\u0663",
        "Hoa \u17e0\u17e9\u17e1\u17e2", "Hoa ⁰⁹¹²", "Hoa ⑫⑬", "Hoa 09\uff11\u0662",
    ],
)  # fmt: skip
def test_a_telephone_or_a_paper_s_number_is_no_name(typed: str) -> None:
    assert refusal(clean, typed).facts["fault"] == "number"


@pytest.mark.parametrize(
    "typed",
    [
        "hoa@gmail.com", "hoa1990@gmail.com", "Hoa\uff20Lan", "https://hoa", "www.hoa", "WWW.Hoa",
        "goiso.vn", "Hoa xem abc.com.vn/hoa", "FB.COM", "Số nhà 5", "12 đường Láng", "PHỐ HUẾ 7",
        "Ngõ 3", "hẻm 45/2", "Thôn 2", "ấp 1", "Tổ5", "phường 10, quận 3", "Xã \uff13",
        "Huyện ٣", "tp. 1", "x" * LONGEST + " 12 đường Láng", "Đường 30/4 số 1975",
        unicodedata.normalize("NFD", "12 đường Láng"),
    ],
)  # fmt: skip
def test_an_address_is_no_name(typed: str) -> None:
    assert refusal(clean, typed).facts["fault"] == "address"


PEOPLE = [
    "Trần Thị Hoa", "Nguyễn Thị Lồng", "Lê Văn Đủ", "Phạm Thị Đông Đô", "H'Hen Niê", "H’Brơ",
    "Y Blôk Êban", "K'Brêu", "Giàng A Chó", "Hồ Cu", "Phố", "Đường Văn Tổ", "Nguyễn Thị Xã",
    "Quận", "Ấp Thôn Huyện", "Nguyễn Văn An 2", "Phương 2", "Quân 3", "Trần Tuấn Kiệt 2",
    "Đèo Văn Long", "T. Hoa", "Nguyễn T.Hoa", "Ng.V.An", "Th.S Hoa", "O'Brien-Smith",
    "Dick Shitole", "Jean-Luc Dupont", "Muller von Com", "Vân.Vnu", "សុខ ចាន់", "王五", "Анна",
    "Louis XIV", "Louis Ⅳ",
]  # fmt: skip


@pytest.mark.parametrize("typed", PEOPLE)
def test_a_real_name_is_taken_whatever_it_resembles(typed: str) -> None:
    assert clean(typed, NOT_ALOUD) == typed
    assert clean(typed.upper(), NOT_ALOUD) == typed.upper()


@pytest.mark.parametrize(
    "typed",
    [
        "Lồn", "Trần LỒN Hoa", "lồn!!!", "(lồn)", "'lồn'", "Hoa-lồn", "*_lồn_*", "Hoa.lồn.Lê",
        unicodedata.normalize("NFD", "Lồn"), "Con  Đĩ", "con-đĩ", "“con, đĩ”", "\uff46uck",
        "FUCK you",
    ],
)  # fmt: skip
def test_a_word_of_the_list_is_found_as_a_whole_word(typed: str) -> None:
    assert fault(composed(typed), ["lồn", "con đĩ", "Fuck!"]) == "unwanted"
    assert fault(composed(typed)) is None


@pytest.mark.parametrize(
    "typed", ["Lồng", "Lòn", "Lon", "Con Hoa Đĩ", "Đĩ con", "H'Lồn", "Fuckner"]
)
def test_a_part_of_a_word_or_of_a_row_is_not_found(typed: str) -> None:
    assert fault(typed, ["lồn", "con đĩ", "fuck"]) is None


@pytest.mark.parametrize("nothing", ["", " ", "***", "'", "-"])
def test_a_line_of_the_list_without_a_word_stops_nobody(nothing: str) -> None:
    assert fault("Trần - Thị *** Hoa", [nothing]) is None


@given(st.text("aA4７٣៤⑫ .-@＠", max_size=12) | st.text(max_size=80))
def test_no_name_that_is_taken_has_four_digits_or_an_at(typed: str) -> None:
    try:
        name = clean(typed)
    except Refused:
        return
    assert sum(sign.isdigit() for sign in name) < 4
    assert not set(name) & {"@", "＠"}


def test_no_way_into_the_office_takes_a_word_that_is_not_called_aloud(tmp_path: Path) -> None:
    hall = Hall(tmp_path, ward={"not_aloud": ["lồn"]})
    told = {"name": "Trần Lồn", "by": STAFF}
    for refused in (
        refusal(hall.office.issue, "copies", **told),
        refusal(hall.office.issue, "copies", **told, say_name=True, key="k"),
        refusal(hall.office.book, "copies", day="2026-03-11", **told),
    ):
        assert refused.facts["fault"] == "unwanted"
        assert "Lồn" not in str(refused.facts), "a refusal carries no name"
    assert hall.store.one("SELECT 1 FROM tickets") is None
    assert hall.take(name="Trần Lồng").label == "A001"


def test_no_event_no_answer_and_no_snapshot_of_the_hall_carries_a_name(hall: Hall) -> None:
    ticket = hall.take(name="Trần Thị Hoa", say_name=True)
    hall.next()
    told = [*hall.office.events_after(0), hall.office.hall_facts()]
    told.append(hall.office.ticket_facts(ticket.id))
    assert "Hoa" not in str(told)


def test_after_closing_no_file_holds_a_name(hall: Hall, tmp_path: Path) -> None:
    for name in NAMES:
        hall.take(name=name, say_name=True, person=f"hash-{name}", priority="elderly")
    hall.start()
    hall.office.hold(1, reason="because", note="hỏi lại chị Hồng Nhung", by=STAFF)
    hall.office.close_day(by=STAFF)
    for file in tmp_path.iterdir():
        kept = file.read_bytes()
        for name in [*NAMES, "Hồng Nhung"]:
            assert name.encode() not in kept, f"{name} is in {file.name}"
    assert hall.store.one("SELECT 1 FROM tickets WHERE person IS NOT NULL") is None
    classes = {row[0] for row in hall.store.all("SELECT priority FROM tickets")}
    assert classes == {"yes"}, "of a priority only that there was one is kept"


def test_older_days_are_wiped_before_the_first_request(hall: Hall) -> None:
    ticket = hall.take(name="Trần Thị Hoa", say_name=True)
    hall.clock.ahead(hours=24)
    hall.restart()
    assert hall.office.name(ticket.id) is None


def test_the_journal_cannot_be_changed(hall: Hall) -> None:
    hall.office.issue("copies", by=CITIZEN)
    for sql in ("UPDATE events SET kind = 'x'", "DELETE FROM events"):
        with pytest.raises(Exception, match="append-only"), hall.store.transaction() as tx:
            tx.execute(sql)


def test_the_class_of_who_never_came_is_forgotten_too(hall: Hall) -> None:
    booked = hall.office.book("copies", by=CITIZEN, day="2026-03-11", priority="elderly").ticket
    assert booked
    hall.office.cancel(booked.id, reason="because", by=STAFF)
    hall.until("2026-03-13 08:00")
    hall.office.tick()
    hall.office.close_day(by=STAFF)
    assert hall.office.ticket(booked.id).priority == "yes"


def test_names_leave_the_log_file_as_soon_as_its_last_reader_is_gone(hall: Hall) -> None:
    hall.take(name="Trần Thị Hoa", say_name=True)
    reader = sqlite3.connect(hall.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM names").fetchall()
    hall.store._connection.execute("PRAGMA busy_timeout = 1")
    hall.office.close_day(by=STAFF)
    log = hall.path.with_name("office.db-wal")
    assert b"Hoa" in log.read_bytes(), "somebody still reads the file as it was"
    reader.close()
    hall.office.tick()
    assert log.read_bytes() == b""


def test_a_start_after_a_power_cut_leaves_no_name_in_the_log_file(hall: Hall) -> None:
    hall.take(name="Trần Thị Hoa", say_name=True)
    wipe, hall.store.wipe = hall.store.wipe, lambda: True  # type: ignore[method-assign]
    hall.office.close_day(by=STAFF)
    hall.store.wipe = wipe  # type: ignore[method-assign]
    log = hall.path.with_name("office.db-wal")
    assert b"Hoa" in log.read_bytes()
    again = Store(hall.path, bound=False)
    Office(again, hall.ward, hall.clock)
    assert log.read_bytes() == b""
    again.close()
