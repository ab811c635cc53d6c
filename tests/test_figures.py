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
        ("hồ sơ 123456", "hồ sơ 123456"),
    ],
)
def test_a_telephone_a_date_and_a_time_are_read_as_people_say_them(shown: str, said: str) -> None:
    assert in_words(shown, "vi") == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("at 15:05", "at fifteen oh five"),
        ("at 07:00", "at seven o'clock"),
        ("until 01/12/2000", "until one December two thousand"),
        ("13/13/2000", "thirteen/thirteen/two thousand"),
        ("0200 000 000", "zero two zero zero, zero zero zero, zero zero zero"),
    ],
)
def test_and_in_english(shown: str, said: str) -> None:
    assert in_words(shown, "en") == said
