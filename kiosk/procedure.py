"""A procedure's leaflet as the office writes it: a little Markdown in <data>/procedures.

Lines `service: id`, `updated: 2026-11-01`, `source: decision` may come first, then `# title`, then
`## heading`, `- [ ] what to tick`, `1. a step`, and paragraphs, which an empty line ends.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from kiosk.slip import Line, is_latin

FOLDER = "procedures"
LARGEST = 16 * 1024
MOST_LINES = 60
LONGEST = 400
LONGEST_TITLE = 160
TITLE = re.compile(r"# +(\S.*)")
HEADING = re.compile(r"##+ +(\S.*)")
CHECK = re.compile(r"[-*] +(?:\[[ xX]?\] *)?(\S.*)")
NUMBERED = re.compile(r"\d{1,2}[.)] +\S.*")
ABOUT = re.compile(r"(service|updated|source): *(\S.*)")


class NotALeaflet(Exception):  # noqa: N818 - said as it stands
    """Why a file cannot be printed, in both languages; `line` from 1, or 0 for the whole file."""

    def __init__(self, vietnamese: str, english: str, line: int = 0) -> None:
        self.vietnamese, self.english, self.line = vietnamese, english, line
        super().__init__(english)


@dataclass(frozen=True)
class Leaflet:
    """`service`: its id, empty where the file's name says it. `source`: the decision behind it."""

    title: str
    lines: tuple[Line, ...]
    service: str = ""
    updated: date | None = None
    source: str = ""


def read(file: Path) -> Leaflet:
    """Raises NotALeaflet. A pipe or a device is not even opened."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise NotALeaflet(f"{file} không phải là tệp.", "This is not a file.")
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise NotALeaflet(
            f"Không đọc được tệp {file}.", f"The file cannot be read: {error.strerror}."
        ) from None
    if len(data) > LARGEST:
        raise NotALeaflet(f"Tệp {file} dài quá 16 kB.", "The file is longer than 16 kB.")
    try:
        return parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotALeaflet(
            f"Tệp {file} không phải chữ UTF-8, hãy lưu lại.", "The file is not UTF-8 text."
        ) from None


def parse(text: str) -> Leaflet:
    """Raises NotALeaflet."""
    rows = [_clean(row) for row in text.splitlines()]
    _check_letters(rows)
    begin = next((n for n, row in enumerate(rows) if TITLE.fullmatch(row)), len(rows))
    about = _about(rows[:begin])
    lines, open_text = list[Line](), False
    for number, row in enumerate(rows[begin + 1 :], begin + 2):
        kind, words = _told(row)
        goes_on = kind == "text" and open_text and not NUMBERED.fullmatch(words)
        if words and goes_on:
            last = lines.pop()
            lines.append(last.model_copy(update={"text": f"{last.text} {words}"}))
        elif words:
            lines.append(Line(kind=kind, text=words))
        open_text = bool(words) and kind != "heading"
        if len(lines) > MOST_LINES or (lines and len(lines[-1].text) > LONGEST):
            raise NotALeaflet(
                f"Tờ hướng dẫn có nhiều nhất {MOST_LINES} đoạn, mỗi đoạn {LONGEST} chữ cái.",
                f"A sheet has at most {MOST_LINES} paragraphs of {LONGEST} characters.",
                number,
            )
    if not lines:
        raise NotALeaflet(
            "Tờ hướng dẫn cần một dòng “# tên thủ tục” và ít nhất một dòng nữa.",
            "A sheet needs a line “# title” and at least one more.",
        )
    title = TITLE.fullmatch(rows[begin])
    assert title is not None
    if len(title[1]) > LONGEST_TITLE:
        raise NotALeaflet(
            f"Tên thủ tục dài quá {LONGEST_TITLE} chữ cái, hãy viết gọn lại.",
            f"The title is longer than {LONGEST_TITLE} characters.",
            begin + 1,
        )
    return Leaflet(
        title[1],
        tuple(lines),
        about.get("service", ""),
        _day(about["updated"], rows) if "updated" in about else None,
        about.get("source", ""),
    )


def _about(rows: list[str]) -> dict[str, str]:
    """What stands before the title."""
    found: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        said = ABOUT.fullmatch(row)
        if said and len(said[2]) <= LONGEST_TITLE:
            found[said[1]] = said[2]
        elif row.strip("-"):
            raise NotALeaflet(
                "Trước dòng “# tên thủ tục” chỉ có service:, updated:, source:"
                f" (mỗi dòng {LONGEST_TITLE} chữ cái).",
                "Before “# title” there is only service:, updated:, source:"
                f" (of {LONGEST_TITLE} characters).",
                number,
            )
    return found


def _check_letters(rows: list[str]) -> None:
    for number, row in enumerate(rows, 1):
        if not is_latin(row):
            raise NotALeaflet(
                "Phông chữ của phiếu chỉ có chữ La-tinh, không in được chữ khác.",
                "The slips' font has Latin letters and no others.",
                number,
            )


def _day(written: str, rows: list[str]) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise NotALeaflet(
            "updated: cần viết năm-tháng-ngày, ví dụ 2026-11-01.",
            "updated: is year-month-day, such as 2026-11-01.",
            1 + next(n for n, row in enumerate(rows) if row.startswith("updated:")),
        ) from None


def _told(row: str) -> tuple[Literal["heading", "text", "check"], str]:
    if found := HEADING.fullmatch(row):
        return "heading", found[1]
    if found := CHECK.fullmatch(row):
        return "check", found[1]
    return "text", row


def _clean(row: str) -> str:
    """Composed letters, plain spaces, no invisible characters, no marks of bold text."""
    row = unicodedata.normalize("NFC", row).replace("**", "").replace("\t", " ")
    return "".join(sign for sign in row if unicodedata.category(sign)[0] != "C").strip()
