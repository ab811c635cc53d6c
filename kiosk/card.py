"""What the QR of a citizen's card says: read in memory, and nothing but the name and age used.

Seven fields, or more on the card of 2024, parted by `|`: 12 digits | old 9 digits | name |
birth ddmmyyyy | Nam or Nữ | address | issued ddmmyyyy. They are not signed and prove nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from kiosk.names import capitals
from office.names import composed, fault

LONGEST = 600
FIELDS = 7
OLDEST = 120
_NUMBER = re.compile(r"[0-9]{12}")
_BIRTH = re.compile(r"[0-9]{8}")
_SEXES = ("Nam", "Nữ")
_ENDS = "\ufeff\r\n\t\0 "
_SIGNS = " '’-.,"
_WRONG_PAGES = ("cp1252", "cp1258", "latin-1", "cp437", "mac_roman")
_PROVINCES = frozenset(
    {1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36}
    | {37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74}
    | {75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96}
)
_ABROAD = 100
"""From here on the first three digits are a country's, below a province's."""

Reason = Literal["long", "fields", "number", "birth", "name", "sex", "encoding", "wedge"]
Doubt = Literal["century", "province", "more"]


@dataclass(frozen=True)
class Card:
    """`name` as it will be called, `age` in full years. `number` is for the hash of the day only.

    `doubts`: what does not fit together. They are counted and refuse nobody.
    """

    name: str = field(repr=False)
    birth_year: int
    age: int
    sex: str
    number: str = field(repr=False)
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Unreadable:
    """Nothing of the text: only what it failed by."""

    reason: Reason


def read(text: str, today: date) -> Card | Unreadable:
    """The card whose QR says `text`."""
    if len(text) > LONGEST:
        return Unreadable("long")
    fields = [each.strip() for each in unicodedata.normalize("NFC", text.strip(_ENDS)).split("|")]
    if len(fields) < FIELDS:
        return Unreadable("fields")
    number, _old, name, born, sex = fields[:5]
    if not _NUMBER.fullmatch(number):
        return Unreadable("number")
    birth = _date(born)
    age = _age(birth, today) if birth else -1
    if birth is None or not 0 <= age <= OLDEST:
        return Unreadable("birth")
    name = composed(name)
    if not _is_name(name):
        return Unreadable("name")
    if sex not in _SEXES:
        return Unreadable("sex")
    doubts = _doubts(number, birth, sex, len(fields))
    return Card(capitals(name), birth.year, age, sex, number, doubts)


def _date(written: str) -> date | None:
    try:
        return datetime.strptime(written, "%d%m%Y").date() if _BIRTH.fullmatch(written) else None
    except ValueError:
        return None


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def _is_name(name: str) -> bool:
    """Latin letters, whole: no `?`, no lost sign, no UTF-8 that was read by another code page."""
    if fault(name) not in (None, "long"):
        return False
    return all(map(_is_of_a_name, name)) and not any(_garbled(name, page) for page in _WRONG_PAGES)


def _is_of_a_name(sign: str) -> bool:
    is_latin = sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN ")
    return is_latin or sign in _SIGNS or unicodedata.category(sign) == "Mn"


def _garbled(name: str, page: str) -> bool:
    try:
        return name.encode(page).decode("utf-8") != name
    except UnicodeError:
        return False


def _doubts(number: str, birth: date, sex: str, fields: int) -> tuple[Doubt, ...]:
    century = (birth.year - 1900) // 100 * 2 + _SEXES.index(sex)
    fits = number[3:6] == f"{century}{birth.year % 100:02}"
    place = int(number[:3])
    found: dict[Doubt, bool] = {
        "century": not fits,
        "province": place < _ABROAD and place not in _PROVINCES,
        "more": fields > FIELDS,
    }
    return tuple(doubt for doubt, is_there in found.items() if is_there)
