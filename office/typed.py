"""What is typed where a name belongs and is none: a number, an address, a word to be spared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

DIGITS = 4
"""From so many on, wherever they stand, it is the number of a telephone or a paper."""
_APOSTROPHES = "'’‘ʼʻ`′"
_ONLINE = re.compile(
    r"@|://|\bwww\.|\w\.(?:vn|com|net|org|edu|gov|info|biz|asia|online|shop|site|xyz)\b"
)
# Whole words only, and with their signs: Phương is a name, and so is Quân.
_PLACE = re.compile(
    r"(?<![^\W\d_])(?:số|đường|phố|ngõ|ngách|hẻm|thôn|xóm|ấp|buôn|tổ|khu|khóm|phường|xã|thị trấn"
    r"|quận|huyện|tp|street|road|district)(?![^\W\d_])"
)


def is_number(text: str) -> bool:
    """Whether it has `DIGITS` digits or more, of any script and however they are parted."""
    return _digits(_plain(text)) >= DIGITS


def is_address(text: str) -> bool:
    """Whether it is one for mail or the web, or a digit beside a word such as phố or tổ."""
    plain = _plain(text)
    return bool(_ONLINE.search(plain) or (_digits(plain) and _PLACE.search(plain)))


def has_words(text: str, listed: Iterable[str]) -> bool:
    """Whether any of `listed`, a word or several, stands in it as whole words."""
    within = f" {_words(text)} "
    return any(words and f" {words} " in within for words in map(_words, listed))


def _plain(text: str) -> str:
    """In small letters and everyday signs: a full-width digit is a digit."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _digits(plain: str) -> int:
    return sum(unicodedata.category(sign).startswith("N") for sign in plain)


def _words(text: str) -> str:
    """The words with single spaces, and no punctuation but an apostrophe within: h'hen niê."""
    kept = (sign if _in_word(sign) else " " for sign in _plain(text))
    words = (word.strip(_APOSTROPHES) for word in "".join(kept).split())
    return " ".join(word for word in words if word)


def _in_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN" or sign in _APOSTROPHES
