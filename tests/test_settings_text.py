"""The settings file as text: what is written is what is meant, and no file is an accident."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
import yaml
from bad_settings import SMALL, mistakes, spoiled
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config import ConfigMistakes, load
from settings.reading import read

WITH_TWELVE = (
    SMALL.replace("  phone:", "  phon:")
    .replace("[07:30-11:30]", "[0730-1130]")
    .replace("letter: A", "letter: a1")
    .replace("zone: hall}\n  - {id: 2", "zone: hal}\n  - {id: 1")
    .replace("issue, ", "")
    .replace("one_press", "two_press")
    .replace("host: 192.168.1.50", "port: none")
    .replace("languages: [vi]", "languages: [de]")
    .replace("sound: yes", "sound: loud")
    .replace("{name}, số {n}, quầy {q}.", "{name}, quầy {q}.")
)


def test_what_is_written_is_what_is_meant() -> None:
    written = read(
        b"a: 11:30\nb: NO\nc: 007\nd: 1e3\ne: ~\nf: 2026-01-01\ng: '8'\nh: 0x1F\ni: .5\n"
    )
    assert written.lines() == []
    assert written.tree == {
        "a": "11:30", "b": "NO", "c": "007", "d": "1e3", "e": "~", "f": "2026-01-01",
        "g": "8", "h": "0x1F", "i": ".5",
    }  # fmt: skip


def test_hours_may_stand_in_brackets_or_under_each_other() -> None:
    assert (
        read(b"a: [07:30-11:30, 13:00-17:00]").tree
        == read(b"a:\n  - 07:30-11:30\n  - 13:00-17:00\n").tree
    )


def test_a_key_with_nothing_after_it_has_its_default(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(spoiled("flow: one_press", "flow: , returns:"), encoding="utf-8")
    assert load(file).rules.flow == "confirm_arrival"


def test_a_word_typed_with_loose_marks_is_the_same_word() -> None:
    assert read("tên: Hòa".encode()).tree == {"tên": "Hòa"}


def test_all_mistakes_are_told_at_once_and_in_order(tmp_path: Path) -> None:
    found = mistakes(tmp_path, WITH_TWELVE)
    lines = [int(re.match(r"line (\d+): ", line)[1]) for line in found]  # type: ignore[index]
    assert lines == sorted(lines)
    assert [line.split(": ", 1)[1].split(" ")[0] for line in found] == [
        "office.phone", "office.phon", "hours.mon[1]", "services[chung-thuc].letter",
        "counters[1].zone", "counters:", "reasons:", "rules.flow", "printers[p1].port",
        "printers[p1].host", "kiosks[k1].languages[1]", "displays[tv1].sound",
        "phrases.vi.name",
    ]  # fmt: skip


def test_a_key_written_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    twice = SMALL + "rules: {flow: one_press}\n"
    assert mistakes(tmp_path, twice) == ["line 31: rules is written twice, in line 18 and line 31."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "line 1: the file is empty."),
        (b"# nothing but a comment\n", "line 1: the file is empty."),
        (b"- office\n- hours\n", "line 1: the file must hold keys with values"),
        (b"office", "line 1: the file must hold keys with values"),
        (b"office:\n\tname: x\n", "line 2: a tab stands here; use spaces."),
        ("office:\n  a: 1\n\xa0 b: 2\n", "line 3: a no-break space stands here"),
        (b"office: name: x\n", 'line 1: a second ": " stands here; put the text in quotes'),
        (b"office: [a, b\nhours: {\n", "line 2: "),
        (b"office: 'abc\n", "line 2: "),
        (b"office: 1\n---\nhours: 2\n", 'line 2: a second document begins here'),
        (b"\xff\xfeo\x00f\x00", "line 1: this is not UTF-8 text."),
        ("a: 1\nb: Phường\n".encode("cp1258", "replace"), "line 2: this is not UTF-8 text."),
        (b"a: 1\nb: \x01\n", "line 2: the character U+0001 may not stand in this file."),
        (b'a: "\\UFFFFFFFF"\n', "line 1: an impossible character is written here."),
        (b"[" * 5000, "line 1: lists and keys stand more than 12 deep."),
        (b"- " * 5000, "line 1: lists and keys stand more than 12 deep."),
        (b"? [a]\n: b\n", "line 1: a key must be one word"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_settings_is_told_in_one_sentence(
    tmp_path: Path, text: str | bytes, sentence: str
) -> None:
    found = mistakes(tmp_path, text)
    assert [line for line in found if line.startswith(sentence)], found


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("phone: 0200", "phone: &number 0200", 'line 4: "&number" is not used here'),
        ("zones: [", "zones: [*hall, ", 'line 9: "*hall" points to another place'),
        ("flow: one_press", "<<: *rules", 'line 18: "<<" is not used here'),
        ("flow: one_press", "flow: !!str one_press", "line 18: the tag"),
        ("Xã Hòa An", '"Xã\\u200b Hòa An"', "line 3: office.name.vi holds the invisible character"
         " U+200B"),
        ("Xã Hòa An", '"\\uD800"', "line 3: office.name.vi holds the invisible character U+D800"),
        ("zones: [", "zones: [, ", None),
        ("displays: [", "displays:\n  -\n  - [", "line 22: displays[1] is empty"),
    ],
)  # fmt: skip
def test_what_plain_settings_do_not_need_is_refused_and_nothing_else_with_it(
    tmp_path: Path, old: str, new: str, sentence: str | None
) -> None:
    found = mistakes(tmp_path, spoiled(old, new))
    if sentence is not None:
        assert found[0].startswith(sentence)


def test_a_file_from_windows_is_read_as_any_other(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load(file).office.name.vi == "Xã Hòa An"
    file.write_bytes(file.read_bytes().replace(b"letter: B", b"letter: 7"))
    with pytest.raises(ConfigMistakes, match=r"line 12: services\[ho-tich\]\.letter"):
        load(file)


def test_a_file_that_cannot_be_opened_is_told_with_its_reason(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml", Path("a\0b"), tmp_path / ("x" * 5000)):
        with pytest.raises(ConfigMistakes) as caught:
            load(path)
        assert len(caught.value.lines) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConfigMistakes, match="not a file"):
        load(tmp_path / "pipe")


def test_ten_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    before = time.monotonic()
    assert mistakes(tmp_path, b"a: 1\n" * 2_000_000) == ["the file is larger than 256 kB."]
    assert time.monotonic() - before < 2


def test_thousands_of_mistakes_are_told_in_seconds(tmp_path: Path) -> None:
    before = time.monotonic()
    many = "".join(f"  - {{id: a{n}, letter: x, nam: y}}\n" for n in range(1000))
    assert (
        len(mistakes(tmp_path, "services:\n" + many + "counters: [" + "{a: b}," * 1000 + "]"))
        > 4000
    )
    assert time.monotonic() - before < 20


def loads_or_tells(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    told = None
    try:
        load(file)
    except ConfigMistakes as caught:
        told = caught.lines
    assert told is None or (
        told and all(line.english.isprintable() and line.vietnamese.isprintable() for line in told)
    )


words = st.sampled_from(
    [*re.findall(r"[a-z_]+", SMALL), "all", "yes", "7", "11:30", "", "{n}", "é\u200b"]
)
texts = st.one_of(words, st.text(max_size=12))
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=6),
    max_leaves=40,
)
fuzz = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@fuzz
@given(
    data=st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "ignore"))
)
def test_any_bytes_load_or_are_told(tmp_path: Path, data: bytes) -> None:
    loads_or_tells(tmp_path / "config.yaml", data)


@fuzz
@given(tree=st.dictionaries(words, trees, max_size=8))
def test_any_settings_load_or_are_told(tmp_path: Path, tree: dict[str, object]) -> None:
    ours = {**yaml.safe_load(SMALL.replace("11:30", "11:31")), **tree}
    loads_or_tells(tmp_path / "config.yaml", yaml.safe_dump(ours, allow_unicode=True).encode())


@fuzz
@given(
    place=st.floats(0, 1),
    length=st.integers(0, 60),
    new=st.text(max_size=20) | st.sampled_from("[]{}:-,&*!|>'\"#%@?\t\r"),
)
def test_settings_spoiled_anywhere_load_or_are_told(
    tmp_path: Path, place: float, length: int, new: str
) -> None:
    text = SMALL
    at = int(place * len(text))
    spoilt = text[:at] + new + text[at + length :]
    loads_or_tells(tmp_path / "config.yaml", spoilt.encode("utf-8", "ignore"))


def test_an_id_that_is_a_mapping_is_told(tmp_path: Path) -> None:
    told = mistakes(tmp_path, SMALL.replace("{id: ho-tich, letter", "{id: {vi: x}, letter"))
    assert any("services" in line and "id" in line for line in told)
