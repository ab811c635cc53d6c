"""Clip packs: a call becomes the right clips, and what no clip says is refused with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packsounds import FOLDER, ROOT, office, shipped

from config import load
from voices.packs.call import NoClipsError, label, missing, steps, words
from voices.packs.pack import Pack, written
from voices.packs.phraselist import phrase_list
from voices.packs.shelf import SHIPPED, Shelf
from voices.packs.written import read_pack
from voices.words import Said

KHMER = Pack(
    name="km-thu",
    language="km",
    voice="person",
    speaker="x",
    recorded="2026-11-29",
    licence="x",
    phrases={"number": "លេខ {n}, បញ្ជរ {q}។", "result": "{q} លេខ {n}", "second": "ពីរ", "last": "ប"},
    clips={"so": "លេខ", "quay": "បញ្ជរ", "hai": "ពីរ", "cuoi": "ប", "letter-a": "a"}
    | {f"digit-{n}": str(n) for n in range(10)}
    | {f"counter-{n}": str(n) for n in range(1, 10)},
)


def test_a_call_by_number_is_said_by_these_clips() -> None:
    assert steps(Said("A007", 3), shipped(), office()) == [
        *("loi-xin-moi-so", 40, "letter-a", 160, "digit-0", 90, "digit-0", 90, "digit-7", 260),
        *("loi-den-quay-so", 40, "counter-3"),
    ]


def test_every_kind_of_call_is_said_as_the_office_wrote_it() -> None:
    said = {
        (1, False): "xin mời số bê một hai ba bốn đến quầy số hai mươi mốt",
        (2, False): "gọi lần hai xin mời số bê một hai ba bốn đến quầy số hai mươi mốt",
        (3, False): "gọi lần cuối xin mời số bê một hai ba bốn đến quầy số hai mươi mốt",
        (9, True): "gọi lần cuối xin mời số bê một hai ba bốn đến quầy số hai mươi mốt"
        " nhận kết quả",
    }
    for (calls, result), sentence in said.items():
        found = steps(Said("B1234", 21, calls, result=result), shipped(), office())
        assert words(found, shipped()) == sentence


PACK, PHRASES = shipped(), office()


@given(
    st.from_regex(r"[A-Z]([0-9]{3}|[1-9][0-9]{3})", fullmatch=True),
    st.integers(1, 31),
    st.integers(1, 4),
    st.booleans(),
)
def test_the_clips_of_a_call_read_back_are_its_ticket_and_counter(
    ticket: str, counter: int, calls: int, result: bool
) -> None:
    found = steps(Said(ticket, counter, calls, result=result), PACK, PHRASES)
    assert label(found) == ticket
    assert found.count(f"counter-{counter}") == 1
    assert [type(step) for step in found] == [str, int] * (len(found) // 2) + [str]


def test_a_name_and_a_counter_without_a_clip_are_refused() -> None:
    with pytest.raises(NoClipsError, match="recorded clips have no names"):
        steps(Said("A007", 3, name="Trần Thị Hoa"), shipped(), office())
    with pytest.raises(NoClipsError, match="no clip counter-32"):
        steps(Said("A007", 32), shipped(), office())


def test_when_the_office_has_changed_its_sentence_the_pack_says_why_it_cannot() -> None:
    changed = {**office(), "number": "Kính mời số {n} vào quầy {q}."}
    with pytest.raises(NoClipsError) as refused:
        steps(Said("A007", 3), shipped(), changed)
    assert refused.value.fault.vietnamese == "bộ giọng may-doc không có đoạn “kính mời số”"
    assert missing(shipped(), changed, "A", [3]) == ["“kính mời số”", "“vào quầy”"]


def test_other_marks_and_capitals_are_the_same_words() -> None:
    same = {**office(), "number": "XIN MỜI SỐ: {n} – đến quầy số {q}!"}
    assert steps(Said("A007", 3), shipped(), same)[:3] == ["loi-xin-moi-so", 260, "letter-a"]


def test_a_further_language_builds_its_call_as_its_pack_says() -> None:
    found = steps(Said("A042", 2), KHMER, {})
    assert [step for step in found if isinstance(step, str)] == [
        *("so", "letter-a", "digit-0", "digit-4", "digit-2", "quay", "counter-2")
    ]
    turned = steps(Said("A042", 2, 3, result=True), KHMER, {})
    assert turned[:5] == ["cuoi", 260, "counter-2", 40, "so"]


def test_a_pack_reads_back_as_it_was_written() -> None:
    for pack in (shipped(), KHMER):
        assert read_pack(written(pack).encode()) == (pack, [])


def test_the_shipped_pack_says_what_the_shipped_settings_say() -> None:
    pack = shipped()
    voice = load(ROOT / "config.yaml").voices.vi
    assert pack.clips == phrase_list("vi", office())
    assert (pack.name, pack.language, pack.voice) == ("may-doc", "vi", "machine")
    settled = (voice.voice, voice.rate, voice.pitch, voice.range, voice.gap)
    assert f"({', '.join(map(str, settled))})" in pack.speaker
    assert "GPL-3.0-or-later" in pack.licence
    assert {path.stem for path in FOLDER.glob("*.wav")} == set(pack.clips)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_000_000
    assert [kept.pack for kept in Shelf([SHIPPED]).packs()] == [pack]


def test_everything_wrong_with_a_pack_yaml_is_told_at_once() -> None:
    text = """
name: Chị Lan
language: viet
voice: robot
recorded: 29/11/2026
licence: x
gap: 3
gaps: {words: nhiều, letters: 5}
phrases: {number: "số {n}", third: x}
clips: {letter-aa: a, letter-b: ""}
"""
    pack, faults = read_pack(text.encode())
    assert pack is None
    told = " ".join(fault.vietnamese for fault in faults)
    for part in (
        *("gap", "speaker", "name", "language", "voice", "recorded", "gaps.words", "gaps.letters"),
        *("phrases.number", "phrases.third", "phrases.last", "letter-aa", "letter-b"),
    ):
        assert part in told, part


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a: [", b"- a", b"&x a: *x", b"a" * 300_000])
def test_a_pack_yaml_that_is_none_is_refused_in_a_sentence(data: bytes) -> None:
    pack, faults = read_pack(data)
    assert pack is None
    assert faults and all(fault.vietnamese.startswith("pack.yaml") for fault in faults)
