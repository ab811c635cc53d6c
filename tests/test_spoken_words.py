"""The sentences of the hall: numbers, letters, names and phrases as a person would say them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import Config
from voices.letters import LONGEST
from voices.names import LONGEST as LONGEST_NAME
from voices.names import spoken_name
from voices.numbers import LETTERS_VI, MOST, cardinal_en, cardinal_vi, label_en, label_vi
from voices.syllables import is_syllable
from voices.words import Said, Sentence, sentences

NORTH = {
    0: "không",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    31: "ba mươi mốt",
    55: "năm mươi lăm",
    99: "chín mươi chín",
    100: "một trăm",
    101: "một trăm linh một",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt",
    1000: "một nghìn",
    1001: "một nghìn không trăm linh một",
    1015: "một nghìn không trăm mười lăm",
    1100: "một nghìn một trăm",
    3024: "ba nghìn không trăm hai mươi tư",
    9999: "chín nghìn chín trăm chín mươi chín",
    1_000_005: "một triệu không trăm linh năm",
    250_000: "hai trăm năm mươi nghìn",
}
SOUTH = {24: "hai mươi bốn", 105: "một trăm lẻ năm", 1001: "một ngàn không trăm lẻ một"}
ENGLISH = {
    0: "zero",
    3: "three",
    12: "twelve",
    21: "twenty-one",
    40: "forty",
    105: "one hundred and five",
    1024: "one thousand and twenty-four",
    3100: "three thousand one hundred",
}
DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def understood(words: str) -> int:
    """The number that a listener makes of Northern words; KeyError for what nobody says."""
    value = {word: n for n, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}
    total, current, before = 0, 0, ""
    for word in words.split():
        if word == "nghìn":
            total, current = total + current * 1000, 0
        elif word == "trăm":
            total, current = total + current * 100, 0
        elif word in ("mươi", "mười"):
            total, current = total + max(1, current) * 10, 0
            assert (word == "mười") == (before in ("", "trăm"))
        elif word != "linh":
            assert (word == "lăm") == (before in ("mươi", "mười") and value[word] == 5)
            assert (word in ("mốt", "tư")) == (before == "mươi" and value[word] in (1, 4))
            current = value[word]
        before = word
    return total + current


@pytest.mark.parametrize(("number", "words"), NORTH.items())
def test_counters_are_said_as_the_north_says_numbers(number: int, words: str) -> None:
    assert cardinal_vi(number) == words


@pytest.mark.parametrize(("number", "words"), SOUTH.items())
def test_the_south_has_its_own_words(number: int, words: str) -> None:
    assert cardinal_vi(number, south=True) == words


@pytest.mark.parametrize(("number", "words"), ENGLISH.items())
def test_english_counters(number: int, words: str) -> None:
    assert cardinal_en(number) == words


def test_every_number_is_understood_as_itself() -> None:
    assert [understood(cardinal_vi(number)) for number in range(10_000)] == [*range(10_000)]
    assert len({cardinal_en(number) for number in range(10_000)}) == 10_000


def test_the_south_says_all_of_them_in_its_own_words() -> None:
    for number in range(10_000):
        north = cardinal_vi(number).replace("linh", "lẻ").replace("nghìn", "ngàn")
        assert cardinal_vi(number, south=True) == north.replace("mươi tư", "mươi bốn")


def test_the_settings_say_whose_words_the_numbers_have(shipped: Config) -> None:
    """Not the voice: a Southern one may speak in an office of the North."""
    southern = shipped.voices.vi.model_copy(update={"voice": "aav/vi-vn-x-south"})
    assert not shipped.voices.model_copy(update={"vi": southern}).south
    south = shipped.voices.model_copy(update={"numbers": "south"}).south
    (call,) = sentences(Said("A007", 24), shipped.phrases, south=south)
    assert call.text.endswith("đến quầy số hai mươi bốn.")


def test_there_are_no_words_for_what_no_office_counts() -> None:
    for words, most in ((cardinal_vi, MOST), (cardinal_en, 9999)):
        for number in (-1, most + 1):
            with pytest.raises(ValueError, match="no words"):
                words(number)


def test_every_letter_has_a_name_of_its_own() -> None:
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZĐ") == set(LETTERS_VI)
    assert len(set(LETTERS_VI.values())) == len(LETTERS_VI)
    assert [LETTERS_VI[letter] for letter in "BPDĐT"] == ["bê", "pê", "dê", "đê", "tê"]


def test_a_ticket_is_read_letter_comma_digits() -> None:
    assert label_vi("A007") == "a, không không bảy"
    assert label_vi("B1024") == "bê, một không hai bốn"
    assert label_vi("R115") == "e rờ, một một năm"
    assert label_en("A007") == "A, zero zero seven"


NAMES = {
    "NGUYỄN VĂN AN": "Nguyễn Văn An",
    "  trần   thị hoa ": "Trần Thị Hoa",
    unicodedata.normalize("NFD", "Đỗ Thị Quỳnh Như"): "Đỗ Thị Quỳnh Như",
    "Ðỗ Mười": "Đỗ Mười",
    "H’Hen Niê": "Hơ Hen Ni Ê",
    "HʼHen": "Hơ Hen",
    "K'Sor Bơl": "Cơ So Bơn",
    "Y Bkrông Ênuôl": "Y Bơ Cơ Rông Ê Nuôn",
    "Ea Pleiku": "Ê A Pơ Lây Cu",
    "Đinh Kriêng": "Đinh Cơ Riêng",
    "Rmah Kpă": "Rơ Ma Cơ Pa",
    "Giàng A Pháo": "Giàng A Pháo",
    "Lê Văn T.": "Lê Văn Tê",
    "Phạm Gì Giếng": "Phạm Dì Giếng",
    "Bùi Quí": "Bùi Quý",
    "Nguyen Van Dat": "Nguyễn Van Đát",
    "Pham Thi Xuyen": "Pham Thi Xuyên",
    "Tran Tuan Phuong": "Tran Tuân Phương",
    "Diep Kieu Thuyet": "Diệp Kiêu Thuyết",
    "UBND TP Huế": "Ủy Ban Nhân Dân Thành Phố Huế",
    "TP.HCM": "Thành Phố Hồ Chí Minh",
    "Trần 2 <b>Thị</b> [[x]] Hoa": "Trần Thị Ích Xì Hoa",
    "Trần\u200b Thị\u202e Hoa": "Trần Thị Hoa",
    "Smith": "Sơ Mít",
    "王小明": "",
    "...": "",
    "": "",
}


@pytest.mark.parametrize(("written", "said"), NAMES.items())
def test_names_become_syllables_that_vietnamese_has(written: str, said: str) -> None:
    assert spoken_name(written) == said


@given(st.text(max_size=200))
def test_whatever_is_typed_as_a_name_stays_short_and_clean(written: str) -> None:
    said = spoken_name(written)
    assert len(said) <= LONGEST_NAME
    assert all(letter.isalpha() or letter == " " for letter in said)
    assert unicodedata.is_normalized("NFC", said)


@pytest.mark.parametrize(
    "word", ["Nguyễn", "Quỳnh", "giếng", "gì", "Xuyến", "Khuê", "nghiêm", "ghềnh", "oanh", "y"]
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["Bkrông", "Bơl", "Ea", "Ksor", "Niê", "Dat", "gen", "cim", "nghan", "Wang"]
)
def test_other_words_are_none(word: str) -> None:
    assert not is_syllable(word)


def said(config: Config, **call: object) -> list[tuple[str, str]]:
    what = Said(**{"label": "A007", "counter": 3, **call})  # type: ignore[arg-type]
    return [(one.language, one.text) for one in sentences(what, config.phrases)]


def test_the_shipped_phrases(shipped: Config) -> None:
    assert said(shipped) == [("vi", "Xin mời số a, không không bảy, đến quầy số ba.")]
    assert said(shipped, counter=21, calls=2) == [
        ("vi", "Gọi lần hai: Xin mời số a, không không bảy, đến quầy số hai mươi mốt.")
    ]
    assert said(shipped, calls=4, result=True, label="R015") == [
        ("vi", "Gọi lần cuối: Xin mời số e rờ, không một năm, đến quầy số ba nhận kết quả.")
    ]
    assert said(shipped, name="H'HEN NIÊ") == [
        ("vi", "Xin mời công dân Hơ Hen Ni Ê, số a, không không bảy, đến quầy số ba.")
    ]
    assert said(shipped, name="H'HEN NIÊ", result=True) == [
        ("vi", "Xin mời công dân Hơ Hen Ni Ê, số a, không không bảy, đến quầy số ba nhận kết quả.")
    ]


def test_an_english_ticket_is_called_in_english_after_vietnamese(shipped: Config) -> None:
    assert said(shipped, language="en", calls=2) == [
        ("vi", "Gọi lần hai: Xin mời số a, không không bảy, đến quầy số ba."),
        ("en", "Second call: Number A, zero zero seven, please go to counter three."),
    ]


def test_the_name_in_the_english_sentence_is_said_by_the_vietnamese_voice(shipped: Config) -> None:
    what = Said("A007", 3, language="en", name="TRẦN THỊ HOA", calls=2)
    vietnamese, *english = sentences(what, shipped.phrases)
    assert vietnamese.text.startswith("Gọi lần hai: Xin mời công dân Trần Thị Hoa, số a,")
    assert english == [
        Sentence("en", "Second call:"),
        Sentence("vi", "Trần Thị Hoa", joined=True),
        Sentence("en", "number A, zero zero seven, please go to counter three.", joined=True),
    ]
    first = sentences(replace(what, calls=1, result=True), shipped.phrases)[1:]
    collect = "number A, zero zero seven, please go to counter three to collect your result."
    assert first == (Sentence("vi", "Trần Thị Hoa"), Sentence("en", collect, joined=True))


def test_an_english_phrase_may_have_the_name_anywhere(shipped: Config) -> None:
    assert shipped.phrases.en is not None
    for phrase, parts in {
        "Number {n}: {name}, counter {q}": ["Number A, zero zero seven:", "An", "counter three"],
        "Counter {q}, number {n}, {name}.": ["Counter three, number A, zero zero seven,", "An"],
    }.items():
        en = shipped.phrases.en.model_copy(update={"name": phrase})
        phrases = shipped.phrases.model_copy(update={"en": en})
        what = Said("A007", 3, language="en", name="An")
        assert [part.text for part in sentences(what, phrases)[1:]] == parts


def test_an_office_without_english_phrases_calls_in_vietnamese(shipped: Config) -> None:
    phrases = shipped.phrases.model_copy(update={"en": None})
    assert [s.language for s in sentences(Said("A007", 3, language="en"), phrases)] == ["vi"]


def test_a_name_that_cannot_be_said_leaves_the_number(shipped: Config) -> None:
    assert said(shipped, name="王小明") == said(shipped)


def test_no_part_is_longer_than_the_engine_bears_and_nothing_is_lost(shipped: Config) -> None:
    phrase = "a " * 90 + "{name}, {n}, quầy {q}."
    vi = shipped.phrases.vi.model_copy(update={"name": phrase, "second": "b " * 95})
    phrases = shipped.phrases.model_copy(update={"vi": vi})
    parts = sentences(Said("A007", 3, calls=2, name="Nguyễn " * 11), phrases)
    assert max(len(part.text) for part in parts) <= LONGEST
    assert [part.joined for part in parts] == [False, *[True] * (len(parts) - 1)]
    assert parts[-1].text.endswith("không không bảy, quầy ba.")
