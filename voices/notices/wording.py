"""The words of a notice: typed, or chosen from the settings with what was left open filled in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING

from office import Refused
from office.names import is_piled, is_unseen
from office.typed import has_words
from voices.lexicon import KNOWN
from voices.prose import spoken
from voices.words import Sentence

if TYPE_CHECKING:
    from config import Chosen

LONGEST = 200
FREE = 60
MOST = 999
_MARKUP = frozenset("<>{}[]|\\^~`")


def blanks(chosen: Chosen) -> list[str]:
    """What its words leave open, in their order: "n", a number; "text", some words."""
    fields = (field for _, field, _, _ in Formatter().parse(chosen.text.vi))
    return [field for field in fields if field]


def typed(text: str, not_aloud: Sequence[str]) -> dict[str, str]:
    """Refused: `bad_value` (field "text", and the `fault`)."""
    return {"vi": tidy(text, "text", LONGEST, not_aloud)}


def filled(
    chosen: Chosen, n: int | None, text: str, not_aloud: Sequence[str], *, english: bool
) -> dict[str, str]:
    """{language: words}. Refused: `bad_value` with the field that is missing or wrong."""
    values: dict[str, str] = {}
    for field in blanks(chosen):
        if field == "n":
            if n is None:
                raise Refused("bad_value", field="n", fault="notice_number")
            values["n"] = str(n)
        else:
            values["text"] = tidy(text, "text", FREE, not_aloud)
    texts = {"vi": chosen.text.vi, **({"en": chosen.text.en} if english and chosen.text.en else {})}
    # Screens cut words at single spaces; in the settings there may be more, or a new line.
    return {lang: " ".join(text.format(**values).split()) for lang, text in texts.items()}


def tidy(text: str, field: str, longest: int, not_aloud: Sequence[str]) -> str:
    """Composed, one line, nothing unseen and no markup; something to say, and nothing unwanted."""
    text = unicodedata.normalize("NFC", text)
    words = " ".join("".join(_kept(sign) for sign in text).split())
    if not any(unicodedata.category(sign)[0] in "LN" for sign in words):
        raise Refused("bad_value", field=field, fault="notice_empty")
    if is_piled(words):
        raise Refused("bad_value", field=field, fault="notice_unseen")
    if has_words(words, not_aloud):
        raise Refused("bad_value", field=field, fault="notice_unwanted")
    if len(words) > longest:
        raise Refused("bad_value", field=field, fault="notice_long", longest=longest)
    return words


def said(
    texts: Mapping[str, str], lexicon: Mapping[str, str] = KNOWN, *, south: bool = False
) -> tuple[Sentence, ...]:
    """As the loudspeaker says it: figures and names in words, in parts that a voice takes."""
    return tuple(
        Sentence(language, part)
        for language, text in texts.items()
        for part in spoken(text, language, lexicon, south=south)
    )


def _kept(sign: str) -> str:
    if sign.isspace() or sign in _MARKUP:
        return " "
    return "" if is_unseen(sign) else sign
