"""run.py people …, run.py devices …: who may come in, by order to the running server."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import bootstrap
from commands.folders import add_data, data_folder
from commands.ordering import order

ROLES = ("officer", "guide", "manager", "supervisor")
KINDS = ("kiosk", "display", "counter", "keypad")
IN_VIETNAMESE = {
    "officer": "cán bộ",
    "guide": "hướng dẫn",
    "manager": "phụ trách",
    "supervisor": "giám sát",
    "kiosk": "máy lấy số",
    "display": "bảng gọi số",
    "counter": "máy ở quầy",
    "keypad": "bàn phím",
}


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    add = parser.add_argument
    if name == "people":
        add("do", choices=["list", "add", "reset", "lock", "unlock"])
        add("who", nargs="?", default="", help='"Họ Tên" để thêm, tên đăng nhập · name, or handle')
        add("--role", choices=ROLES, default="officer", help="vai trò · the role (officer)")
        return
    add("do", choices=["list", "add", "revoke"])
    add("which", nargs="?", default="", help='"Tên máy" để thêm, số máy · name, or number')
    add("--kind", choices=KINDS, default="kiosk", help="loại máy · what it is (kiosk)")
    add("--place", default="", help="vị trí: k1, tv1, 3 · the kiosk, display or counter")
    add("--token-file", type=Path, help="ghi khóa của máy vào đây · where its token is written")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    bootstrap.enter()
    if args.do != "list" and not (args.who if args.command == "people" else args.which):
        bootstrap.fail("Lệnh thiếu tên, xem --help.", "A name is missing, see --help.")
    (_people if args.command == "people" else _devices)(args, data_folder(args))
    return 0


def _people(args: argparse.Namespace, data: Path) -> None:
    wish: dict[str, Any] = {"do": args.do}
    if args.do == "add":
        wish |= {"name": args.who, "role": args.role}
    elif args.do != "list":
        wish |= {"who": args.who}
    told = order("/control/people", data, wish)
    if args.do == "list":
        for each in told["people"]:
            bootstrap.tell(_line(each))
        return
    bootstrap.tell(f"{told['name']}: {told.get('handle', args.who)}")
    if "link" in told:
        tell_link(told["link"])


def _line(person: dict[str, Any]) -> str:
    state = "đã khóa · locked" if person["locked"] else ""
    if person["invited"]:
        state += " chưa mở đường dẫn · invited"
    if person["failed"]:
        state += f" sai {person['failed']} lần · failed"
    role = IN_VIETNAMESE[person["role"]]
    return f"{person['handle']:<16} {role:<10} {person['name']} {state}".rstrip()


def tell_link(link: str) -> None:
    """A one-time link on the terminal, as a QR code too."""
    import segno

    bootstrap.tell(f"Mở một lần, trong ba ngày · Opens once, for three days:\n  {link}")
    segno.make(link, error="l", micro=False).terminal(compact=True)


def _devices(args: argparse.Namespace, data: Path) -> None:
    wish: dict[str, Any] = {"do": args.do}
    if args.do == "add":
        if args.token_file is None:
            bootstrap.fail("Cần --token-file để ghi khóa.", "--token-file is needed.")
        wish |= {"name": args.which, "kind": args.kind, "place": args.place}
    elif args.do == "revoke":
        wish |= {"device": int(args.which) if args.which.isdecimal() else 0}
    told = order("/control/devices", data, wish)
    if args.do == "list":
        for each in told["devices"]:
            kind = IN_VIETNAMESE[each["kind"]]
            line = f"{each['id']:>3} {kind:<12} {each['place']:<8} {each['name']}"
            bootstrap.tell(f"{line} {each['address']}".rstrip())
        return
    if args.do == "add":
        _write_token(args.token_file, told["token"])
    bootstrap.tell(f"{told['name']}: {'đã thu hồi · revoked' if args.do == 'revoke' else 'ok'}")


def _write_token(file: Path, token: str) -> None:
    """Readable by its owner only."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(token + "\n")
    except OSError as error:
        bootstrap.fail(f"Không ghi được {file}.", f"It cannot be written: {error.strerror}.")
