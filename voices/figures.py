"""Figures as they are read: tickets, telephones, number plates, money, times, dates, ranges."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Mapping
from functools import partial
from re import Match

from voices.numbers import LETTERS_VI, MOST, cardinal_en, cardinal_vi, label_en, label_vi

Reads = Callable[[Match[str]], str]
_PHONE = r"\b(?:0\d{2,3}|1[89]00)(?:[ .]?\d{3,4}){1,2}\b"
_PLATE = r"\b(\d{2})[- ]?([A-ZĐ]{1,2}\d?)[- ]?(\d{3}\.\d{2}|\d{4,5})\b"
_DATE = r"(?:\b[Nn]gày )?\b(\d{1,2})/(\d{1,2})/(\d{4})\b"
_DAY = r"\b([Nn]gày|[Mm]ùng) (\d{1,2})/(\d{1,2})\b(?!/)"
_TIME = r"\b(\d{1,2}):(\d{2})\b"
_HOUR = r"\b(\d{1,2})[hH](\d{2})?\b"
_LABEL = r"\b[A-ZĐ]\d{3,4}\b"
_THOUSANDS = r"\b[1-9]\d{0,2}(?:\.\d{3})+\b"
_MONEY = r"(?<=\d) ?(?:đ|VNĐ|VND)\b"
_RANGE = "|".join(
    (
        r"(?<=[\dhH])\s*–\s*(?=\d)",
        r"(?<=[:hH]\d\d)-(?=\d)|(?<=\d[hH])-(?=\d)",
        r"(?:(?<=(?<![-/.\d])\d)|(?<=(?<![-/.\d])\d\d))-(?=\d{1,2}(?![-/.\d]))",
    )
)
_HYPHEN = r"(?<=\d)-(?=\d)"
_APART = r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
_FOURTH = r"\b([Tt]hứ) 4\b"
_NUMBER = r"\b\d+\b"
_MONTHS = range(1, 13)
_APRIL = 4
_TWO_FIGURES = 10
# What is longer and has no dots is no amount but the number of a file or a card.
_LONGEST_AMOUNT = 4


def in_words(text: str, language: str, *, south: bool = False) -> str:
    """ "A007", "10–20", "15:00", "7h30", "01/12/2026", "0200 000 000", "61A-123.45", "20.000đ"."""
    for pattern, read in _english() if language == "en" else _vietnamese(south):
        text = re.sub(pattern, read, text)
    return text


def _digits(cardinal: Callable[[int], str]) -> Reads:
    def read(found: Match[str]) -> str:
        groups = re.split("[ .]", found[0])
        return ", ".join(" ".join(cardinal(int(digit)) for digit in group) for group in groups)

    return read


def _number(cardinal: Callable[[int], str]) -> Reads:
    by_digit = _digits(cardinal)

    def read(found: Match[str]) -> str:
        zeros = len(found[0]) > 1 and found[0].startswith("0")
        by_digits = zeros or len(found[0]) > _LONGEST_AMOUNT
        return by_digit(found) if by_digits else cardinal(int(found[0]))

    return read


def _vietnamese(south: bool) -> tuple[tuple[str, Reads | str], ...]:
    cardinal = partial(cardinal_vi, south=south)

    def amount(found: Match[str]) -> str:
        number = int(found[0].replace(".", ""))
        return cardinal(number) if number <= MOST else found[0]

    def time(found: Match[str]) -> str:
        minutes = int(found[2] or 0)
        hour = f"{cardinal(int(found[1]))} giờ"
        return f"{hour} {cardinal(minutes)} phút" if minutes else hour

    def month(number: str) -> str:
        return "tư" if int(number) == _APRIL else cardinal(int(number))

    def day(found: Match[str]) -> str:
        return f"{found[1]} {cardinal(int(found[2]))} tháng {month(found[3])}"

    def date(found: Match[str]) -> str:
        days, year = cardinal(int(found[1])), cardinal(int(found[3]))
        return f"ngày {days} tháng {month(found[2])} năm {year}"

    return (
        (_MONEY, " đồng"),
        (_RANGE, " đến "),
        (_PLATE, _plate(LETTERS_VI, cardinal_vi)),
        (_PHONE, _digits(cardinal)),
        (_DATE, date),
        (_DAY, day),
        (_TIME, time),
        (_HOUR, time),
        (_LABEL, lambda found: label_vi(found[0])),
        (_APART, " "),
        (_HYPHEN, ", "),
        (_THOUSANDS, amount),
        (_FOURTH, r"\1 tư"),
        (_NUMBER, _number(cardinal)),
        ("%", " phần trăm"),
        (" ?& ?", " và "),
    )


def _plate(letters: Mapping[str, str], cardinal: Callable[[int], str]) -> Reads:
    """ "61A-123.45" -> "sáu một a, một hai ba, bốn năm"."""

    def read(found: Match[str]) -> str:
        province, series, number = found.groups()
        signs = (
            cardinal(int(sign)) if sign.isdigit() else letters.get(sign, sign)
            for sign in province + series
        )
        digits = (" ".join(cardinal(int(digit)) for digit in part) for part in number.split("."))
        return f"{' '.join(signs)}, {', '.join(digits)}"

    return read


def _english() -> tuple[tuple[str, Reads | str], ...]:
    return (
        (_RANGE, " to "),
        (_PLATE, _plate({"Đ": "D"}, cardinal_en)),
        (_PHONE, _digits(cardinal_en)),
        (_DATE, _date_en),
        (_TIME, _time_en),
        (_LABEL, lambda found: label_en(found[0])),
        (_NUMBER, _number(cardinal_en)),
    )


def _time_en(found: Match[str]) -> str:
    minutes = int(found[2])
    said = "o'clock" if not minutes else cardinal_en(minutes)
    return f"{cardinal_en(int(found[1]))} {'oh ' if 0 < minutes < _TWO_FIGURES else ''}{said}"


def _date_en(found: Match[str]) -> str:
    day, month, year = (int(part) for part in found.groups())
    if month not in _MONTHS:
        return found[0]
    return f"{cardinal_en(day)} {month_name[month]} {cardinal_en(year)}"
