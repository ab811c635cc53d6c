"""Which typed names may be called aloud, and how they are written."""

from __future__ import annotations

import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import answers
from kiosk.names import BadName, tidy
from office.names import LONGEST, Fault
from web import refusals

UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("  Trần   Thị Hoa ", "Trần Thị Hoa"),
        ("TRẦN THỊ HOA", "Trần Thị Hoa"),
        ("trần thị hoa", "Trần Thị Hoa"),
        ("h'hen niê", "H'Hen Niê"),
        ("Nguyễn Văn a", "Nguyễn Văn a"),
        (unicodedata.normalize("NFD", "Đặng Thúy Huệ"), "Đặng Thúy Huệ"),
        ("Hoa\u00a0Lê", "Hoa Lê"),
        ("O’Brien-Smith", "O’Brien-Smith"),
        ("Y", "Y"),
        ("ßen", "ßen"),
        ("សុខ ចាន់", "សុខ ចាន់"),
    ],
)
def test_a_name_is_called_as_people_write_it(typed: str, called: str) -> None:
    assert tidy(typed) == called


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("12345", "letters"),
        ("- .", "letters"),
        ("a" * (LONGEST + 1), "long"),
        ("Hoa\u202eaoH", "unseen"),
        ("Ho\u200ba", "unseen"),
        ("Hoa\x07", "unseen"),
        ("Hoa\nLê", "unseen"),
        ("Hoa\ue000", "unseen"),
        ("Hoa\u3164", "unseen"),
        ("Hoa\ufffd", "unseen"),
        ("Ho" + "\u0315" * 9 + "a", "unseen"),
        ("hoa 0912 345 678", "number"),
        ("HOA 1975", "number"),
        ("hoa@gmail.com", "address"),
        ("12 ĐƯỜNG LÁNG", "address"),
        ("trần lồn", "unwanted"),
    ],
)
def test_a_name_that_nobody_can_call_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(BadName) as refused:
        tidy(typed, ["lồn"])
    assert refused.value.reason == reason


def test_there_is_a_sentence_for_the_citizen_and_for_the_officer_on_every_fault() -> None:
    of_names = {each for each in refusals.FAULTS if not each.startswith(("notice_", "media_"))}
    assert set(get_args(Fault)) == set(answers.FAULTS) == of_names


@given(st.text(max_size=120))
def test_whatever_is_typed_a_called_name_is_short_visible_and_stays_as_it_is(typed: str) -> None:
    try:
        name = tidy(typed)
    except BadName:
        return
    assert 0 < len(name) <= LONGEST
    assert name == unicodedata.normalize("NFC", name)
    assert name == " ".join(name.split(" "))
    assert not {unicodedata.category(sign) for sign in name} & UNSEEN
    assert any(unicodedata.category(sign)[0] == "L" for sign in name)
    assert sum(sign.isdigit() for sign in name) < 4
    assert "@" not in name
    assert tidy(name) == name
