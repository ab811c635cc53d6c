"""The printers' light: which kiosk's, in words, the worst first, and short."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.badge import Seen, light
from kiosk.replies import Status
from web.built import Built
from web.words import speaking

FRONT, BACK, SIDE = "Máy lấy số cửa trước", "Máy lấy số cửa sau", "Máy lấy số cửa bên"
FINE, LITTLE = Status(True), Status(True, near_end=True)
EMPTY, OPEN, GONE = (
    Status(True, "paper", near_end=True),
    Status(True, "cover"),
    Status(False, "offline"),
)


@pytest.fixture(autouse=True)
def vietnamese(built: Built) -> Iterator[None]:
    with speaking(built.app, "vi"):
        yield


def test_an_office_without_a_printer_says_so() -> None:
    said = light([])
    assert (said.state, said.words, said.badge) == ("warn", "Chưa có máy in", "")


def test_printers_that_are_fine_are_named_by_their_kiosks() -> None:
    said = light([Seen(FRONT, FINE), Seen(BACK, FINE)])
    assert (said.state, said.words) == ("ok", "Tốt")
    assert said.detail == f"{FRONT}, {BACK}"


def test_little_paper_is_said_with_the_kiosk_that_has_it() -> None:
    said = light([Seen(FRONT, FINE), Seen(BACK, LITTLE)])
    assert (said.state, said.words, said.detail) == ("warn", "Sắp hết giấy", BACK)
    assert said.badge == f"{BACK}: sắp hết giấy"


def test_no_paper_is_not_called_little_paper() -> None:
    said = light([Seen(FRONT, EMPTY)])
    assert (said.state, said.badge) == ("fail", f"{FRONT}: hết giấy")


def test_several_troubles_stand_in_one_line_the_worst_first_and_two_by_name() -> None:
    two = light([Seen(FRONT, LITTLE), Seen(BACK, OPEN)])
    assert (two.state, two.words) == ("fail", "2 máy in cần xem")
    assert two.badge == f"{BACK}: nắp máy in đang mở · {FRONT}: sắp hết giấy"
    three = light([Seen(FRONT, LITTLE), Seen(BACK, OPEN), Seen(SIDE, GONE)])
    assert three.badge == f"{BACK}: nắp máy in đang mở · {SIDE}: mất nối máy in · và 1 máy in nữa"
    assert three.detail.endswith(f"{FRONT}: sắp hết giấy")


def test_the_light_speaks_english_too(built: Built) -> None:
    with speaking(built.app, "en"):
        said = light([Seen("Kiosk at the back", LITTLE), Seen("Kiosk at the front", GONE)])
    assert said.badge == "Kiosk at the front: printer not connected · Kiosk at the back: paper low"
    assert said.words == "2 printers need a look"
