"""Every sentence exists in English, and the compiled catalogs are the written ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from config import Config
from voices.syllables import is_syllable
from web.catalogs import ROOT, SURFACES

WRITTEN = "translations/en/LC_MESSAGES/messages.po"
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
COMMAND = re.compile(r"run\.py [a-z ]+|--\w+|/\w+/")
NAMES_OF_THINGS = {
    *("QR", "USB", "CDC", "DLE", "EOT", "HTTPS", "https", "JSON", "TB", "cm", "mm", "Aa", "DEMO"),
    *("hex", "dump", "Camera", "camera", "cookie", "Incognito", "Internet", "Wi", "Fi", "Enter"),
    *("Esc", "Shift", "espeak", "ng", "config", "yaml", "printers", "WebP", "WebM", "MOV"),
    *("layout", "media", "displays", "Piper", "Windows", "macOS", "voices", "aplay", "alsa"),
    *("utils", "PDF", "MP", "fMP", "AAC", "bit", "JPEG", "PNG", "BMP", "TIFF", "SVG", "HEIC"),
    *("AVIF", "HTML", "XML", "Word", "Excel", "PowerPoint", "Photoshop", "PostScript", "MB"),
    *("video", "Video", "web", "HEVC", "HandBrake", "Fast", "Start", "iPhone"),
}
VALUE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@pytest.mark.parametrize("surface", SURFACES)
def test_every_sentence_of_a_surface_has_an_english_one(surface: str) -> None:
    known = {sentence for name in SURFACES for sentence, english in english_of(name) if english}
    missing = sorted(set(sentences(surface)) - known)
    assert missing == []


@pytest.mark.parametrize("surface", SURFACES)
def test_an_english_sentence_takes_the_same_values(surface: str) -> None:
    for sentence, english in english_of(surface):
        assert set(VALUE.findall(sentence)) == set(VALUE.findall(english)), sentence


@pytest.mark.parametrize("surface", SURFACES)
def test_the_compiled_catalog_says_what_the_written_one_says(surface: str) -> None:
    """After a change: pybabel compile -d <surface>/translations"""
    written = ROOT / surface / WRITTEN
    if not written.exists():
        assert list(sentences(surface)) == []
        return
    with written.with_suffix(".mo").open("rb") as compiled:
        said = {m.id: m.string for m in read_mo(compiled) if m.id}
    assert said == dict(english_of(surface))


@pytest.mark.parametrize("surface", SURFACES)
def test_no_english_sentence_is_the_vietnamese_one(surface: str) -> None:
    same = [sentence for sentence, english in english_of(surface) if sentence == english]
    assert [sentence for sentence in same if LETTER.search(sentence)] == []


@pytest.mark.parametrize("surface", SURFACES)
def test_a_vietnamese_page_has_vietnamese_syllables_and_names_of_things_only(surface: str) -> None:
    written = [*sentences(surface), *beside_the_catalog(surface)]
    strange = {word for words in written for word in strange_words(words)}
    assert strange - NAMES_OF_THINGS == set()


def test_no_page_says_that_a_priority_is_by_law(shipped: Config) -> None:
    """No statute was found for it: it is the office's own rule."""
    said = [*(each for surface in SURFACES for each in sentences(surface)), str(shipped)]
    for surface in SURFACES:
        said += [english for _, english in english_of(surface)]
        said += beside_the_catalog(surface)
    found = [words for words in said if re.search("theo luật|by law|theo quy định", words, re.I)]
    assert found == []


def strange_words(words: str) -> list[str]:
    plain = COMMAND.sub(" ", VALUE.sub(" ", words))
    return [word for word in WORD.findall(plain) if len(word) > 1 and not is_syllable(word)]


def beside_the_catalog(surface: str) -> Iterator[str]:
    """What stands in a template as it is; what is marked as English is none of it."""
    for file in sorted((ROOT / surface).rglob("*.html")):
        text = file.read_text("utf-8")
        for no_words in (
            r"{% block surface %}.*?{% endblock %}",
            r"{#.*?#}|{%.*?%}|{{.*?}}",
            r"<(script|svg)\b.*?</\1>",
            r'<[^>]*lang="en"[^>]*>[^<]*',
            r"<[^>]+>|&\w+;",
        ):
            text = re.sub(no_words, " ", text, flags=re.S)
        yield text


def sentences(surface: str) -> Iterator[str]:
    keywords = {**DEFAULT_KEYWORDS, "_l": None}
    for file in sorted((ROOT / surface).rglob("*")):
        method = METHODS.get(file.suffix)
        if method is None:
            continue
        for found in extract_from_file(method, file, keywords=keywords):
            message = found[1]
            yield message if isinstance(message, str) else message[0]


def english_of(surface: str) -> list[tuple[str, str]]:
    file = Path(ROOT / surface / WRITTEN)
    if not file.exists():
        return []
    with file.open("rb") as written:
        return [(str(m.id), str(m.string)) for m in read_po(written) if m.id and not m.fuzzy]
