"""What is read of a citizen's card, and what is refused: 24 cards that nobody has."""

from __future__ import annotations

from datetime import date

import pytest
from citizencards import AN, GOLDEN, HOA, HOME, NUMBER, TELEX_HOA, TODAY, Golden, card, wrongly
from hypothesis import given
from hypothesis import strategies as st

from kiosk.card import Card, Unreadable, read
from kiosk.hexdump import decoded, text

DAY = date.fromisoformat(TODAY)


def told(found: Card | Unreadable) -> dict[str, object] | str:
    if isinstance(found, Unreadable):
        return found.reason
    facts: dict[str, object] = {**vars(found)}
    del facts["number"]
    return {**facts, "doubts": found.doubts}


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.about)
def test_each_card_is_read_as_it_is_written_or_refused_with_its_reason(golden: Golden) -> None:
    wanted = golden.reads
    assert told(read(golden.text, DAY)) == (
        wanted if isinstance(wanted, str) else {"doubts": (), **wanted}
    )


def test_there_are_24_of_them() -> None:
    assert len({golden.about for golden in GOLDEN}) == 24


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.about)
def test_a_hex_dump_of_it_is_the_same_card(golden: Golden) -> None:
    dump = golden.text.encode().hex(" ").upper()
    assert decoded(dump) == golden.text
    assert decoded(dump.replace(" ", "").lower() + "\r\n") == golden.text


@pytest.mark.parametrize("dump", ["", "3", "31 7", "31 7g", "ff fe", "e1 ba"])
def test_what_is_no_hex_dump_of_a_text_is_none(dump: str) -> None:
    assert decoded(dump) is None


def test_a_scanner_of_another_encoding_is_not_read() -> None:
    assert text(HOA.encode()) == HOA
    assert text(AN.encode("cp1258", "replace")) is None
    assert text(HOA.encode("utf-16")) is None


@pytest.mark.parametrize("page", ["cp1252", "cp1258", "latin-1", "cp437", "mac_roman", "gbk"])
def test_utf_8_that_was_read_by_another_code_page_is_refused(page: str) -> None:
    for whose in (HOA, AN, card(name="LÊ ANH", sex="Nam")):
        assert told(read(wrongly(page, whose), DAY)) in ("name", "fields")


@pytest.mark.parametrize("sex", ["", "NAM", "nữ", "Nu", "Nuwx", "Female"])
def test_the_fifth_field_is_the_canary_of_the_encoding(sex: str) -> None:
    assert told(read(card(sex=sex), DAY)) == "sex"


@pytest.mark.parametrize("name", ["", " ", "TR?N THỊ HOA", "TR\ufffdN", "0123456789", "H\u202eOA"])
def test_a_name_that_is_not_whole_is_refused(name: str) -> None:
    assert told(read(card(name=name), DAY)) == "name"


def test_a_number_in_other_digits_is_no_number() -> None:
    assert told(read(card(number="٠٣١١٦٠٠٠٠١٢٣"), DAY)) == "number"


def test_what_is_printed_of_a_card_has_neither_name_nor_number_nor_address() -> None:
    shown = repr(read(HOA, DAY)) + repr(read(TELEX_HOA, DAY))
    assert [each for each in ("Hoa", NUMBER, HOME, "0503") if each in shown] == []


@given(st.text(max_size=700))
def test_whatever_is_scanned_is_a_card_or_a_reason(scanned: str) -> None:
    assert isinstance(read(scanned, DAY), Card | Unreadable)
    parted = "|".join([NUMBER, "", scanned, "05031960", "Nam", "", ""])
    assert isinstance(read(parted, DAY), Card | Unreadable)
