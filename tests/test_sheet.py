"""The sheet of a procedure: what an office writes in Markdown is what a citizen takes home."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slips import ADDRESS, LEADERS, ROOT, logo

from config import load
from kiosk.bitmap import Bitmap
from kiosk.drawsheet import SheetPaper, TooLongError, draw_sheet
from kiosk.procedure import Leaflet, NotALeaflet, parse, read
from kiosk.slip import Line, Sheet
from kiosk.studio import Studio
from kiosk.wording import Wording

AT = 1_773_105_120_000
BIRTH = """\
# Đăng ký **khai sinh**

Nộp trong 60 ngày
kể từ ngày sinh.

## Giấy tờ cần mang
- [ ] Tờ khai (có mẫu
  tại quầy)
- [x] Giấy chứng sinh
* Căn cước của cha, mẹ
"""
PARAGRAPHS = st.builds(
    Line,
    kind=st.sampled_from(("heading", "text", "check")),
    text=st.lists(st.text("aAăĐêỄỘơựỳgq", min_size=1, max_size=30), min_size=1, max_size=12).map(
        lambda words: " ".join(words)[:400]
    ),
)


def sheet(leaflet: Leaflet, width: int = 576, language: str = "vi") -> Sheet:
    shipped = load(ROOT / "config.yaml")
    office = shipped.office.model_copy(update={"leaders": tuple(LEADERS)})
    config = shipped.model_copy(update={"office": office})
    return Wording(config, logo(), ADDRESS, False).sheet(
        leaflet, language=language, width=width, at=AT
    )


def test_markdown_becomes_a_title_headings_boxes_and_paragraphs() -> None:
    assert parse(BIRTH) == Leaflet(
        "Đăng ký khai sinh",
        (
            Line(kind="text", text="Nộp trong 60 ngày kể từ ngày sinh."),
            Line(kind="heading", text="Giấy tờ cần mang"),
            Line(kind="check", text="Tờ khai (có mẫu tại quầy)"),
            Line(kind="check", text="Giấy chứng sinh"),
            Line(kind="check", text="Căn cước của cha, mẹ"),
        ),
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "title"),
        (b"- [ ] no title", "title"),
        ("# Chỉ có tên".encode(), "title"),
        ("# Tên\n\n".encode() + b"- [ ] x\n" * 61, "at most"),
        ("# Tên\n\n".encode() + b"x" * 401, "at most"),
        ("# Tên\n".encode("utf-16"), "UTF-8"),
        (b"#" * 20_000, "16 kB"),
        (("# Tên\n\n" + "ồ" * 9_000).encode(), "16 kB"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(NotALeaflet, match=reason):
        read(tmp_path / "a.md")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "none.md"):
        with pytest.raises(NotALeaflet) as reason:
            read(file)
        assert str(file) in reason.value.vietnamese


@pytest.mark.parametrize("width", [576, 384])
def test_every_item_has_its_box_and_everything_stands_on_the_paper(width: int) -> None:
    paper = SheetPaper(sheet(parse(BIRTH), width, "en"))
    image = paper.drawn()
    assert image.width == width
    inks = dict(paper.canvas.inks())
    printed = " ".join(inks)
    for words in ("Phường An Phú Lộc", "Đăng ký khai sinh", "Giấy chứng sinh", "Chairperson"):
        assert words in printed
    assert inks["Giấy chứng sinh"][0] > inks["Giấy tờ cần mang"][0]
    left, top, _, bottom = inks["Giấy chứng sinh"]
    beside = image.crop((0, top, left - 4, bottom)).convert("L")
    assert beside.getextrema() == (0, 255)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(width=st.sampled_from((576, 384)), lines=st.lists(PARAGRAPHS, min_size=1, max_size=6))
def test_no_paragraph_leaves_the_paper_or_runs_into_another(width: int, lines: list[Line]) -> None:
    paper = SheetPaper(sheet(Leaflet("CẤP LẠI GIẤY CHỨNG NHẬN", tuple(lines)), width))
    image = paper.drawn()
    inks = paper.canvas.inks()
    for text, (left, top, right, bottom) in inks:
        assert 0 <= left <= right <= width, text
        assert 0 <= top <= bottom <= image.height, text
    for (one, a), (other, b) in combinations(inks, 2):
        across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 2 or down <= 2, f"{one!r} runs into {other!r}"


def test_a_sheet_of_more_than_half_a_metre_is_not_begun() -> None:
    lines = tuple(Line(kind="text", text="giấy tờ " * 50) for _ in range(60))
    with pytest.raises(TooLongError):
        draw_sheet(sheet(Leaflet("Dài", lines)))


def test_the_artist_who_draws_slips_draws_sheets_too() -> None:
    studio = Studio(seconds=30)
    made = sheet(parse(BIRTH), 384)
    try:
        assert studio.draw(made) == Bitmap.of(draw_sheet(made))
    finally:
        studio.close()


def test_each_step_of_a_numbered_list_begins_on_a_line_of_its_own() -> None:
    steps = parse("# A\n\nLàm như sau:\n1. Nộp hồ sơ\n   tại quầy.\n2) Nhận phiếu hẹn.").lines
    assert [line.text for line in steps] == [
        "Làm như sau:", "1. Nộp hồ sơ tại quầy.", "2) Nhận phiếu hẹn.",
    ]  # fmt: skip


def test_letters_that_the_paper_cannot_show_are_no_sheet() -> None:
    with pytest.raises(NotALeaflet, match="Latin") as reason:
        parse("# Đăng ký\n\n- [ ] សំបុត្រកំណើត")
    assert reason.value.line == 3
    assert parse("# Lệ phí\n\n- [ ] 50.000 ₫ → quầy 3 ☎").lines
