"""A person's name as the loudspeaker says it: clean letters, known spellings, whole syllables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from voices.numbers import LETTERS_VI
from voices.syllables import is_syllable, nearest, toneless

LONGEST = 80

# Spelling -> syllables; what the rules of `syllables` would say less well. An office adds its own
# in lexicon.txt of the data folder.
KNOWN: Mapping[str, str] = {
    "ub": "Ủy ban",
    "ubnd": "Ủy ban nhân dân",
    "hđnd": "Hội đồng nhân dân",
    "cccd": "căn cước công dân",
    "cmnd": "chứng minh nhân dân",
    "tthc": "thủ tục hành chính",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "gcn": "giấy chứng nhận",
    "tnhh": "trách nhiệm hữu hạn",
    "htx": "hợp tác xã",
    "tp": "thành phố",
    "tphcm": "Thành phố Hồ Chí Minh",
    "hcm": "Hồ Chí Minh",
    "ông/bà": "ông bà",
    "nguyen": "Nguyễn",
    "niê": "Ni Ê",
    "pleiku": "Pơ Lây Cu",
    "hwing": "Hơ Uynh",
    "byă": "Bi A",
    "yang": "Giang",
    "veo": "Vê O",
}
_APOSTROPHES = "’‘ʼ`´ʻ′"
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})


def spoken_name(name: str, lexicon: Mapping[str, str] = KNOWN) -> str:
    """The name as Vietnamese syllables in title case; "" when nothing of it can be said.

    At most LONGEST characters, cut between syllables: "H'Hen Niê" -> "Hơ Hen Ni Ê".
    """
    said: list[str] = []
    for word in _words(name):
        said += (lexicon.get(word.lower()) or _say(word, lexicon)).split()
    while len(" ".join(said)) > LONGEST:
        said.pop()
    return " ".join(syllable[0].upper() + syllable[1:].lower() for syllable in said)


def clean(text: str) -> str:
    """Text that can be given to a synthesiser: NFC, one line, no control, bidi or hidden marks."""
    text = unicodedata.normalize("NFKC", text).translate(_ETH)
    text = "".join(" " if c.isspace() or c in "[]<>|\\^~{}" else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    return " ".join(text.split())


def read_lexicon(path: Path) -> dict[str, str]:
    """KNOWN and the office's own lines "spelling = syllables"; a line that is neither is skipped.

    Lines that begin with # are remarks. A missing file is an empty one.
    """
    lexicon = dict(KNOWN)
    if path.is_file():
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            spelling, equals, syllables = clean(line).partition("=")
            if equals and syllables.strip() and not spelling.startswith("#"):
                lexicon[spelling.strip().lower()] = syllables.strip()
    return lexicon


def _words(name: str) -> list[str]:
    """Words of letters and apostrophes, in the order họ – đệm – tên as written."""
    name = clean(re.sub(f"[{_APOSTROPHES}]", "'", name.translate(_ETH)))
    name = re.sub(r"\b(tp)\.\s*(hcm)\b", r"\1\2", name, flags=re.IGNORECASE)
    kept = (c if c == "'" or unicodedata.name(c, "").startswith("LATIN") else " " for c in name)
    return [word for word in "".join(kept).split() if word.strip("'")]


def _say(word: str, lexicon: Mapping[str, str]) -> str:
    """One word that is not in the lexicon: H'Hen begins with "hơ", T. is "tê"."""
    *before, last = word.strip("'").split("'")
    parts = [lexicon.get(part.lower()) or nearest(part) for part in before if part]
    if len(last) == 1 and last.lower() not in "aăâeêioôơuưy":
        parts.append(LETTERS_VI.get(last.upper(), ""))
    else:
        parts.append(lexicon.get(last.lower()) or _spelt(last))
    return " ".join(parts)


def _spelt(word: str) -> str:
    if not is_syllable(word):
        return nearest(word)
    # espeak-ng swallows the vowel of these three.
    if toneless(word) in {"gi", "gin"}:
        return "d" + word[1:]
    if toneless(word) == "qui":
        return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("i", "y"))
    return word
