"""A list of visits as a spreadsheet writes it: rows for the server, and what is wrong with it."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands.visitrow import COLUMNS, row_of

NEEDED = ("day", "service")
Fault = tuple[int, str, str]
"""(line of the file, what is wrong in Vietnamese, in English)"""


class Unreadable(Exception):  # noqa: N818 - a sentence in two languages
    """No list at all."""


@dataclass(frozen=True)
class Listed:
    """`line` of the file, from 1; its `cells` by column; the `row` that the server is told."""

    line: int
    cells: dict[str, str]
    row: dict[str, Any]


def read(file: Path) -> tuple[list[Listed], list[Fault]]:
    """Raises Unreadable(vietnamese, english), or OSError."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        said = "Tệp không phải UTF-8. Trong Excel, xin lưu kiểu “CSV UTF-8”."
        raise Unreadable(said, "The file is not UTF-8: save it as “CSV UTF-8”.") from None
    lines = _lines(text)
    if not lines:
        raise Unreadable("Tệp trống.", "The file is empty.")
    head = [cell.strip().lower() for cell in lines[0][1]]
    _must_be_known(head)
    listed: list[Listed] = []
    faults: list[Fault] = []
    equal: Counter[tuple[str, ...]] = Counter()
    codes: dict[str, int] = {}
    for line, cells in lines[1:]:
        if len(cells) > len(head) and any(cell.strip() for cell in cells[len(head) :]):
            faults.append((line, "có nhiều ô hơn dòng đầu", "more cells than the first line"))
            continue
        found = dict.fromkeys(COLUMNS, "")
        found |= {name: cell.strip() for name, cell in zip(head, cells, strict=False) if name}
        row, wrong = row_of(found)
        code = row["code"] or ""
        if code and code in codes:
            first = codes[code]
            wrong.append((f"mã đã có ở dòng {first}", f"the code is on line {first} too"))
        codes.setdefault(code, line)
        faults += [(line, *said) for said in wrong]
        if not wrong:
            alike = ("day", "time", "service", "name", "dossier")
            mark = tuple(" ".join((row[each] or "").split()) for each in alike)
            equal[mark] += 1
            listed.append(Listed(line, found, row | {"nth": equal[mark]}))
    return listed, faults


def write(file: Path, listed: list[Listed], codes: dict[int, str]) -> None:
    """The list with its codes by line, as it was read, for the office and for Excel."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(COLUMNS)
        for each in listed:
            cells = each.cells | {"code": codes[each.line]}
            writer.writerow([cells[name] for name in COLUMNS])


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """(line, cells) of every row that is not blank."""
    first = text.lstrip().partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        return [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error:
        line = reader.line_num
        said = f"Dòng {line}: dấu ngoặc kép hoặc ô không đúng."
        raise Unreadable(said, f"Line {line} is no CSV.") from None


def _must_be_known(head: list[str]) -> None:
    unknown = [name for name in head if name and name not in COLUMNS]
    missing = [name for name in NEEDED if name not in head]
    twice = [name for name in COLUMNS if head.count(name) > 1]
    for names, said, english in (
        (unknown, "Không có cột", "Unknown column"),
        (missing, "Thiếu cột", "Missing column"),
        (twice, "Cột lặp lại", "Repeated column"),
    ):
        if names:
            shown = ", ".join(name[:40] for name in names)
            raise Unreadable(f"{said}: {shown}.", f"{english}: {shown}.")
