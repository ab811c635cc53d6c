"""Every sentence exists in English, and the compiled catalogs are the written ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from web.words import ROOT, SURFACES

WRITTEN = "translations/en/LC_MESSAGES/messages.po"
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
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
