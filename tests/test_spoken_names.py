"""Names of every people of the country, said in Vietnamese syllables by every voice of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from phonemes import SOUTH, astray, of_all
from vietnamese import syllables, written

from voices.names import spoken_name, spoken_word
from voices.syllables import is_syllable

FILE = Path(__file__).with_name("spoken_names.txt")
TYPED: dict[str, Callable[[str], str]] = {
    "composed": lambda name: unicodedata.normalize("NFC", name),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "capitals": str.upper,
    "small letters": str.lower,
    "markup": lambda name: f"<b class='x'>{name}</b>",
    "emoji": lambda name: f"👩\u200d🦰{name} 🇻🇳",
    "hidden marks": lambda name: "\u200b".join(f"\ufeff\u202e{name}\u2069"),
}


def golden() -> dict[str, str]:
    lines = FILE.read_text("utf-8").splitlines()
    named = [line.partition(" = ") for line in lines if line and not line.startswith("#")]
    return {name: said or name.title() for name, _, said in named}


GOLDEN = golden()
# By the Southern voice, which nobody has by default; no other spelling sounds the same.
SWALLOWED = {"hu", "hui", "hum", "hun", "hung", "huyu", "huýu"}


def test_every_name_is_said_as_a_vietnamese_speaker_says_it() -> None:
    assert len(GOLDEN) > 250
    assert {name: spoken_name(name) for name in GOLDEN} == GOLDEN


@pytest.mark.parametrize("typed", TYPED)
def test_it_is_the_same_name_however_it_is_typed(typed: str) -> None:
    said = {name: spoken_name(TYPED[typed](name)) for name in GOLDEN}
    assert said == GOLDEN


def test_no_voice_falls_into_english_or_spells_a_name_out() -> None:
    for voice, traces in of_all(GOLDEN.values()).items():
        assert astray(traces) == {}, voice


def test_no_voice_trips_over_any_syllable_of_the_language() -> None:
    """A swallowed vowel is a trip too; of the tones two are tried, the others are as the second."""
    words = [written(*each) for each in syllables() if each[2] in ("", "sac")]
    said = {spoken_word(word, {}) for word in words if is_syllable(word)}
    assert len(said) > 5_000
    for voice, traces in of_all(sorted(said)).items():
        assert set(astray(traces)) == (SWALLOWED if voice == SOUTH else set())


def test_the_voice_is_not_asked_for_what_it_would_spell_out() -> None:
    """The test of the tests: these names as they are written."""
    raw = ["Bkrông", "Ksor", "Gin", "Buy"]
    for traces in of_all(raw).values():
        assert set(astray(traces)) == set(raw)
