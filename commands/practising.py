"""run.py demo --citizens …: a hall with invented people, before everybody's eyes or headless."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import bootstrap
from commands.folders import config_of

if TYPE_CHECKING:
    from office import Ward
    from practice.served import Wish

FASTEST = 600.0
MOST_CITIZENS = 5000


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--citizens", type=int, help="số người mỗi ngày · citizens a day")
    add(
        "--speed", type=float, default=1.0, help="đồng hồ nhanh gấp mấy lần · the clock's speed (1)"
    )
    add(
        "--seed",
        type=int,
        default=1,
        help="cùng số (1), cùng ngày · the same seed (1), the same day",
    )
    add("--days", type=int, help="số ngày làm việc · working days; else until it is stopped")
    add("--headless", action="store_true", help="không trang, không tiếng · no pages, no sound")


def check(args: argparse.Namespace) -> None:
    """Exits 2 with a sentence when a wish makes no sense."""
    if not 0 <= (args.citizens or 0) <= MOST_CITIZENS:
        bootstrap.fail(
            f"--citizens phải từ 0 đến {MOST_CITIZENS}.", f"--citizens: 0 to {MOST_CITIZENS}."
        )
    if not 0.1 <= args.speed <= FASTEST:
        bootstrap.fail(f"--speed phải từ 0.1 đến {FASTEST:.0f}.", f"--speed: 0.1 to {FASTEST:.0f}.")
    if args.days is not None and args.days < 1:
        bootstrap.fail("--days phải từ 1 trở lên.", "--days must be 1 or more.")


def wish(args: argparse.Namespace) -> Wish | None:
    """None for the empty hall that a person tries alone."""
    from practice.served import Wish

    return Wish(args.citizens, args.seed, args.speed, args.days) if args.citizens else None


def headless(args: argparse.Namespace) -> int:
    """Fills a file of its own, in `--data` if that is given, and tells each day in a line."""
    from config import ConfigMistakes, load

    given: Path | None = args.data
    folder = nullcontext(given) if given else tempfile.TemporaryDirectory("", "goiso-demo-")
    with folder as data:
        here = Path(data).absolute()
        here.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = here / "goiso.db"
        if file.exists():
            bootstrap.fail(
                f"{file} đã có; hãy chọn thư mục khác bằng --data.",
                "That file exists; choose another folder with --data.",
            )
        try:
            config = load(args.config or config_of(here, True))
        except ConfigMistakes as mistakes:
            bootstrap.fail(str(mistakes), "")
        return _live(args, config.ward(), file)


def _live(args: argparse.Namespace, ward: Ward, file: Path) -> int:
    from practice.headless import live
    from practice.load import REFERENCE
    from practice.records import Records
    from practice.summary import summary

    first = datetime.now(ZoneInfo(ward.time_zone)).date()
    citizens = REFERENCE if args.citizens is None else args.citizens
    for office, day in live(
        ward, file, first=first, days=args.days or 1, citizens=citizens, seed=args.seed
    ):
        figures = summary(Records(office.store), ward, str(day), office.now())
        bootstrap.tell(_line(day, figures))
    if args.data:
        bootstrap.tell(
            "Xem biểu đồ: run.py demo --data … rồi mở /practice/"
            " · For the charts: run.py demo --data …, then open /practice/"
        )
    return 0


def _line(day: date, figures: dict[str, Any]) -> str:
    longest = figures["longest"] or {"minutes": 0.0, "label": "–"}
    return (
        f"{day:%d/%m/%Y}  lấy số · taken {figures['taken']:4}  phục vụ · served {figures['done']:4}"
        f"  vắng mặt · absent {figures['missed']:3}  chờ · wait {figures['mean']:5.1f} min"
        f"  lâu nhất · longest {longest['minutes']:5.1f} ({longest['label']})"
        f"  lượt gọi · calls {figures['calls']:4}+{figures['recalls']}"
    )
