"""What an office may say on its slips, and what a mistake there is answered with."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_settings import SHIPPED, SMALL, mistakes, spoiled
from slips import ADDRESS, TICKET

from config import Config, load
from kiosk.draw import SlipPaper
from kiosk.slip import Slip
from kiosk.wording import Wording
from settings.slip import SlipTexts

SLIP = """
slip:
  title: {vi: SỐ CỦA ÔNG BÀ, en: Your number}
  follow: {vi: Xem số trên điện thoại}
  wifi: {vi: "Mạng {wifi} không cần mật khẩu."}
  not_receipt: {vi: Đây không phải Giấy tiếp nhận hồ sơ}
  last: {vi: Cảm ơn quý khách.}
"""
PEOPLE = "[{role: {vi: Chủ tịch}, phone: 0200 000 001}]"


def office(folder: Path, text: str) -> Config:
    file = folder / "config.yaml"
    file.write_text(text, "utf-8")
    return load(file)


def with_leaders(leaders: str) -> str:
    wifi = "wifi: {name: Mang-Xa}"
    return spoiled("feedback: 0200 000 000", f"feedback: 0200 000 000\n  {wifi}\n  {leaders}")


def made(config: Config, language: str = "vi") -> Slip:
    ticket = {**TICKET, "service": config.services[0].id, "language": language}
    return Wording(config, None, ADDRESS, False).slip(ticket, name=None, width=576)


def test_an_office_that_says_nothing_has_the_words_of_the_shipped_one(tmp_path: Path) -> None:
    small, shipped = office(tmp_path, SMALL), load(SHIPPED)
    assert small.slip == shipped.slip == SlipTexts()
    assert small.office.leaders == ()


def test_the_office_s_own_words_and_leaders_are_printed(tmp_path: Path) -> None:
    config = office(tmp_path, with_leaders(f"leaders: {PEOPLE}") + SLIP)
    paper = SlipPaper(made(config))
    paper.drawn()
    printed = " ".join(text for text, _ in paper.canvas.inks())
    for words in (
        "SỐ CỦA ÔNG BÀ",
        "Xem số trên điện thoại",
        "Mạng Mang-Xa không cần mật khẩu.",
        "Đây không phải Giấy tiếp nhận hồ sơ",
        "Cảm ơn quý khách.",
        "Chủ tịch 0200 000 001",
    ):
        assert words in printed
    assert "Your number" not in printed
    assert made(config, "en").title.own == "Your number"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SMALL + "slip: {wifi: {vi: 'Vào {wfi}'}}", "nothing in braces but {wifi}"),
        (SMALL + "slip: {wifi: {vi: 'Vào {wifi'}}", "nothing in braces but {wifi}"),
        (SMALL + "slip: {wifi: {vi: Vào, en: '{wifi.name}'}}", "nothing in braces but {wifi}"),
        (SMALL + f"slip: {{last: {{vi: {'x' * 161}}}}}", "at most 160 characters"),
        (SMALL + "slip: {titel: {vi: SỐ}}", 'Did you mean "title"?'),
        (SMALL + "slip: {title: {en: Number}}", "slip.title.vi is missing"),
        (with_leaders(f"leaders: [{', '.join([PEOPLE[1:-1]] * 4)}]"), "a list of at most 3"),
        (with_leaders("leaders: [{role: {vi: Chủ tịch}}]"), "office.leaders[1].phone is missing"),
    ],
)
def test_a_mistake_in_the_slips_words_is_told_with_its_line(
    tmp_path: Path, text: str, sentence: str
) -> None:
    [line] = mistakes(tmp_path, text)
    assert sentence in line
    assert line.startswith("line ")
