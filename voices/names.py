"""A person's name as the loudspeaker says it: known spellings, whole syllables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from voices.borrowed import nearest
from voices.letters import clean, is_letter
from voices.lexicon import KNOWN
from voices.numbers import LETTERS_VI
from voices.spelling import spelt
from voices.syllables import VOWELS, is_syllable, toneless

LONGEST = 80


def spoken_name(name: str, lexicon: Mapping[str, str] = KNOWN) -> str:
    """The name as Vietnamese syllables in title case; "" when nothing of it can be said.

    At most LONGEST characters, cut between syllables: "H'Hen Niê" -> "Hơ Hen Ni Ê".
    """
    said: list[str] = []
    for word in _words(name):
        said += spoken_word(word, lexicon).split()
    while len(" ".join(said)) > LONGEST:
        said.pop()
    return " ".join(syllable[0].upper() + syllable[1:].lower() for syllable in said)


def spoken_word(word: str, lexicon: Mapping[str, str]) -> str:
    """Syllables for one word of letters and apostrophes: H'Hen begins with "hơ", T. is "tê"."""
    *before, last = word.strip("'").split("'")
    if before and (known := lexicon.get(word.strip("'").lower())):
        return known
    parts = [lexicon.get(part.lower()) or _syllables(part) for part in before if part]
    if len(last) == 1 and toneless(last) not in VOWELS:
        parts.append(LETTERS_VI.get(last.upper(), ""))
    else:
        parts.append(lexicon.get(last.lower()) or _syllables(last))
    return " ".join(parts)


def _words(name: str) -> list[str]:
    """Words of letters and apostrophes, in the order họ – đệm – tên as written."""
    name = re.sub(r"\b(tp)\.\s*(hcm)\b", r"\1\2", clean(name), flags=re.IGNORECASE)
    # H Hen and K' Brông are H'Hen and K'Brông in a hurry.
    name = re.sub(r"^([hk]) (?=\w)|\b([hk])' (?=\w)", r"\1\2'", name, flags=re.IGNORECASE)
    kept = (c if c == "'" or is_letter(c) else " " for c in name)
    return [word for word in "".join(kept).split() if word.strip("'")]


def _syllables(word: str) -> str:
    whole = word if is_syllable(word) else nearest(word)
    return " ".join(map(spelt, whole.split()))
