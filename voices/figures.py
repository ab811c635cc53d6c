"""Figures as they are read: numbers of tickets and telephones, times, dates, ranges."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable
from re import Match

from voices.numbers import cardinal_en, cardinal_vi, label_en, label_vi

Reads = Callable[[Match[str]], str]
_PHONE = r"\b(?:0\d{2,3}|1[89]00)(?:[ .]?\d{3,4}){1,2}\b"
_DATE = r"(?:\b[Nn]gày )?\b(\d{1,2})/(\d{1,2})/(\d{4})\b"
_TIME = r"\b(\d{1,2}):(\d{2})\b"
_LABEL = r"\b[A-Z]\d{3,4}\b"
_THOUSANDS = r"(?<=\d)\.(?=\d{3}\b)"
_RANGE = r"(?<=\d)\s*–\s*(?=\d)"
_NUMBER = r"\b\d{1,4}\b"
_LAST_MONTH = 12
_TWO_FIGURES = 10


def in_words(text: str, language: str) -> str:
    """ "A007", "10–20", "15:00", "01/12/2026", "0200 000 000"; longer numbers stay figures."""
    for pattern, read in _RULES[language]:
        text = re.sub(pattern, read, text, flags=re.ASCII)
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
        return by_digit(found) if zeros else cardinal(int(found[0]))

    return read


def _time_vi(found: Match[str]) -> str:
    minutes = int(found[2])
    hour = f"{cardinal_vi(int(found[1]))} giờ"
    return f"{hour} {cardinal_vi(minutes)} phút" if minutes else hour


def _time_en(found: Match[str]) -> str:
    minutes = int(found[2])
    said = "o'clock" if not minutes else cardinal_en(minutes)
    return f"{cardinal_en(int(found[1]))} {'oh ' if 0 < minutes < _TWO_FIGURES else ''}{said}"


def _date_vi(found: Match[str]) -> str:
    day, month, year = (cardinal_vi(int(part)) for part in found.groups())
    return f"ngày {day} tháng {month} năm {year}"


def _date_en(found: Match[str]) -> str:
    day, month, year = (int(part) for part in found.groups())
    if not 1 <= month <= _LAST_MONTH:
        return found[0]
    return f"{cardinal_en(day)} {month_name[month]} {cardinal_en(year)}"


_RULES: dict[str, tuple[tuple[str, Reads | str], ...]] = {
    "vi": (
        (_PHONE, _digits(cardinal_vi)),
        (_DATE, _date_vi),
        (_TIME, _time_vi),
        (_LABEL, lambda found: label_vi(found[0])),
        (_THOUSANDS, ""),
        (_RANGE, " đến "),
        (_NUMBER, _number(cardinal_vi)),
    ),
    "en": (
        (_PHONE, _digits(cardinal_en)),
        (_DATE, _date_en),
        (_TIME, _time_en),
        (_LABEL, lambda found: label_en(found[0])),
        (_RANGE, " to "),
        (_NUMBER, _number(cardinal_en)),
    ),
}
