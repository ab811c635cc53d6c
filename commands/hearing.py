"""run.py hearing: which voice is understood, as a recogniser of Vietnamese hears it."""

from __future__ import annotations

import argparse
from pathlib import Path

import bootstrap
from commands.folders import add_data, data_folder

EXTRA = "speech-tests"


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add = parser.add_argument
    add("--trials", action="store_true", help="cả các cách đọc đã thử · also all that was tried")
    add("--write", action="store_true", help="ghi bảng vào · put the tables into docs/voices.md")
    add("--out", type=Path, default=Path("bench-results"), help="chỗ giữ · where results are kept")
    add_data(parser)


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """0, also where a voice cannot speak here: its line says why."""
    bootstrap.enter("test", EXTRA)
    from bench.hearing import table
    from bench.hearing.sittings import Hearing, finals, trials
    from bench.servers import settings
    from voices.worker import NoSpeech

    hearing = Hearing(settings(), args.out, data_folder(args) / "voices")
    for sitting in [*finals(), *(trials() if args.trials else ())]:
        try:
            score = hearing.score(sitting)
            told = f"{score.right}/{score.of}"
        except NoSpeech as fault:
            told = str(fault)
        bootstrap.tell(f"{sitting.name}: {told}")
    tables = table.tables(hearing.known())
    bootstrap.tell(tables)
    if args.write:
        page = table.PAGE.read_text("utf-8")
        table.PAGE.write_text(table.page_with(page, tables), "utf-8")
    return 0
