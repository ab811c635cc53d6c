"""One line of a list of visits: what the server is told of it, or what is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

COLUMNS = ("code", "day", "time", "service", "name", "call_by_name", "priority", "dossier")
LONGEST = {"service": 40, "priority": 40, "name": 200, "dossier": 200}
YES = frozenset({"1", "x", "yes", "y", "true", "có", "co"})
NO = frozenset({"", "0", "no", "n", "false", "không", "khong"})


def row_of(cells: dict[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """(the row, its faults in Vietnamese and English) of the cells by column."""
    wrong: list[tuple[str, str]] = []
    day = _day(cells["day"])
    if day is None:
        wrong.append(("ngày chưa đúng (2026-12-01 hoặc 01/12/2026)", "no such day"))
    time = re.fullmatch(r"(\d{1,2})[:hH](\d{2})(:00)?", cells["time"], re.ASCII)
    if cells["time"] and (not time or int(time[1]) > 23 or int(time[2]) > 59):
        wrong.append(("giờ chưa đúng (08:30)", "no such time (08:30)"))
    if not cells["service"]:
        wrong.append(("thiếu lĩnh vực", "the service is missing"))
    code = cells["code"].upper()
    if code and not re.fullmatch("[A-Z0-9-]{6,20}", code):
        wrong.append(("mã gồm 6–20 chữ A–Z, số, gạch nối", "a code is 6–20 of A–Z, 0–9, -"))
    aloud = cells["call_by_name"].lower()
    if aloud not in YES | NO:
        wrong.append(("call_by_name: ghi có hoặc để trống", "call_by_name: yes or empty"))
    if aloud in YES and not cells["name"]:
        wrong.append(("đồng ý gọi tên mà không có tên", "call_by_name without a name"))
    for column, longest in LONGEST.items():
        if len(cells[column]) > longest:
            wrong.append((f"{column} dài quá {longest} ký tự", f"{column} is too long"))
    row: dict[str, Any] = {
        each: cells[each] or None for each in ("service", "name", "priority", "dossier")
    }
    row |= {"day": day, "code": code or None, "say_name": aloud in YES}
    return row | {"time": f"{int(time[1]):02}:{time[2]}" if time else None}, wrong


def _day(text: str) -> str | None:
    try:
        if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text, re.ASCII):
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text, re.ASCII):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        pass
    return None
