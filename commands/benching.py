"""run.py bench: the product beside bare yardsticks, as a table, JSON and a drawing."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import bootstrap

if TYPE_CHECKING:
    from bench.figures import Figure

PARTS = (
    *("issue", "arrive", "display", "screen", "announce"),
    *("history", "start", "memory", "voice", "slip"),
)
REFUSED = 1


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add = parser.add_argument
    add("--rounds", type=int, default=5, help="số vòng · rounds; medians are told")
    add("--quick", action="store_true", help="ngắn, số liệu thô · short, rough figures")
    add("--only", default=",".join(PARTS), help="phần nào, cách nhau bằng dấu phẩy · which parts")
    add("--out", type=Path, default=Path("bench-results"), help="thư mục kết quả · for the results")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """0 when no figure is void; 1 when one is: it proves nothing, whatever it says."""
    wanted = args.only.split(",")
    if unknown := set(wanted) - set(PARTS):
        bootstrap.fail(
            f"Không có phần {', '.join(sorted(unknown))}; có: {', '.join(PARTS)}.",
            f"--only takes {', '.join(PARTS)}.",
        )
    if not 1 <= args.rounds <= 50:
        bootstrap.fail("--rounds phải từ 1 đến 50.", "--rounds: 1 to 50.")
    bootstrap.enter("test")
    from bench import report

    rounds = 1 if args.quick else args.rounds
    figures: list[Figure] = []
    for part, measure in _measures(rounds, quick=args.quick).items():
        if part in wanted:
            bootstrap.tell(f"Đang đo · measuring: {part}…")
            figures += measure()
    bootstrap.tell(report.table(figures))
    for file in report.write(figures, args.out, rounds):
        bootstrap.tell(str(file))
    return REFUSED if any(figure.void for figure in figures) else 0


def _measures(rounds: int, *, quick: bool) -> dict[str, Callable[[], list[Figure]]]:
    from bench import announcing, arriving, calling, history, issuing, making, program, seeing

    return {
        "issue": lambda: issuing.measure(rounds, 1 if quick else 3),
        "arrive": lambda: arriving.measure(rounds, 5 if quick else 2 * arriving.PEAK),
        "display": lambda: calling.measure(rounds, 60 if quick else 200),
        "screen": lambda: seeing.measure(rounds, 20 if quick else 100),
        "announce": lambda: announcing.measure(*_bursts(quick=quick)),
        "history": lambda: history.measure(*((200, 40) if quick else (2000, history.DAYS))),
        "start": lambda: program.start(rounds),
        "memory": program.memory,
        "voice": lambda: making.voice(rounds),
        "slip": lambda: making.slip(rounds),
    }


def _bursts(*, quick: bool) -> tuple[tuple[int, ...], float]:
    """How many counters call, and within how many seconds."""
    from bench.announcing import BURSTS, MINUTE

    return (BURSTS[:1], MINUTE / 6) if quick else (BURSTS, MINUTE)
