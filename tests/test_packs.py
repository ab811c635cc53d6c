"""Clip packs: a call becomes the right clips, and what no clip says is refused with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packsounds import FOLDER, ROOT, needs, office, shipped

from config import load
from voices.joined import joined
from voices.packs.call import NoClipsError, Steps, missing, number, sayings, steps, words
from voices.packs.pack import Pack, is_sign, plain, written
from voices.packs.phraselist import phrase_list
from voices.packs.sheet import sheet, to_record
from voices.packs.shelf import Shelf
from voices.packs.written import read_pack
from voices.words import Said, sentences

KHMER = Pack(
    name="km-thu",
    language="km",
    voice="person",
    speaker="x",
    recorded="2026-11-29",
    licence="x",
    phrases={"number": "លេខ {n}, បញ្ជរ {q}។", "result": "{q} លេខ {n}", "second": "ពីរ", "last": "ប:"},
    clips={"so": "លេខ", "quay": "បញ្ជរ", "hai": "ពីរ", "cuoi": "ប", "letter-a": "a"}
    | {f"digit-{n}": str(n) for n in range(10)}
    | {f"counter-{n}": str(n) for n in range(1, 10)},
)


PACK, PHRASES = shipped(), office()


def spoken(said: Said, pack: Pack = PACK) -> Steps:
    """The clips of the Vietnamese sentence."""
    found = steps(sentences(said, load(ROOT / "config.yaml").phrases)[0].clips, pack)
    assert [type(each) for each in found] == [str, int] * (len(found) // 2) + [str]
    return found


def test_a_call_by_number_is_said_by_these_clips() -> None:
    assert spoken(Said("A007", 3)) == [
        *("loi-xin-moi-so", 40, "letter-a", 160, "digit-0", 90, "digit-0", 90, "digit-7", 260),
        *("loi-den-quay-so", 40, "counter-3"),
    ]


def test_every_kind_of_call_is_said_as_the_office_wrote_it() -> None:
    call = "xin mời số bê một hai ba bốn đến quầy số hai mươi mốt"
    said = {
        (1, False): call,
        (2, False): f"gọi lần hai {call}",
        (3, False): f"gọi lần cuối {call}",
        (9, True): f"gọi lần cuối {call} nhận kết quả",
    }
    for (calls, result), sentence in said.items():
        assert words(spoken(Said("B1234", 21, calls, result=result)), PACK) == sentence


def test_the_clips_say_the_very_words_of_the_sentence() -> None:
    for call in (Said("A007", 3), Said("L154", 24, 2), Said("S9999", 31, 3, result=True)):
        [sentence] = sentences(call, load(ROOT / "config.yaml").phrases)
        assert words(steps(sentence.clips, PACK), PACK) == plain(sentence.text)


def test_several_calls_in_one_sentence_are_clips_too() -> None:
    calls = [Said("A007", 3), Said("B012", 6)]
    [sentence] = joined(calls, load(ROOT / "config.yaml").phrases.vi)
    found = steps(sentence.clips, PACK)
    assert number(found) == "A007B012"
    assert words(found, PACK) == plain(sentence.text)


@given(
    st.from_regex(r"[A-Z]([0-9]{3}|[1-9][0-9]{3})", fullmatch=True),
    st.integers(1, 31),
    st.sampled_from(["number", "result"]),
)
def test_the_clips_of_a_call_read_back_are_its_ticket_and_counter(
    ticket: str, counter: int, kind: str
) -> None:
    said = sayings(PHRASES[kind], ticket, counter)
    found = steps(said, PACK)
    assert number(found) == number(said) == ticket
    assert [each for each in found if str(each).startswith("counter-")] == [f"counter-{counter}"]


def test_a_name_is_in_no_clip_and_a_counter_beyond_them_is_refused() -> None:
    phrases = load(ROOT / "config.yaml").phrases
    assert [each.clips for each in sentences(Said("A007", 3, name="Trần Thị Hoa"), phrases)] == [()]
    with pytest.raises(NoClipsError, match="no clip counter-32"):
        spoken(Said("A007", 32))


def test_when_the_office_has_changed_its_sentence_the_pack_says_why_it_cannot() -> None:
    changed = "Kính mời số {n} vào quầy {q}."
    with pytest.raises(NoClipsError) as refused:
        steps(sayings(changed, "A007", 3), PACK)
    told = "bộ giọng may-doc không có đoạn “kính mời số”, “vào quầy”"
    assert refused.value.fault.vietnamese == told
    assert missing(PACK, [changed], "A", [3, 40]) == ["“kính mời số”", "“vào quầy”", "counter-40"]


def test_other_marks_and_capitals_are_the_same_words() -> None:
    same = sayings("XIN MỜI SỐ: {n} – đến quầy số {q}!", "A007", 3)
    assert steps(same, PACK)[:3] == ["loi-xin-moi-so", 260, "letter-a"]


def test_a_further_language_builds_its_call_as_its_pack_says() -> None:
    phrases = load(ROOT / "config.yaml").phrases
    said = Said("A042", 2, language="km")
    vietnamese, khmer = sentences(said, phrases, further={"km": KHMER.phrases})
    assert (vietnamese.language, khmer.language) == ("vi", "km")
    assert khmer.text == "លេខ A 0 4 2, បញ្ជរ 2។"
    assert [each for each in steps(khmer.clips, KHMER) if isinstance(each, str)] == [
        *("so", "letter-a", "digit-0", "digit-4", "digit-2", "quay", "counter-2")
    ]
    last = replace(said, calls=3, result=True)
    _, turned = sentences(last, phrases, further={"km": KHMER.phrases})
    assert turned.text.startswith("ប: 2 ")
    assert steps(turned.clips, KHMER)[:5] == ["cuoi", 260, "counter-2", 40, "so"]
    assert len(sentences(said, phrases)) == 1


def test_a_pack_reads_back_as_it_was_written() -> None:
    for pack in (shipped(), KHMER):
        assert read_pack(written(pack).encode()) == (pack, [])


def test_the_shipped_pack_says_what_the_shipped_settings_say() -> None:
    pack = shipped()
    voice = load(ROOT / "config.yaml").voices.vi
    assert {**pack.clips, **phrase_list("vi", office())} == pack.clips
    assert (pack.name, pack.language, pack.voice) == ("may-doc", "vi", "machine")
    assert pack.speaker.endswith(f"({voice.voice})")
    assert "GPL-3.0-or-later" in pack.licence
    assert (FOLDER / "pack.yaml").read_text("utf-8") == written(pack)
    assert {path.stem for path in FOLDER.glob("*.wav")} == set(pack.clips)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_000_000
    assert [kept.pack for kept in Shelf().packs()] == [pack]


def test_a_sheet_to_record_from_asks_for_what_the_office_needs_and_no_more() -> None:
    asked = needs("AR", (1, 12))
    pack = to_record("chi-lan", "vi", asked)
    assert missing(pack, office().values(), asked.letters, asked.counters) == []
    assert [clip for clip in pack.clips if is_sign(clip)] == [
        *("letter-a", "letter-r", *(f"digit-{n}" for n in range(10)), "counter-1", "counter-12")
    ]
    page = sheet(pack, office())
    assert "<td>letter-r.wav</td><td class=say>R: e rờ</td>" in page
    assert "<li>Xin mời số A007, đến quầy số 3.</li>" in page
    _, faults = read_pack(written(pack).encode())
    assert [fault.vietnamese for fault in faults] == [
        f"pack.yaml thiếu khóa {key}." for key in ("speaker", "recorded", "licence")
    ]


def test_a_sheet_of_a_further_language_invents_no_words() -> None:
    pack = to_record("rad-thu", "rad", needs("A", (1,)))
    written_out = {words for clip, words in pack.clips.items() if not is_sign(clip)}
    assert written_out == set(pack.phrases.values()) == {""}
    assert (pack.clips["letter-a"], pack.clips["digit-7"], pack.clips["counter-1"]) == tuple("A71")


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
