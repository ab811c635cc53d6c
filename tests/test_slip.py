"""The slip: everything on it fits, the number is large, and its code leads to the phone's page."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
import zxingcpp
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from slips import ADDRESS, LEADERS, TICKET, logo, slip

from kiosk.bitmap import Bitmap
from kiosk.draw import SlipPaper, draw
from kiosk.numeral import numeral
from kiosk.slip import Said, Slip
from office.ward import Words
from settings.slip import Leader

DOTS_A_MM = 8
SLACK = 2
WIDTHS = st.sampled_from((576, 384))
LETTERS = "aAăâđĐêÊễỄộỘơựỰưỳgpqy"
WORDS = st.text(LETTERS, min_size=1, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=9).map(lambda words: " ".join(words)[:60])
LONG_WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=40), min_size=1, max_size=9)
NINE_WORDS = "Công Tằng Tôn Nữ Hoàng Diệu Phương Thảo Nguyên"
LONG_SERVICE = ["Bảo trợ xã hội –", "Người có công với cách mạng", "và các thủ tục khác"]
NUMBERS = ("0200 000 001", "113", "+84 (200) 3824 123 - 4567")


def leader(role: list[str], phone: str) -> Leader:
    return Leader(
        role=Words(vi=" ".join(role)[:160], en="In charge" * (len(role) % 2)), phone=phone
    )


def texts(made: Slip) -> list[str]:
    paper = SlipPaper(made)
    paper.drawn()
    return [text.replace("\u00a0", " ") for text, _ in paper.canvas.inks()]


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@example(576, None, ["TIẾP", "NHẬN" * 9, "CẤP", "LẠI"], 1, False, [], None, None, False, [])
@example(384, NINE_WORDS, LONG_SERVICE, 9999, True, [1, 12], 1200, [115, 240], True, LEADERS)
@example(576, NINE_WORDS, LONG_SERVICE, 9999, True, [1, 12], 1200, [115, 240], True, LEADERS)
@given(
    width=WIDTHS,
    name=st.none() | NAMES,
    service=LONG_WORDS,
    number=st.integers(1, 9999),
    english=st.booleans(),
    counters=st.lists(st.integers(1, 99), max_size=31, unique=True),
    ahead=st.none() | st.integers(0, 1200),
    wait=st.none() | st.sampled_from(([0, 5], [10, 20], [115, 240])),
    reprint=st.booleans(),
    leaders=st.lists(st.builds(leader, LONG_WORDS, st.sampled_from(NUMBERS)), max_size=3),
)
def test_no_text_leaves_the_paper_or_runs_into_another(
    width: int,
    name: str | None,
    service: list[str],
    number: int,
    english: bool,
    counters: list[int],
    ahead: int | None,
    wait: list[int] | None,
    reprint: bool,
    leaders: list[Leader],
) -> None:
    made = slip(
        width=width,
        name=name,
        reprint=reprint,
        demo=reprint,
        label=f"A{number:03d}",
        language="en" if english else "vi",
        counters=counters,
        ahead=ahead,
        wait_minutes=wait,
        leaders=leaders,
        picture=logo() if leaders else None,
        last=Words(vi=" ".join(service)[:160], en="Thank you") if leaders else None,
    ).model_copy(update={"service": Said(vi=" ".join(service), own="Other business" * english)})
    paper = SlipPaper(made)
    image = paper.drawn()
    inks = paper.canvas.inks()
    for text, (left, top, right, bottom) in inks:
        assert 0 <= left <= right <= width, text
        assert 0 <= top <= bottom <= image.height, text
    for (one, a), (other, b) in combinations(inks, 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        assert across <= SLACK or down <= SLACK, f"{one!r} runs into {other!r}"


@pytest.mark.parametrize("width", [576, 384])
def test_a_long_name_and_a_long_service_are_there_to_the_last_word(width: int) -> None:
    service = "Bảo trợ xã hội – Người có công với cách mạng và các thủ tục liên quan khác"
    made = slip(width=width, name=NINE_WORDS)
    printed = " ".join(texts(made.model_copy(update={"service": Said(vi=service)})))
    assert NINE_WORDS in printed
    assert service in printed


@pytest.mark.parametrize("width", [576, 384])
def test_the_slip_says_how_many_files_and_where_to_go_afterwards(width: int) -> None:
    made = slip(width=width, quantity=3, planned="dat-dai", language="en")
    printed = " ".join(texts(made))
    for words in ("Dùng cho 3 hồ sơ", "Xong thì sang: Đất đai", "vẫn số này", "For 3 files"):
        assert words in printed
    assert not any("Xong" in each or "Dùng cho" in each for each in texts(slip(width=width)))


def ink(label: str, width: int) -> Image.Image:
    picture, _ = numeral(label, width)
    return ImageChops.invert(picture.reduce(2)).point(lambda value: 255 * (value > 100))


def signs(label: str, width: int) -> list[tuple[int, int]]:
    """From where to where each sign of the number has ink, in dots."""
    across = ink(label, width).reduce((1, 1)).resize((width, 1), Image.Resampling.BOX)
    black = [value > 0 for value in across.tobytes()]
    edges = [x for x in range(1, width) if black[x] != black[x - 1]]
    edges = [0] * black[0] + edges + [width] * black[-1]
    return list(zip(edges[::2], edges[1::2], strict=True))


def millimetres_high(label: str, width: int) -> float:
    box = ink(label, width).getbbox()
    assert box is not None
    return (box[3] - box[1]) / DOTS_A_MM


def test_the_number_is_eighteen_millimetres_high() -> None:
    assert millimetres_high("A147", 576) == pytest.approx(18, abs=0.3)
    assert millimetres_high("A1147", 576) > 17


def test_on_narrow_paper_the_number_is_as_high_as_its_width_allows() -> None:
    assert millimetres_high("A147", 384) > 15
    assert millimetres_high("A1147", 384) > 11


@pytest.mark.parametrize("width", [576, 384])
@pytest.mark.parametrize("label", ["A007", "M888", "W404", "B9999", "Q4444"])
def test_the_signs_of_a_number_never_touch(label: str, width: int) -> None:
    found = signs(label, width)
    assert len(found) == len(label)
    assert all(right[0] - left[1] >= 4 for left, right in pairwise(found))


def test_every_digit_stands_in_a_cell_of_the_same_width() -> None:
    narrow, wide = signs("A111", 576)[1:], signs("A000", 576)[1:]
    for one, nought in zip(narrow, wide, strict=True):
        assert sum(one) == pytest.approx(sum(nought), abs=4)


@pytest.mark.parametrize("width", [576, 384])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_code_on_the_paper_opens_the_phones_page(width: int, language: str) -> None:
    made = slip(
        width=width,
        name=NINE_WORDS,
        picture=logo(),
        leaders=LEADERS,
        language=language,
        label="E1147",
    )
    image = draw(made)
    found = zxingcpp.read_barcodes(image.convert("L"))
    assert [code.text for code in found] == [f"{ADDRESS}/t/{TICKET['token']}"]


@pytest.mark.parametrize("width", [576, 384])
def test_the_logo_stands_whole_in_the_middle_above_the_office(width: int) -> None:
    picture, made = logo(), slip(width=width, picture=logo())
    paper = SlipPaper(made)
    image = paper.drawn()
    left = width // 2 - picture.width // 2
    printed = image.crop((left, 6, left + 96, 6 + 96))
    assert printed.tobytes() == picture.data
    assert min(top for _, (_, top, _, _) in paper.canvas.inks()) > 6 + 96


def test_leaders_stand_below_the_office_with_their_numbers_in_one_column() -> None:
    paper = SlipPaper(slip(leaders=LEADERS, last=Words(vi="Cảm ơn quý khách.", en="Thank you.")))
    paper.drawn()
    inks = dict(paper.canvas.inks())
    numbers = [inks[f"0200 000 00{last}"] for last in range(4)]
    assert {box[0] for box in numbers} == {numbers[0][0]}
    tops = [box[1] for box in numbers]
    assert tops == sorted(tops)
    assert abs(inks["Chủ tịch UBND phường"][3] - numbers[1][3]) < 12
    assert inks["Cảm ơn quý khách."][1] > inks["Phiếu này không thay thế Giấy tiếp nhận hồ sơ"][3]
    assert "Thank you." not in inks
    assert "Chairperson" not in inks


def test_a_foreigner_reads_whose_number_it_is() -> None:
    printed = texts(slip(leaders=LEADERS[:1], language="en"))
    assert {"Chủ tịch UBND phường", "Chairperson", "0200 000 001"} <= set(printed)


def test_words_of_several_lines_are_set_like_any_other() -> None:
    lines = Words(vi="Cảm ơn\nquý khách.\n")
    assert "Cảm ơn quý khách." in texts(slip(last=lines))


def test_three_facts_on_narrow_paper_are_not_set_smaller_than_two() -> None:
    booked = SlipPaper(slip(width=384, slot_at=TICKET["taken_at"]))
    booked.drawn()
    usual = SlipPaper(slip(width=384))
    usual.drawn()
    at, other = dict(booked.canvas.inks()), dict(usual.canvas.inks())
    for text in ("Người phía trước", "4 người", "10–20 phút"):
        assert at[text][2] - at[text][0] == pytest.approx(other[text][2] - other[text][0], abs=2)
    assert at["08:12"][3] < at["4 người"][1]


def test_english_is_printed_only_for_who_chose_it() -> None:
    vietnamese, english = texts(slip()), texts(slip(language="en"))
    assert "People ahead" in english
    assert "People ahead" not in vietnamese
    assert "Người phía trước" in vietnamese
    assert "Người phía trước" in english


def test_the_slip_says_what_it_is_and_what_it_is_not() -> None:
    printed = " ".join(texts(slip()))
    for words in (
        "SỐ THỨ TỰ",
        "4 người",
        "10–20 phút",
        "1, 2, 3, 4 hoặc 5",
        "Thứ Ba, 10/03/2026 · 08:12",
        "Phiếu này không thay thế Giấy tiếp nhận hồ sơ",
        "Theo dõi lượt trên điện thoại",
    ):
        assert words in printed
    assert "DEMO" not in printed
    assert "BẢN IN LẠI" not in printed
    assert "DEMO" in texts(slip(demo=True))
    assert "BẢN IN LẠI" in texts(slip(reprint=True))


def test_without_a_forecast_there_is_no_empty_promise() -> None:
    printed = " ".join(texts(slip(wait_minutes=None)))
    assert "Chờ khoảng" not in printed
    assert "Người phía trước" in printed


def test_a_priority_is_never_on_paper() -> None:
    assert texts(slip(priority="elderly")) == texts(slip())


@settings(max_examples=15, deadline=None)
@given(data=st.binary(min_size=72, max_size=72 * 20).map(lambda data: data + b"\x10\x04\x10\x14"))
def test_no_picture_spells_an_order_to_the_printer(data: bytes) -> None:
    size = (576, len(data) // 72)
    bitmap = Bitmap.of(Image.frombytes("1", size, data))
    for order in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        assert order not in bitmap.data
