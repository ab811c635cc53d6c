"""Numbers and letters as they are spoken, Vietnamese and English.

A synthesiser's own reading is not used: espeak-ng says 15 as "mười năm" and 1000 as
"một ngàn không trăm". A ticket is read digit by digit, a counter as a number.
"""

from __future__ import annotations

_VI = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_EN_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

# The names taught at school. G is "gờ" because "giê" sounds like D in the North; two syllables
# keep M from N and S from X in a noisy hall. espeak-ng swallows the vowel of "gi": J is "di".
LETTERS_VI = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "F": "ép", "G": "gờ",
    "H": "hát", "I": "i", "J": "di", "K": "ca", "L": "e lờ", "M": "em mờ", "N": "en nờ",
    "O": "o", "P": "pê", "Q": "quy", "R": "e rờ", "S": "ét sờ", "T": "tê", "U": "u",
    "V": "vê", "W": "vê kép", "X": "ích xì", "Y": "y dài", "Z": "dét",
}  # fmt: skip

# No English voice knows the letter.
_LETTER_EN = {"Đ": "crossed D"}

MOST = 999_999_999


def cardinal_vi(n: int, *, south: bool = False) -> str:
    """`n` (0 to MOST) in words as the North says it, or the South: lẻ, ngàn, hai mươi bốn.

    Raises ValueError outside that range.
    """
    if not 0 <= n <= MOST:
        raise ValueError(f"no words for {n}")
    if n < 10:
        return _VI[n]
    words: list[str] = []
    for size, name in ((1_000_000, "triệu"), (1000, "ngàn" if south else "nghìn"), (1, "")):
        group, n = divmod(n, size)
        if group:
            words += [_hundreds_vi(group, whole=bool(words), south=south), name]
    return " ".join(words).strip()


def _hundreds_vi(n: int, *, whole: bool, south: bool) -> str:
    """`whole`: after a greater group, where the hundred is said even if it is none."""
    hundreds, rest = divmod(n, 100)
    words = [f"{_VI[hundreds]} trăm"] if hundreds or whole else []
    if rest:
        words.append(_tens_vi(rest, after_hundreds=bool(words), south=south))
    return " ".join(words)


def _tens_vi(n: int, *, after_hundreds: bool, south: bool) -> str:
    tens, unit = divmod(n, 10)
    if tens == 0:
        link = "lẻ " if south else "linh "
        return (link if after_hundreds else "") + _VI[unit]
    if unit == 0:
        last = ""
    elif unit == 5:
        last = " lăm"
    elif unit == 1 and tens > 1:
        last = " mốt"
    elif unit == 4 and tens > 1 and not south:
        last = " tư"
    else:
        last = " " + _VI[unit]
    return ("mười" if tens == 1 else f"{_VI[tens]} mươi") + last


def cardinal_en(n: int) -> str:
    """`n` (0 to 9999) in English words. Raises ValueError outside that range."""
    if not 0 <= n <= 9999:
        raise ValueError(f"no words for {n}")
    thousands, rest = divmod(n, 1000)
    hundreds, tail = divmod(rest, 100)
    words = [f"{_EN[thousands]} thousand"] if thousands else []
    if hundreds:
        words.append(f"{_EN[hundreds]} hundred")
    if tail or not words:
        words.append(("and " if words else "") + _tens_en(tail))
    return " ".join(words)


def _tens_en(n: int) -> str:
    if n < 10:
        return _EN[n]
    if n < 20:
        return _EN_TEENS[n - 10]
    tens, unit = divmod(n, 10)
    return _EN_TENS[tens] + (f"-{_EN[unit]}" if unit else "")


def label_vi(label: str) -> str:
    """A ticket's label as it is called: "A007" -> "a, không không bảy"."""
    return f"{LETTERS_VI[label[0]]}, " + " ".join(_VI[int(digit)] for digit in label[1:])


def label_en(label: str) -> str:
    """A ticket's label as it is called: "A007" -> "A, zero zero seven"."""
    letter = _LETTER_EN.get(label[0], label[0])
    return f"{letter}, " + " ".join(_EN[int(digit)] for digit in label[1:])
