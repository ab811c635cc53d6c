"""The office's own lexicon: taken up at once, and a line that is wrong is told."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from hall import ROOT

from commands.checks import Place
from commands.lexicon import lexicon as check
from voices.lexicon import FILE, KNOWN, Lexicon, Wrong, decoded, parse
from voices.names import spoken_name


def write(file: Path, text: str) -> None:
    """As an editor does it; two changes within one tick of the clock are two all the same."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, "utf-8")
    if file.stat().st_mtime_ns == before:
        os.utime(file, ns=(before + 1, before + 1))


def test_ours_would_pass_as_lines_of_an_office() -> None:
    text = "\n".join(f"{spelling} = {said}" for spelling, said in KNOWN.items())
    assert parse(text) == (dict(KNOWN), ())


def test_a_changed_file_is_taken_up_at_the_next_call(tmp_path: Path) -> None:
    file = tmp_path / FILE
    words = Lexicon(file)
    assert spoken_name("Y Bkrông", words) == "Y Bơ Cơ Rông"
    write(file, "# làng\nBkrông = Bờ Rông\n")
    assert spoken_name("Y BKRÔNG", words) == "Y Bờ Rông"
    write(file, "Bkrông = Bờ Cờ Rông\n")
    assert spoken_name("Y Bkrông", words) == "Y Bờ Cờ Rông"
    assert spoken_name("Nguyen An", words) == "Nguyễn An"
    file.unlink()
    assert spoken_name("Y Bkrông", words) == "Y Bơ Cơ Rông"


def test_every_wrong_line_is_told_by_number_and_the_rest_is_taken(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(
        tmp_path / FILE,
        "# tên\n\nKsor Cơ So\n= Cơ\nY Jút = I Giút\nKpă =\nKsor = Ksor\nKpă = Cơ Pa\n"
        "KPĂ = Cờ Pa\nH’Hen=Hờ Hen\n",
    )
    with caplog.at_level(logging.WARNING):
        words = Lexicon(tmp_path / FILE)
        words.now()
    assert words.wrong == (
        Wrong(3, "no_equals"),
        Wrong(4, "no_spelling"),
        Wrong(5, "not_one_word", "y jút"),
        Wrong(6, "no_syllables"),
        Wrong(7, "no_syllable", "Ksor"),
        Wrong(9, "twice", "kpă"),
    )
    assert spoken_name("H'Hen Kpă", words) == "Hờ Hen Cơ Pa"
    assert [record.getMessage().split(" is")[0] for record in caplog.records] == [
        f"{FILE} line {line}" for line in (3, 4, 5, 6, 7, 9)
    ]
    assert "Ksor" not in caplog.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_notepad_saves_is_read(encoding: str) -> None:
    assert decoded("Bkrông = Bờ Rông\r\n".encode(encoding)) == "Bkrông = Bờ Rông\r\n"


def test_a_file_that_cannot_be_read_leaves_what_was_known(tmp_path: Path) -> None:
    file = tmp_path / FILE
    write(file, "Bkrông = Bờ Rông\n")
    words = Lexicon(file)
    file.write_bytes("Bkrông = Cà Rông, đọc là".encode("cp1258", "replace"))
    assert spoken_name("Bkrông", words) == "Bờ Rông"
    assert words.trouble == "not UTF-8"
    write(file, "Bkrông = Bờ Cờ Rông\n")
    assert (spoken_name("Bkrông", words), words.trouble) == ("Bờ Cờ Rông", "")


def test_check_says_which_line_is_wrong_and_what_to_write(tmp_path: Path) -> None:
    place = Place(tmp_path, None)
    assert check(place) == []
    write(tmp_path / FILE, "Ksor = Cơ So\n")
    assert [line.state for line in check(place)] == ["ok"]
    write(tmp_path / FILE, "Ksor = Cơ So\nBkrông Bơ Rông\nKpă = Kpa\n")
    assert [(line.state, line.vietnamese) for line in check(place)] == [
        ("warn", "lexicon.txt, dòng 2: thiếu dấu =; hãy viết như Bkrông = Bơ Cờ Rông."),
        (
            "warn",
            "lexicon.txt, dòng 3: “Kpa” không phải âm tiết tiếng Việt; "
            "hãy viết rời, đủ dấu, như Bơ Cờ Rông.",
        ),
    ]
    (tmp_path / FILE).write_bytes(b"\xff\x00\x80")
    assert "UTF-8" in check(place)[0].vietnamese


def test_the_shipped_example_changes_nothing_until_somebody_writes_in_it() -> None:
    text = (ROOT / "voices" / FILE).read_text("utf-8")
    assert parse(text) == ({}, ())
    shown = [line[2:] for line in text.splitlines() if line.startswith("# ") and " = " in line]
    assert len(shown) >= 3
    assert parse("\n".join(shown))[1] == ()
