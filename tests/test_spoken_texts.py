"""Whatever is typed: what goes to an engine is clean, bounded and words of its language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from phonemes import ENGLISH, NORTH, SOUTH, astray, read

from config import Config
from voices.letters import LONGEST, clean
from voices.lineup import command
from voices.names import spoken_name
from voices.numbers import LETTERS_VI, cardinal_en, cardinal_vi, label_en, label_vi
from voices.prose import spoken
from voices.words import Said, sentences
from voices.worker import Worker

KEYS = "aàảãáạăâbcdđeêghiíklmnoôơpqrstuưvxyỳwzfj ABCDĐHKTZ 0123456789 .,:-–/'()&%<>[]\u0301\u0302ñ"
ANYTHING = st.text(max_size=300) | st.text(st.sampled_from(KEYS), max_size=300)
NASTY = [
    "", " ", ".", "\x00", "\ud800", "\uffff", "\u202e\u2066abc\u2069", "a\u0301" * 150,
    "Z" + "\u0335\u0348\u0316" * 90, "👨\u200d👩\u200d👧\u200d👦 🇻🇳 1️⃣", "[[h@l'oU]] [[ ]]",
    "<speak><break time='9s'/>x", "&lt;b&gt; &#0; %s %n {n} {0}", "\\x00 \\n $(reboot) `x`",
    "ﷺ" * 16, "①②③ ½ № ℡ ㎏ Ⅷ", "ａｂｃ ＜ｂ＞ ［［ｘ］］", "王小明 Иван Ελλάδα ឃ្មែរ ᄒ", "١٢٣ ๔๕",
    "0" * 300, "9" * 20, "1.000.000.000.000", "..." * 100, "-–—" * 90, "''''", "H' K' M'",
    "61A-123.45 " * 20, "7h30-11h30 " * 20, "UBND " * 60, "A" * 300, "đ" * 300, "b" * 300,
]  # fmt: skip


def is_given(text: str) -> bool:
    """Whether an engine may be given it."""
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Mc", "So", "Sk"}
    return (
        unicodedata.is_normalized("NFC", text)
        and len(text) <= LONGEST
        and not any(unicodedata.category(sign) in hidden for sign in text)
        and not set(text) & set("<>[]{}|\\^~`$*_#=")
        and text == " ".join(text.split())
    )


@given(ANYTHING)
@example("<<b>b>")
@example("a\u200b\u0302")
@example("ŉ´")
def test_whatever_is_typed_what_an_engine_gets_is_clean(typed: str) -> None:
    for language in ("vi", "en"):
        for text in spoken(typed, language):
            assert is_given(text), (language, text)
            assert clean(text) == text
    assert clean(clean(typed)) == clean(typed)


@given(ANYTHING)
def test_what_was_made_sayable_once_is_not_changed_again(typed: str) -> None:
    for text in spoken(typed, "vi"):
        assert " ".join(spoken(text, "vi")) == text
    assert spoken_name(spoken_name(typed)) == spoken_name(typed)


@given(ANYTHING, st.sampled_from(["vi", "en"]), st.booleans())
def test_a_call_is_clean_whatever_stands_for_a_name(
    shipped: Config, typed: str, language: str, result: bool
) -> None:
    said = Said("A007", 3, language=language, result=result, name=typed)
    parts = sentences(said, shipped.phrases)
    assert all(part.text and is_given(part.text) for part in parts)
    assert "số a, không không bảy, đến quầy số ba" in parts[0].text
    if language == "en":
        assert "umber A, zero zero seven, please go to counter three" in parts[-1].text


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("UBND TP. Huế", "Ủy ban nhân dân thành phố Huế"),
        ("mang CCCD, GCN QSDĐ", "mang căn cước công dân, giấy chứng nhận quyền sử dụng đất"),
        ("quét QR", "quét quy e rờ"),
        ("MỜI BÀ KSOR BLUI, CSDL", "MỜI BÀ cơ so bơ lui, xê ét sờ dê e lờ"),
        ("Wifi của bà H'Hen", "oai phai của bà hơ hen"),
        ("Quý khách quý, gìn giữ", "Quý khách quý, dìn giữ"),
        ("Xe 61A-123.45 chắn lối ra", "Xe sáu một a, một hai ba, bốn năm chắn lối ra"),
        ("Còn 15 phút nữa hết giờ lấy số.", "Còn mười lăm phút nữa hết giờ lấy số."),
        ("a, ,-u; nhanh!lên", "a, u; nhanh! lên"),
        ("CHIỀU NAY NGHỈ", "CHIỀU NAY NGHỈ"),
        ("Anh & chị ❤️ (ở tầng 2)", "Anh và chị ở tầng hai"),
    ],
)
def test_a_notice_is_read_in_vietnamese_words(shown: str, said: str) -> None:
    assert spoken(shown, "vi") == (said,)


def test_the_offices_own_lexicon_holds_in_notices() -> None:
    assert spoken("Mời UBMT", "vi", {"ubmt": "Mặt trận"}) == ("Mời Mặt trận",)
    assert spoken("24 số", "vi", south=True) == ("hai mươi bốn số",)


def test_every_number_and_letter_is_read_as_it_stands() -> None:
    labels = [label_vi(f"{letter}0123456789") for letter in LETTERS_VI]
    counters = {
        NORTH: [cardinal_vi(number) for number in range(100)],
        SOUTH: [cardinal_vi(number, south=True) for number in range(100)],
    }
    thousands = [cardinal_vi(number) for number in range(100, 10_000, 37)]
    plain = "hai mươi bốn", "một nghìn linh năm", "một ngàn lẻ năm", "mười lăm", "hai mươi mốt"
    english = [label_en(f"{letter}0123456789") for letter in LETTERS_VI]
    english += [f"counter {cardinal_en(number)}" for number in range(100)]
    vietnamese = {voice: [*labels, *words, *thousands, *plain] for voice, words in counters.items()}
    traces = read({**vietnamese, ENGLISH: english})
    assert astray(traces[NORTH]) == astray(traces[SOUTH]) == {}
    assert len({traces[NORTH][label] for label in labels}) == len(LETTERS_VI)
    assert len({traces[NORTH][text] for text in counters[NORTH]}) == 100
    # Another language in an English trace stands in parentheses.
    assert [text for text, trace in traces[ENGLISH].items() if "(" in trace] == []
    assert len(set(traces[ENGLISH].values())) == len(english)


def test_no_keys_struck_at_random_make_the_voice_die_or_spell_them_out() -> None:
    """As they are typed, one text in a few thousand ended espeak-ng's process."""
    random = Random(7)
    typed = ["".join(random.choices(KEYS, k=random.randint(1, 60))) for _ in range(600)]
    texts = sorted({text for each in typed for text in spoken(each, "vi")})
    traces = read({NORTH: texts})[NORTH]
    assert {text: trace for text, trace in traces.items() if "(" in trace or "_:" in trace} == {}


@pytest.fixture
def espeak(shipped: Config, tmp_path: Path) -> Iterator[Worker]:
    worker = Worker(command("espeak", tmp_path, shipped.voices))
    worker.greet()
    yield worker
    worker.close()


def test_the_engine_outlives_whatever_is_typed(
    espeak: Worker, shipped: Config, tmp_path: Path
) -> None:
    before = espeak.pid
    how = {**shipped.voices.vi.model_dump(), "language": "vi"}
    for typed in NASTY:
        for text in spoken(typed, "vi"):
            part = {**how, "text": text, "syllables": len(text.split())}
            asked = {"do": "synth", "part": part, "path": str(tmp_path / "nasty.wav")}
            assert "(" not in espeak.ask(asked, 20)["trace"], text
    assert espeak.pid == before
