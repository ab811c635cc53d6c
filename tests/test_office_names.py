"""Names: kept for one day, in one table, and then in no byte of the file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from small_hall import CITIZEN, STAFF, Hall

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
