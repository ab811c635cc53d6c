"""Free text as it is said: a notice, a sentence of the kiosk's page. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from re import Match

from voices.figures import in_words
from voices.letters import clean, pieces
from voices.lexicon import KNOWN
from voices.names import spoken_word
from voices.numbers import LETTERS_VI

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SHORTENED = re.compile(r"\b(TP|Tp|ĐT|SĐT)\.\s*(?=\w)")
# With a vowel and four letters or more it is a word: NATO, or KSOR among capitals.
_ABBREVIATION = re.compile(r"[A-ZĐ]{2,3}|[B-DF-HJ-NP-TV-XZĐ]{4,6}")


def spoken(
    text: str, language: str, lexicon: Mapping[str, str] = KNOWN, *, south: bool = False
) -> tuple[str, ...]:
    """With figures in words, in pieces of whole sentences that an engine can take.

    In Vietnamese every word is one of Vietnamese syllables: UBND and names by the lexicon, QR by
    its letters, and a word of another language by what is nearest.
    """
    text = in_words(clean(text), language, south=south)
    if language == "vi":
        text = _WORD.sub(lambda found: _said(found, lexicon), _SHORTENED.sub(r"\1 ", text))
        text = text.replace("'", " ")
    return tuple(pieces(text))


def _said(found: Match[str], lexicon: Mapping[str, str]) -> str:
    word = found[0]
    said = spoken_word(word, lexicon)
    if said.lower() == word.lower():
        # espeak-ng spells out what has capitals after small letters.
        return word if word in (word.upper(), word.capitalize()) else said
    if word.lower() in lexicon:
        return said
    if _ABBREVIATION.fullmatch(word):
        return " ".join(LETTERS_VI[letter] for letter in word)
    return said
