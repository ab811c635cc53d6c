"""Cards that nobody has: every number, name, date and address is invented."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

TODAY = "2026-03-10"
NUMBER = "031160000123"
HOME = "Số 8 Ngõ Bịa Đặt, An Phú Lộc, Tỉnh Mẫu"
BORN = "05031960"
HOA = f"{NUMBER}|012345678|TRẦN THỊ HOA|{BORN}|Nữ|{HOME}|11052021"
GRANDMOTHER = f"031140000456|098765432|LÊ THỊ MẬN|09031940|Nữ|{HOME}|11052021"
CHILD = f"031312000789||NGUYỄN BẢO NGỌC|10032012|Nữ|{HOME}|11052024"


def card(**changes: str) -> str:
    """Hoa's card with other fields: number, old, name, born, sex, home, issued."""
    names = ("number", "old", "name", "born", "sex", "home", "issued")
    fields = {**dict(zip(names, HOA.split("|"), strict=True)), **changes}
    return "|".join(fields.values())


@dataclass(frozen=True)
class Golden:
    """`reads`: what a card is read as, or why it is not."""

    about: str
    text: str
    reads: dict[str, Any] | str


def hoa(**more: Any) -> dict[str, Any]:
    return {"name": "Trần Thị Hoa", "birth_year": 1960, "age": 66, "sex": "Nữ", **more}


def wrongly(page: str, text: str = HOA) -> str:
    """The card as a scanner sends it that takes UTF-8 for another code page."""
    return text.encode().decode(page, "replace")


TELEX_HOA = HOA.replace("TRẦN THỊ", "TRAAFN THIJ").replace("Nữ", "Nuwx")
LONG_NAME = "Nguyễn Phúc Vĩnh Thụy Hoàng Bảo Ngọc Quỳnh Như Thương Nghiêng Nghiêng"
AN = card(number="031060000124", name="ĐẶNG VĂN AN", sex="Nam")

GOLDEN = [
    Golden("the form of 2021", HOA, hoa()),
    Golden("without an old number", card(old=""), hoa()),
    Golden("the form of 2024", f"{HOA}||MẸ BỊA|CHA BỊA", hoa(doubts=("more",))),
    Golden(
        "a man",
        AN,
        {"name": "Đặng Văn An", "birth_year": 1960, "age": 66, "sex": "Nam"},
    ),
    Golden(
        "a child of 14",
        CHILD,
        {"name": "Nguyễn Bảo Ngọc", "birth_year": 2012, "age": 14, "sex": "Nữ"},
    ),
    Golden(
        "15 until tomorrow",
        card(number="031310000123", born="11032010"),
        hoa(birth_year=2010, age=15),
    ),
    Golden(
        "born abroad",
        card(number="131160000123", name="H'HEN NIÊ-ROSE"),
        hoa(name="H'Hen Niê-Rose"),
    ),
    Golden(
        "100 years old",
        card(number="031126000123", born="10031926"),
        hoa(birth_year=1926, age=100),
    ),
    Golden("a number of another century", card(number="031360000123"), hoa(doubts=("century",))),
    Golden("a number of no province", card(number="003160000123"), hoa(doubts=("province",))),
    Golden("its name decomposed", unicodedata.normalize("NFD", HOA), hoa()),
    Golden("BOM, CR and LF around it", f"\ufeff{HOA}\r\n", hoa()),
    Golden("blanks within it", HOA.replace("|TRẦN THỊ ", "| TRẦN  THỊ\u00a0"), hoa()),
    Golden("a name of 13 words", card(name=LONG_NAME.upper()), hoa(name=LONG_NAME)),
    Golden("six fields", HOA.rpartition("|")[0], "fields"),
    Golden("an address of the web", "https://vi.example/?a=1|2", "fields"),
    Golden("eleven digits", card(number="03116000012"), "number"),
    Golden("no such day", card(born="31021960"), "birth"),
    Golden("born tomorrow", card(born="11032026"), "birth"),
    Golden("121 years old", card(born="09031905"), "birth"),
    Golden("signs lost as ?", HOA.encode("ascii", "replace").decode(), "name"),
    Golden("mojibake", wrongly("cp1252"), "name"),
    Golden("typed by Telex", TELEX_HOA, "sex"),
    Golden("longer than any card", card(home="x" * 600), "long"),
]
