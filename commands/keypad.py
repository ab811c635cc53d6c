"""run.py keypad: a numeric keypad beside a counter's PC presses for the officer who sits there."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bootstrap
from commands.folders import add_data

if TYPE_CHECKING:
    from keypad.keys import Keys


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    add = parser.add_argument
    add("--server", default="", help="địa chỉ máy chủ · the server, http://goiso.lan:8000")
    add("--counter", type=int, help="quầy số mấy · the counter's number")
    add("--device", type=Path, help="Linux: /dev/input/by-id/… · which keyboard")
    add("--list", action="store_true", help="Linux: xem các bàn phím · show the keyboards")
    add("--ca", type=Path, help="chứng chỉ gốc của văn phòng · who signed the server's certificate")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    bootstrap.enter()
    from keypad.keys import Unusable

    try:
        if args.list:
            return _list()
        _serve(args)
    except Unusable as fault:
        bootstrap.fail(fault.vietnamese, fault.english)
    return 0


def _list() -> int:
    from keypad.boards import boards

    found = boards()
    if not found:
        bootstrap.tell("Không thấy bàn phím nào. · No keyboard was found.")
    for board in found:
        kind = "bàn phím số · keypad" if board.is_keypad else "bàn phím · keyboard"
        bootstrap.tell(f"{board.path}  {board.name}  ({kind})")
    return 0


def _serve(args: argparse.Namespace) -> None:
    from keypad.client import Keypad
    from keypad.pairing import KeypadLink, Pairing
    from keypad.watch import Watch

    if not args.server.startswith(("http://", "https://")) or args.counter is None:
        bootstrap.fail(
            "Cần --server http://goiso.lan:8000 và --counter 3.",
            "--server and --counter are needed.",
        )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    link = KeypadLink(args.server, "", str(args.ca) if args.ca else None)
    told = once(_tell)
    pairing = Pairing(link, args.counter, _token_file(args), told)
    watch = Watch(link, args.counter, pairing, told)
    keypad = Keypad(link, args.counter, _keys(args.device), watch, _tell)

    def stop(*_signal: Any) -> None:
        keypad.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    keypad.run()


def once(tell: Callable[[str, str], None]) -> Callable[[str, str], None]:
    """What is told again and again is told once, until there is something else to tell."""
    last: tuple[str, str] | None = None

    def told(vietnamese: str, english: str) -> None:
        nonlocal last
        if (vietnamese, english) != last:
            tell(vietnamese, english)
        last = vietnamese, english

    return told


def _tell(vietnamese: str, english: str, warn: bool = False) -> None:
    bell = "\a" if warn and sys.stdout.isatty() else ""
    bootstrap.tell(f"{bell}{vietnamese} · {english}")


def _keys(device: Path | None) -> Keys:
    """Raises Unusable."""
    if sys.platform == "win32":
        from keypad.windows import own_keys

        return own_keys()
    from keypad.keys import Unusable

    if not sys.platform.startswith("linux"):
        raise Unusable("Chỉ chạy trên Linux và Windows.", "Linux and Windows only.")
    from keypad.linux import LinuxKeys

    return LinuxKeys(device or _chosen(), once(_tell))


def _chosen() -> Path:
    """The one keypad that is plugged in, else the one that is asked for. Raises Unusable."""
    from keypad.boards import boards
    from keypad.keys import Unusable

    found = boards()
    if found and found[0].is_keypad:
        return found[0].path
    if not found or not sys.stdin.isatty():
        raise Unusable(
            "Không thấy bàn phím số nào; xem --list rồi thêm --device.",
            "No numeric keypad was found; see --list, then give --device.",
        )
    for number, board in enumerate(found, 1):
        bootstrap.tell(f"{number}. {board.path}  {board.name}")
    answer = input("Bàn phím số mấy · Which one? ")
    if not answer.isdecimal() or not 1 <= int(answer) <= len(found):
        raise Unusable("Không có số này.", "There is no such number.")
    return found[int(answer) - 1].path


def _token_file(args: argparse.Namespace) -> Path:
    """Of this counter, in a folder of the keypads."""
    from platformdirs import user_data_path

    data = (args.data or user_data_path("goiso-keypad", appauthor=False)).absolute()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        bootstrap.fail(
            f"Không ghi được vào thư mục {data}.", f"It cannot be written: {error.strerror}."
        )
    return Path(data / f"counter-{args.counter}.token")
