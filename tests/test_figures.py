"""Figures on the kiosk's page, as they are read to somebody who cannot see them."""

from __future__ import annotations

import pytest

from voices.figures import in_words

ZEROS = "không không không"


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("Gọi 0200 000 000.", f"Gọi không hai không không, {ZEROS}, {ZEROS}."),
        ("0912345678", "không chín một hai ba bốn năm sáu bảy tám"),
        ("1900 1234", "một chín không không, một hai ba bốn"),
        ("lúc 07:05", "lúc bảy giờ năm phút"),
        (
            "Thứ Ba, 01/12/2025",
            "Thứ Ba, ngày một tháng mười hai năm hai nghìn không trăm hai mươi lăm",
        ),
        ("Ngày 02/09/2000", "ngày hai tháng chín năm hai nghìn"),
        ("2.000 đồng", "hai nghìn đồng"),
        ("Quầy 1, 2 hoặc 12", "Quầy một, hai hoặc mười hai"),
        ("mã 007", "mã không không bảy"),
        ("hồ sơ 123456", "hồ sơ một hai ba bốn năm sáu"),
        ("nộp 1.250.000đ", "nộp một triệu hai trăm năm mươi nghìn đồng"),
        ("8%", "tám phần trăm"),
        ("Xe 61A-123.45", "Xe sáu một a, một hai ba, bốn năm"),
        ("Xe 59-X1 123.45", "Xe năm chín ích xì một, một hai ba, bốn năm"),
        ("xe 30K 5678", "xe ba không ca, năm sáu bảy tám"),
        ("7h30-11h30", "bảy giờ ba mươi phút đến mười một giờ ba mươi phút"),
        ("13h – 17h", "mười ba giờ đến mười bảy giờ"),
        ("Thứ 4, ngày 4/4", "Thứ tư, ngày bốn tháng tư"),
        ("0912.345.678", "không chín một hai, ba bốn năm, sáu bảy tám"),
        ("quầy 12A", "quầy mười hai A"),
        ("Đ012", "đê, không một hai"),
    ],
)
def test_a_telephone_a_date_and_a_time_are_read_as_people_say_them(shown: str, said: str) -> None:
    assert in_words(shown, "vi") == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("at 15:05", "at fifteen oh five"),
        ("vehicle 61A-123.45", "vehicle six one A, one two three, four five"),
        ("at 07:00", "at seven o'clock"),
        ("until 01/12/2000", "until one December two thousand"),
        ("13/13/2000", "thirteen/thirteen/two thousand"),
        ("0200 000 000", "zero two zero zero, zero zero zero, zero zero zero"),
    ],
)
def test_and_in_english(shown: str, said: str) -> None:
    assert in_words(shown, "en") == said


def test_the_south_reads_them_in_its_own_words() -> None:
    shown = "24 phút, 1.105 người, 7h04"
    said = "hai mươi bốn phút, một ngàn một trăm lẻ năm người, bảy giờ bốn phút"
    assert in_words(shown, "vi", south=True) == said
    assert in_words("thứ 4, ngày 24/4", "vi", south=True) == "thứ tư, ngày hai mươi bốn tháng tư"
