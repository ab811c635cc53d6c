"""The letters that a synthesiser is given: Latin, composed, one line, no marks of any markup."""

from __future__ import annotations

import re
import unicodedata

# espeak-ng dies of very long texts without a space.
LONGEST = 300
# Beside Latin letters and figures. Piper reads what stands in [[ ]] as sounds, SAPI what stands in
# < > as orders, and espeak-ng tells the hall the name of every emoji.
_MARKS = frozenset(" .,:;!?'-–—/%&")
# espeak-ng dies of ", ,-u", and says "chấm than" for a mark that a letter follows. One pause at a
# time, then, and none before the first word; a hyphen, slash or apostrophe inside words only.
_TIDY = (
    (re.compile(r"(?<!\w)['/-]|[/-](?!\w)"), " "),
    (re.compile(r"\s*([.,:;!?–—])(?:\s*[.,:;!?–—])*"), r"\1"),
    (re.compile(r"([.,:](?=[^\W\d])|[;!?–—])"), r"\1 "),
    (re.compile(r"(?=[–—])"), " "),
    (re.compile(r"^[\s.,:;!?–—]+"), ""),
)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_ALIKE = {
    **dict.fromkeys("’‘ʼ`´ʻ′", "'"),
    **dict.fromkeys("ÐƉ", "Đ"),
    **dict.fromkeys("ðɖ₫", "đ"),
}
_FOREIGN = {
    "Ø": "O", "ø": "o", "Æ": "E", "æ": "e", "Œ": "Ơ", "œ": "ơ", "ß": "ss", "ẞ": "SS", "Ł": "L",
    "ł": "l", "ı": "i", "Þ": "Th", "þ": "th", "Ħ": "H", "ħ": "h",
}  # fmt: skip
_OURS = str.maketrans({**_ALIKE, **_FOREIGN})


def clean(text: str) -> str:
    """Text that can be given to a synthesiser; what it has not a sound for is a space.

    NFC, so that no combining, hidden or bidi mark is left; clean(clean(x)) == clean(x).
    """
    shown = (c for c in text.translate(_OURS) if c.isspace() or unicodedata.category(c)[0] != "C")
    composed = unicodedata.normalize("NFKC", "".join(shown)).translate(_OURS)
    kept = "".join(map(_kept, _TAG.sub(" ", composed)))
    for untidy, tidy in _TIDY:
        kept = untidy.sub(tidy, kept)
    return " ".join(kept.split())


def pieces(text: str) -> list[str]:
    """Clean text in pieces of at most LONGEST characters; none when there is nothing to say.

    A cut is after a sentence where there is one, else after a comma, else between words.
    """
    found, rest = [], clean(text)
    while len(rest) > LONGEST:
        near = rest[: LONGEST + 1]
        ends = (re.match(rf".*{pause}", near) for pause in ("[.!?:;] ", ", ", " "))
        cut = next((end.end() for end in ends if end), LONGEST)
        found.append(rest[:cut].strip())
        rest = rest[cut:]
    return [piece for piece in [*found, rest] if re.search(r"\w", piece)]


def is_letter(sign: str) -> bool:
    """Whether it is a Latin letter, with or without marks."""
    return sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN")


def _kept(sign: str) -> str:
    if sign in _MARKS or (sign.isascii() and sign.isalnum()) or is_letter(sign):
        return sign
    return "" if unicodedata.category(sign)[0] == "M" else " "
