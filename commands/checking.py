"""run.py check: is everything in order? One line for each thing; nothing is changed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import bootstrap
from commands.folders import add_config, add_data, data_folder

if TYPE_CHECKING:
    from commands.checks import Line

MARKS = {"ok": "[tốt]  ", "warn": "[chú ý]", "fail": "[lỗi]  "}


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    add_config(parser)


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """0 when nothing failed, else 1."""
    bootstrap.enter()
    from commands import checks
    from commands.lexicon import lexicon
    from commands.media import media

    data = data_folder(args)
    own = data / "config.yaml"
    file = args.config or (own if own.exists() else bootstrap.HERE / "config.yaml")
    config, lines = checks.settings(file)
    for line in lines:
        tell(line)
    looks = [checks.folder, checks.space, checks.database, checks.clock, checks.files, lexicon]
    looks.append(media)
    if config is not None:
        looks += [checks.port, checks.certificate, checks.printers, checks.languages, checks.logo]
        looks += [checks.procedures, checks.displays, checks.packs, checks.voice, checks.speaker]
    for look in looks:
        for line in checks.guarded(look, checks.Place(data, config)):
            lines.append(line)
            tell(line)
    return int(any(line.state == "fail" for line in lines))


def tell(line: Line) -> None:
    english = f" · {line.english}" if line.english else ""
    print(f"{MARKS[line.state]} {line.vietnamese}{english}", flush=True)
