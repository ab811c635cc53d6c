"""What has to be recorded for an office in Vietnamese or English: {id of a clip: its words}."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from voices.numbers import LETTERS_VI, cardinal_en, cardinal_vi
from voices.packs.call import pieces

if TYPE_CHECKING:
    from config import PhraseSet

COUNTERS = range(1, 32)
NAMED = {"name", "result_name"}
VIETNAMESE_ONLY = {"joined", "joined_each"}
LANGUAGES = ("vi", "en")


def recordable(language: str, phrases: PhraseSet) -> dict[str, str]:
    """The office's sentences without the ones that a name is in."""
    left_out = NAMED if language == "vi" else NAMED | VIETNAMESE_ONLY
    return {key: phrase for key, phrase in phrases if key not in left_out}


def phrase_list(
    language: str,
    phrases: Mapping[str, str],
    letters: Iterable[str] = string.ascii_uppercase,
    counters: Iterable[int] = COUNTERS,
    *,
    south: bool = False,
) -> dict[str, str]:
    """The office's `phrases` (see packs.call) in pieces, then letters, digits and counters.

    In other languages than ours the signs are written as such, for the speaker to say in theirs.
    """
    said = dict.fromkeys(piece for phrase in phrases.values() for piece in pieces(phrase))
    found: dict[str, str] = {}
    for piece in said:
        found[_name(piece, found)] = piece
    for letter in letters:
        found[f"letter-{letter.lower()}"] = LETTERS_VI[letter] if language == "vi" else letter
    for digit in range(10):
        found[f"digit-{digit}"] = _cardinal(digit, language, south)
    for counter in counters:
        found[f"counter-{counter}"] = _cardinal(counter, language, south)
    return found


def _cardinal(n: int, language: str, south: bool) -> str:
    if language == "vi":
        return cardinal_vi(n, south=south)
    return cardinal_en(n) if language == "en" else str(n)


def _name(words: str, taken: Mapping[str, str]) -> str:
    """A file's name that any computer can keep: "đến quầy số" → den-quay-so."""
    bare = unicodedata.normalize("NFD", words.replace("đ", "d"))
    short = re.sub("[^a-z0-9]+", "-", "".join(each for each in bare if each < "\x80"))
    name = base = f"loi-{short.strip('-')}"[:36].strip("-")
    again = 1
    while name in taken:
        again += 1
        name = f"{base}-{again}"
    return name
