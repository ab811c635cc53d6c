"""run.py voices …: the voices of the loudspeaker."""

from __future__ import annotations

import argparse

import bootstrap
from commands import listing, packing

_WHAT = {
    "list": (listing.add_list, listing.listed, "giọng nào đang đọc, vì sao · who speaks, and why"),
    "test": (listing.add_test, listing.tested, "nghe thử từng giọng · hear each of the voices"),
    "pack": (packing.add_pack, packing.pack, "làm bộ giọng từ giọng máy · a pack by the machine"),
    "sheet": (packing.add_sheet, packing.sheet, "tờ đọc để thu bộ giọng · what is to be recorded"),
    "import": (packing.add_import, packing.bring, "nhập bộ giọng thu · take a clip pack in"),
    "export": (packing.add_export, packing.export, "xuất bộ giọng thu · give a clip pack out"),
}


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    what = parser.add_subparsers(dest="what", required=True, parser_class=type(parser))
    for word, (add, _, help) in _WHAT.items():
        add(what.add_parser(word, help=help, description=help, allow_abbrev=False))


def run(args: argparse.Namespace, rest: list[str]) -> int:
    bootstrap.enter()
    return _WHAT[args.what][1](args)
