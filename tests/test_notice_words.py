"""What a notice may say: typed words cleaned, ready sentences filled in."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from bad_settings import SMALL, mistakes

from config import Chosen, Config
from office import Refused
from voices.notices.wording import LONGEST, blanks, filled, said, typed


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  Xe   chắn\nlối ra  ", "Xe chắn lối ra"),
        (unicodedata.normalize("NFD", "Mời chủ xe"), "Mời chủ xe"),
        ("<b>Khẩn</b> {n} [x]", "b Khẩn /b n x"),
        ("Lối\u202e ra\u200b đây\x00", "Lối ra đây"),
        ("Gọi 0200 000 000 lúc 15:30", "Gọi 0200 000 000 lúc 15:30"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_typed_words_are_one_clean_line(written: str, shown: str) -> None:
    assert typed(written, ()) == {"vi": shown}


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "notice_empty"),
        (" \u200b … ! ", "notice_empty"),
        ("Đồ  CHÓ", "notice_unwanted"),
        ("đồ\u200b chó", "notice_unwanted"),
        ("a" + "\u0316" * 9, "notice_unseen"),
        ("x" * (LONGEST + 1), "notice_long"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_fault(
    shipped: Config, written: str, fault: str
) -> None:
    with pytest.raises(Refused) as refusal:
        typed(written, shipped.consent.not_aloud)
    assert refusal.value.facts["fault"] == fault


def test_a_ready_sentence_is_filled_in(shipped: Config) -> None:
    ready = {each.id: each for each in shipped.notices.chosen}
    assert blanks(ready["het-gio"]) == ["n"]
    assert filled(ready["het-gio"], 15, "", (), english=True) == {
        "vi": "Còn 15 phút nữa hết giờ lấy số.",
        "en": "Only 15 minutes are left to take a number.",
    }
    assert filled(ready["chan-loi"], None, "15A-123.45", (), english=False) == {
        "vi": "Xe 15A-123.45 đang chắn lối ra. Mời chủ xe ra dời xe."
    }
    with pytest.raises(Refused):
        filled(ready["het-gio"], None, "", (), english=False)
    with pytest.raises(Refused):
        filled(ready["chan-loi"], None, "", (), english=False)


def test_what_is_written_with_too_much_room_in_the_settings_is_shown_without() -> None:
    loose = Chosen.model_validate({"id": "a", "text": {"vi": "Xin  đợi\n{n} phút ", "en": "{n}  "}})
    assert filled(loose, 5, "", (), english=True) == {"vi": "Xin đợi 5 phút", "en": "5"}


def test_figures_are_said_in_words_and_long_words_in_parts() -> None:
    assert [part.text for part in said({"vi": "Còn 15 phút.", "en": "15 minutes."})] == [
        "Còn mười lăm phút.",
        "fifteen minutes.",
    ]
    longest = said({"vi": "Số 1234. " * 22})
    assert len(longest) > 1
    assert max(len(part.text) for part in longest) <= 300


@pytest.mark.parametrize(
    "words",
    [
        "{vi: 'Còn {m} phút'}",
        "{vi: 'Còn {n phút'}",
        "{vi: 'Còn {n} và {n} phút'}",
        "{vi: 'Còn {n!r} phút'}",
        "{vi: 'Còn {n:>9999} phút'}",
        "{vi: 'Còn {} phút'}",
        "{vi: 'Còn {n} phút', en: 'Some minutes'}",
        "{vi: '" + "x" * 121 + "'}",
    ],
)
def test_a_ready_sentence_with_other_blanks_is_a_mistake(tmp_path: Path, words: str) -> None:
    [line] = mistakes(tmp_path, f"{SMALL}notices: {{chosen: [{{id: a, text: {words}}}]}}\n")
    assert "must be at most 120 letters with {n} or {text}, each once, alike in vi and en" in line


def test_a_ready_sentence_without_words_is_a_mistake(tmp_path: Path) -> None:
    [line] = mistakes(tmp_path, f"{SMALL}notices: {{chosen: [{{id: a, text: {{vi: ''}}}}]}}\n")
    assert "the Vietnamese words are needed" in line


def test_two_ready_sentences_with_one_id_are_a_mistake(tmp_path: Path) -> None:
    chosen = "{id: a, text: {vi: Mời}}, {id: a, text: {vi: Xin}}"
    [line] = mistakes(tmp_path, f"{SMALL}notices: {{chosen: [{chosen}]}}\n")
    assert "must be notices whose ids differ" in line
