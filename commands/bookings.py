"""run.py bookings import FILE.csv: visits from a list, by order to the running server."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bootstrap
from commands.folders import add_data, data_folder
from commands.ordering import order
from commands.visitlist import Fault, Listed, Unreadable, read, write

LARGEST = 12 * 1024
"""Bytes of rows in one order; the server takes 16 KiB."""
WHY = {
    "unknown_service": ("không có lĩnh vực này", "no such service"),
    "unknown_priority": ("không có loại ưu tiên này", "no such priority"),
    "slot_full": ("giờ hẹn này đã đủ người", "this time is full"),
    "quota_full": ("lĩnh vực này đã hết số ngày đó", "the service's quota of that day is used up"),
    "wrong_day": ("ngày đã qua, đóng cửa hoặc xa quá một năm", "a past, closed or far-off day"),
    "code_taken": ("mã này đã thuộc lịch hẹn khác", "the code is another visit's"),
    "day": ("không có ngày này", "no such day"),
    "slot_at": ("giờ này không nhận hẹn hoặc đã qua", "no bookable time, or a past one"),
    "name": ("tên này không dùng được", "this name cannot be called"),
}
UNKNOWN = ("dòng này không dùng được", "this line is refused")


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    parser.add_argument("do", choices=["import"])
    parser.add_argument("file", type=Path, help="danh sách .csv, UTF-8 · the list")
    parser.add_argument("--check", action="store_true", help="chỉ kiểm tra · change nothing")
    parser.add_argument("--out", type=Path, help="ghi danh sách kèm mã · the list with its codes")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    bootstrap.enter()
    data = data_folder(args)
    try:
        listed, faults = read(args.file)
    except Unreadable as fault:
        bootstrap.fail(*fault.args)
    except OSError as error:
        bootstrap.fail(f"Không đọc được {args.file}.", f"It cannot be read: {error.strerror}.")
    checked = [_order(data, batch, check=True) for batch in _batches(listed)]
    faults += [fault for answers in checked for fault in _faults(answers)]
    if faults:
        return _refuse(faults, booked=0)
    if not listed:
        bootstrap.fail("Danh sách không có dòng nào.", "The list has no lines.")
    booked = checked if args.check else []
    for batch in _batches(listed) if not args.check else ():
        answers = _order(data, batch, check=False)
        if faults := _faults(answers):
            return _refuse(faults, booked=sum(map(len, booked)))
        booked.append(answers)
    _tell(args, listed, {each.line: answer for answers in booked for each, answer in answers})
    return 0


Answers = list[tuple[Listed, dict[str, Any]]]


def _order(data: Path, batch: list[Listed], *, check: bool) -> Answers:
    wish = {"rows": [each.row for each in batch], "check": check}
    told = order("/control/bookings", data, wish)
    return list(zip(batch, told["rows"], strict=True))


def _batches(listed: list[Listed]) -> Iterator[list[Listed]]:
    """Lines of one day and service stay together, for they compete for the same places."""
    batch: list[Listed] = []
    size = 0
    for each in sorted(listed, key=lambda one: (one.row["day"], one.row["service"], one.line)):
        length = len(json.dumps(each.row)) + 2
        if batch and size + length > LARGEST:
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += length
    if batch:
        yield batch


def _faults(answers: Answers) -> list[Fault]:
    return [(each.line, *_why(told)) for each, told in answers if "error" in told]


def _why(told: dict[str, Any]) -> tuple[str, str]:
    code = told["facts"].get("field", "") if told["error"] == "bad_value" else told["error"]
    return WHY.get(code, UNKNOWN)


def _refuse(faults: list[Fault], booked: int) -> int:
    """2, after a line for each fault and one that says how much of the list is booked."""
    for line, vietnamese, english in sorted(faults):
        print(f"Dòng {line}: {vietnamese} · Line {line}: {english}", file=sys.stderr)
    if booked:
        known = f"{booked} dòng đã nhập. Xin sửa rồi nhập lại cả tệp"
        bootstrap.fail(f"{known}.", f"{booked} lines are booked; mend it and import it again.")
    bootstrap.fail("Chưa nhập dòng nào. Xin sửa rồi nhập lại.", "Nothing is booked yet.")


def _tell(
    args: argparse.Namespace, listed: list[Listed], answers: dict[int, dict[str, Any]]
) -> None:
    new = sum(told["new"] for told in answers.values())
    same = len(answers) - new
    if args.check:
        line = f"Tệp dùng được: {new} lịch hẹn mới, {same} không đổi"
        bootstrap.tell(f"{line} · Good: {new} new, {same} unchanged. Nothing was changed.")
        return
    codes = {line: told["code"] for line, told in answers.items()}
    if args.out is not None:
        try:
            write(args.out, listed, codes)
        except OSError as error:
            said = f"Đã nhập, nhưng không ghi được {args.out}. Xin chạy lại lệnh này."
            bootstrap.fail(said, f"Booked, but not written: {error.strerror}. Run it again.")
    else:
        for each in listed:
            state = "mới · new" if answers[each.line]["new"] else "không đổi · unchanged"
            bootstrap.tell(f"Dòng {each.line}: {codes[each.line]} {state}")
    bootstrap.tell(f"{new} lịch hẹn mới, {same} không đổi · {new} new, {same} unchanged")
