"""A procedure's leaflet as the office writes it: a little Markdown in <data>/procedures.

`# title` first, then `## heading`, `- [ ] what to tick`, and paragraphs, which an empty line ends.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from kiosk.slip import Line

FOLDER = "procedures"
LARGEST = 16 * 1024
MOST_LINES = 60
LONGEST = 400
TITLE = re.compile(r"# +(\S.*)")
HEADING = re.compile(r"##+ +(\S.*)")
CHECK = re.compile(r"[-*] +(?:\[[ xX]?\] *)?(\S.*)")


class NotALeaflet(Exception):  # noqa: N818 - said as it stands
    """Why a file cannot be printed, in both languages."""

    def __init__(self, vietnamese: str, english: str) -> None:
        self.vietnamese, self.english = vietnamese, english
        super().__init__(english)


@dataclass(frozen=True)
class Leaflet:
    title: str
    lines: tuple[Line, ...]


def read(file: Path) -> Leaflet:
    """Raises NotALeaflet."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise NotALeaflet(
            f"Không đọc được tệp {file}.", f"The file cannot be read: {error.strerror}."
        ) from None
    except UnicodeDecodeError:
        raise NotALeaflet(
            f"Tệp {file} không phải chữ UTF-8, hãy lưu lại.", "The file is not UTF-8 text."
        ) from None
    if len(data) > LARGEST:
        raise NotALeaflet(f"Tệp {file} dài quá 16 kB.", "The file is longer than 16 kB.")
    return parse(text)


def parse(text: str) -> Leaflet:
    """Raises NotALeaflet."""
    title, lines, open_text = "", list[Line](), False
    for row in map(_clean, text.splitlines()):
        if not title and (found := TITLE.fullmatch(row)):
            title, open_text = found[1], False
        elif found := HEADING.fullmatch(row):
            lines.append(Line(kind="heading", text=found[1]))
            open_text = False
        elif found := CHECK.fullmatch(row):
            lines.append(Line(kind="check", text=found[1]))
            open_text = True
        elif row and open_text:
            last = lines.pop()
            lines.append(last.model_copy(update={"text": f"{last.text} {row}"}))
        elif row:
            lines.append(Line(kind="text", text=row))
            open_text = True
        else:
            open_text = False
    if not title or not lines:
        raise NotALeaflet(
            "Tờ hướng dẫn cần một dòng “# tên thủ tục” và ít nhất một dòng nữa.",
            "A sheet needs a line “# title” and at least one more.",
        )
    if len(lines) > MOST_LINES or max(len(line.text) for line in lines) > LONGEST:
        raise NotALeaflet(
            f"Tờ hướng dẫn có nhiều nhất {MOST_LINES} đoạn, mỗi đoạn {LONGEST} chữ cái.",
            f"A sheet has at most {MOST_LINES} paragraphs of {LONGEST} characters.",
        )
    return Leaflet(title[:LONGEST], tuple(lines))


def _clean(row: str) -> str:
    """Composed letters, plain spaces, no invisible characters, no marks of bold text."""
    row = unicodedata.normalize("NFC", row).replace("**", "").replace("\t", " ")
    return "".join(sign for sign in row if unicodedata.category(sign)[0] != "C").strip()
