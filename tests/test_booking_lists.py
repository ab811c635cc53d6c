"""A list of booked visits: all of it or nothing, and twice is once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_hall import CITIZEN, STAFF, TUESDAY, Hall

from commands.visitlist import Unreadable, read, write
from office import Booked, Visit, Wanted

WEDNESDAY = "2026-03-11"


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def visit(service: str = "copies", day: str = WEDNESDAY, **more: Any) -> Visit:
    own = {key: more.pop(key) for key in ("time", "code", "nth") if key in more}
    return Visit(Wanted(service, **more), day, **own)


def book(hall: Hall, *visits: Visit, check: bool = False) -> tuple[bool, list[Booked]]:
    return hall.office.book_all(visits, by=STAFF, check=check)


def refusals(answers: list[Booked]) -> list[str]:
    return [each.refused.code if each.refused else "" for each in answers]


def booked(hall: Hall) -> int:
    return hall.kinds().count("booked")


def test_a_list_that_comes_twice_books_once(hall: Hall) -> None:
    visits = [
        visit(code="DVC-0001", name="Lê An"),
        visit(name="Lê An", nth=2),
        visit(name="Lê An", nth=3),
        visit(name="Lê Bình"),
        visit("land", time="09:00"),
    ]
    done, first = book(hall, *visits)
    assert done and all(each.new for each in first)
    assert first[0].code == "DVC-0001" and len({each.code for each in first}) == 5
    hall.office.cancel(1, reason="because", by=STAFF)
    done, second = book(hall, *visits)
    assert done and not any(each.new for each in second)
    assert [each.code for each in second] == [each.code for each in first]
    assert booked(hall) == 5


def test_one_bad_line_books_nothing_and_every_bad_line_is_told(hall: Hall) -> None:
    done, answers = book(
        hall,
        visit(),
        visit("nothing"),
        visit("land", time="09:00"),
        visit("land", time="09:00", nth=2),
        visit("land", time="09:10"),
        visit(day="2026-03-12"),
        visit(day="2026-02-30"),
        visit(priority="nobody"),
        visit(name="0912345678"),
    )
    assert not done and booked(hall) == 0
    assert refusals(answers) == [
        "",
        "unknown_service",
        "",
        "slot_full",
        "bad_value",
        "wrong_day",
        "bad_value",
        "unknown_priority",
        "bad_value",
    ]
    assert answers[-1].refused and answers[-1].refused.facts["fault"] == "letters"


def test_a_quota_is_not_passed_by_a_list(hall: Hall) -> None:
    done, answers = book(hall, *(visit("land", nth=nth) for nth in range(1, 5)))
    assert not done and refusals(answers) == ["", "", "", "quota_full"]


def test_a_check_changes_nothing(hall: Hall) -> None:
    before = hall.kinds()
    done, answers = book(hall, visit("land", time="09:00"), check=True)
    assert not done and answers[0].new
    assert hall.kinds() == before


def test_a_code_that_is_another_visits_is_refused(hall: Hall) -> None:
    book(hall, visit(code="DVC-0001"))
    for other in (visit("births", code="DVC-0001"), visit(code="DVC-0001", day=TUESDAY)):
        assert refusals(book(hall, other)[1]) == ["code_taken"]


def test_a_list_read_again_in_the_course_of_its_day_books_nobody_twice(hall: Hall) -> None:
    here = visit("land", day=TUESDAY, time="09:00", code="DVC-0001")
    book(hall, here)
    assert hall.office.check_in(" dvc 0001", by=CITIZEN).ticket
    hall.at("09:20")
    done, answers = book(hall, here)
    assert done and not answers[0].new


def test_the_name_of_a_visit_to_come_is_kept_until_that_day_is_closed(hall: Hall) -> None:
    book(hall, visit(code="DVC-0001", name="Lê An", say_name=True))
    assert "Lê An" not in str(hall.office.events_after(0, 100))
    hall.office.close_day(by=STAFF)
    hall.until(f"{WEDNESDAY} 08:00")
    ticket = hall.office.check_in("DVC-0001", by=CITIZEN).ticket
    assert ticket
    name = hall.office.name(ticket.id)
    assert name and name.say and name.text == "Lê An"
    hall.office.close_day(by=STAFF)
    assert hall.office.name(ticket.id) is None


def test_a_visit_that_was_sent_elsewhere_is_not_booked_again(hall: Hall) -> None:
    wanted = visit(day=TUESDAY, name="Lê An")
    (made,) = book(hall, wanted)[1]
    assert made.code
    here = hall.office.check_in(made.code, by=STAFF).ticket
    assert here
    hall.office.transfer(here.id, service="land", by=STAFF)
    assert [each.new for each in book(hall, wanted)[1]] == [False]


def test_a_priority_in_a_list_is_the_citizens_own_word(hall: Hall) -> None:
    (made,) = book(hall, visit(day=TUESDAY, priority="elderly"))[1]
    assert made.code
    here = hall.office.check_in(made.code, by=STAFF).ticket
    assert here and here.priority and not here.priority_confirmed


def test_the_marks_and_dates_of_a_vietnamese_excel_are_understood(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    text = "Day;Time;Service;Name;Call_by_name\r\n1/12/2026;8:30;dat-dai;Lê An;có\r\n;;;;\r\n"
    file.write_bytes(text.encode("utf-8-sig"))
    listed, faults = read(file)
    assert not faults and len(listed) == 1 and listed[0].line == 2
    row = listed[0].row
    assert (row["day"], row["time"], row["say_name"]) == ("2026-12-01", "08:30", True)
    file.write_text("day,service\n2026-12-01,dat-dai\n2026-12-01,dat-dai\n", "utf-8")
    assert [each.row["nth"] for each in read(file)[0]] == [1, 2]


def test_a_list_written_with_its_codes_is_read_as_the_same_list(tmp_path: Path) -> None:
    file, out = tmp_path / "list.csv", tmp_path / "codes.csv"
    file.write_text('day,service,name\n2026-12-01,dat-dai,"Lê; An"\n', "utf-8")
    listed, _ = read(file)
    write(out, listed, {2: "DVC-0001"})
    again, faults = read(out)
    assert not faults
    assert again[0].row == listed[0].row | {"code": "DVC-0001"}


@pytest.mark.parametrize(
    ("line", "english"),
    [
        ("2026-02-30,,dat-dai,,,", "no such day"),
        ("31/11/2026,,dat-dai,,,", "no such day"),
        ("2026-12-01,25:00,dat-dai,,,", "no such time"),
        ("2026-12-01,8 giờ,dat-dai,,,", "no such time"),
        ("2026-12-01,０８:３０,dat-dai,,,", "no such time"),
        ("2026-12-01,,,,,", "service is missing"),
        ("2026-12-01,,dat-dai,AB 1,,", "a code is"),
        ("2026-12-01,,dat-dai,,,x", "without a name"),
        ("2026-12-01,,dat-dai,,Lê An,maybe", "yes or empty"),
        (f"2026-12-01,,dat-dai,,{'a' * 201},", "too long"),
        ("2026-12-01,,dat-dai,,,,more", "more cells"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, english: str) -> None:
    file = tmp_path / "list.csv"
    head = "day,time,service,code,name,call_by_name"
    file.write_text(f"{head}\n2026-12-01,,dat-dai,,,\n{line}\n", "utf-8")
    listed, faults = read(file)
    assert len(listed) == 1
    assert [fault[0] for fault in faults] == [3] and english in faults[0][2]


@pytest.mark.parametrize(
    ("content", "english"),
    [
        ("day,service\n2026-12-01,đất".encode("utf-16"), "not UTF-8"),
        ("day,service\n2026-12-01,đất".encode("cp1258", "replace"), "not UTF-8"),
        (b"", "empty"),
        (b"day,service,phone\n", "Unknown column: phone"),
        (b"day;name\n", "Missing column: service"),
        (b"day,service,day\n", "Repeated column: day"),
        (b'day,service\n"2026-12-01,dat-dai\n', "no CSV"),
    ],
)
def test_what_is_no_list_gets_one_sentence(tmp_path: Path, content: bytes, english: str) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(Unreadable) as fault:
        read(file)
    assert english in fault.value.args[1]
