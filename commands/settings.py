"""run.py config reload, show, diff, schema: the settings, and what a change of them would do."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bootstrap
from commands.folders import add_config, add_data, data_folder
from commands.ordering import ask, reason

if TYPE_CHECKING:
    from config import Config

RELOADS = "/control/config-reloads"
# What is being printed or spoken ends before a reload begins.
RELOAD_SECONDS = 90
FINE, REFUSED = (200, 201), 2
RESTART = "  [khởi động lại · restart]"


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    add_config(parser)
    parser.add_argument(
        "what",
        choices=["reload", "show", "diff", "schema"],
        help="nạp lại · xem · so sánh · lược đồ cho trình soạn thảo",
    )
    parser.add_argument(
        "--shipped", action="store_true", help="diff: so với tệp gốc · with the program's own file"
    )


def run(args: argparse.Namespace, rest: list[str]) -> int:
    bootstrap.enter()
    return {"reload": reload, "show": show, "diff": diff, "schema": schema}[args.what](args)


def reload(args: argparse.Namespace) -> int:
    """0 when the server goes on with the file's settings; 2 when nothing was changed."""
    status, answer = _server(args, {}) or bootstrap.fail(
        f"Máy chủ chưa chạy với thư mục dữ liệu {data_folder(args)}.",
        "No server runs on that data folder.",
    )
    if status not in FINE:
        return _refused(answer)
    changes, restart = answer["changes"], answer["restart"]
    for line in changes:
        bootstrap.tell(line)
    bootstrap.tell(
        f"Đã nạp cấu hình, {len(changes)} chỗ thay đổi; yêu cầu phải chờ {answer['waited_ms']} ms."
        f" · Reloaded with {len(changes)} changes; requests waited {answer['waited_ms']} ms."
    )
    if restart:
        bootstrap.tell("Chỉ đổi khi khởi động lại: · Only after a restart:")
        for line in restart:
            bootstrap.tell(f"  {line}")
    return 0


def show(args: argparse.Namespace) -> int:
    """The settings of the office's file, every default filled in."""
    from settings.written import dump

    sys.stdout.write(dump(_load(_file(args))))
    return 0


def diff(args: argparse.Namespace) -> int:
    """0, also when something differs; 2 for a file with mistakes or a reload that is refused."""
    answered = None if args.shipped or args.config else _server(args, {"try": True})
    if answered is None:
        return _with_shipped(_file(args))
    status, answer = answered
    if status not in FINE:
        return _refused(answer)
    for line in answer["changes"]:
        bootstrap.tell(line)
    for line in answer["restart"]:
        bootstrap.tell(line + RESTART)
    if not answer["changes"] and not answer["restart"]:
        bootstrap.tell("Máy chủ đang dùng đúng tệp này. · The server uses this very file.")
    if answer["refused"]:
        print(answer["refused"], file=sys.stderr)
        return REFUSED
    return 0


def schema(args: argparse.Namespace) -> int:
    """What docs/config.schema.json holds."""
    from config import Config
    from settings.schema import text

    sys.stdout.write(text(Config, (bootstrap.HERE / "config.yaml").read_text("utf-8")))
    return 0


def _with_shipped(file: Path) -> int:
    from settings.written import differences

    lines = differences(_load(bootstrap.HERE / "config.yaml"), _load(file))
    for _place, line in lines:
        bootstrap.tell(line)
    if not lines:
        bootstrap.tell("Giống tệp gốc của chương trình. · The same as the program's own file.")
    return 0


def _file(args: argparse.Namespace) -> Path:
    own: Path = data_folder(args) / "config.yaml"
    given: Path | None = args.config
    return given or (own if own.exists() else bootstrap.HERE / "config.yaml")


def _load(file: Path) -> Config:
    """Exits 2 with every mistake and its line."""
    from config import ConfigMistakes, load

    try:
        return load(file)
    except ConfigMistakes as mistakes:
        print(mistakes, file=sys.stderr)
        sys.exit(REFUSED)


def _server(args: argparse.Namespace, wish: dict[str, Any]) -> tuple[int, Any] | None:
    return ask(RELOADS, data_folder(args), wish, RELOAD_SECONDS)


def _refused(answer: Any) -> int:
    known = answer if isinstance(answer, dict) else {}
    english = known.get("english", "Nothing was changed.")
    print(f"{reason(answer)} · {english}", file=sys.stderr)
    if "mistakes" in known:
        print(answer["mistakes"], file=sys.stderr)
    return REFUSED
