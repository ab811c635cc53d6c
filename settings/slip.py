"""What the office itself says on its slips: its logo, its words, whom to turn to."""

from __future__ import annotations

from string import Formatter
from typing import Annotated

from pydantic import AfterValidator

from office.ward import Part, Words
from settings.said import Allowed
from settings.values import Phone, Text

LONGEST = 160


def short(words: Words) -> Words:
    if max(map(len, words.by_language().values())) > LONGEST:
        raise Allowed(f"lời dài nhất {LONGEST} ký tự", f"words of at most {LONGEST} characters")
    return words


def names_wifi(words: Words) -> Words:
    try:
        parts = [part for text in words.by_language().values() for part in Formatter().parse(text)]
    except ValueError:
        parts = [("", "?", "", None)]
    if any(part[1:] not in ((None, None, None), ("wifi", "", None)) for part in parts):
        raise Allowed(
            "lời chỉ có {wifi} (tên mạng Wi-Fi) trong dấu ngoặc nhọn",
            "words with nothing in braces but {wifi}, the network's name",
        )
    return words


Line = Annotated[Words, AfterValidator(short)]


class Leader(Part):
    """Somebody whom a citizen may ring up, by the office held: "Chủ tịch UBND phường"."""

    role: Line
    phone: Phone


class SlipTexts(Part):
    """The slip's own words. `logo`: PNG or JPEG; a relative path is one in the data folder."""

    logo: Text | None = None
    title: Line = Words(vi="SỐ THỨ TỰ", en="Queue number")
    follow: Line = Words(vi="Theo dõi lượt trên điện thoại", en="Follow your turn on your phone")
    wifi: Annotated[Line, AfterValidator(names_wifi)] = Words(
        vi="Vào Wi-Fi “{wifi}”, rồi quét mã này.", en="Join Wi-Fi “{wifi}”, then scan this code."
    )
    not_receipt: Line = Words(
        vi="Phiếu này không thay thế Giấy tiếp nhận hồ sơ",
        en="This slip does not replace the file receipt",
    )
    last: Line | None = None
