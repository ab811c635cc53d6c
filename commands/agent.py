"""run.py agent: prints, scans and sounds on another computer than the server's, until stopped."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from pathlib import Path
from typing import Any

import bootstrap
from commands.folders import add_data

LOG = "agent.log"
"""What it says where there is no terminal."""


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    add = parser.add_argument
    add("--server", required=True, help="địa chỉ máy chủ · the server, http://goiso.lan:8000")
    add("--display", default="", help="chỉ phát tiếng, thay bảng gọi số này · sound only, for tv1")
    add("--kiosk", default="", help="máy lấy số nào, khi xin vào: k1 · which kiosk it asks to be")
    add("--ca", type=Path, help="chứng chỉ gốc của văn phòng · who signed the server's certificate")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    if not args.server.startswith(("http://", "https://")):
        bootstrap.fail(
            "--server cần dạng http://goiso.lan:8000.",
            "--server must be like http://goiso.lan:8000.",
        )
    if args.ca and not args.ca.is_file():
        bootstrap.fail(f"Không có tệp {args.ca}.", "--ca: there is no such file.")
    bootstrap.enter()
    bootstrap.leave_no_dumps()
    from filelock import FileLock, Timeout

    from agent.run import Agent, DisplayAgent

    data = _folder(args.data)
    if getattr(sys, "stdout", None) is None:
        # As under pythonw.
        sys.stdout = sys.stderr = (data / LOG).open("a", encoding="utf-8", buffering=1)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    lock = FileLock(data / "agent.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        bootstrap.fail(
            f"Đã có một run.py agent chạy với thư mục {data}.", "Another agent uses that folder."
        )
    with lock:
        authority = str(args.ca) if args.ca else None
        kind = DisplayAgent if args.display else Agent
        agent = kind(args.server, data, args.display or args.kiosk, authority)

        def stop(*_signal: Any) -> None:
            agent.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        agent.run()
    return 0


def _folder(given: Path | None) -> Path:
    """Its own, beside what a server on the same computer would have."""
    from platformdirs import user_data_path

    data = (given or user_data_path("goiso-agent", appauthor=False)).absolute()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        bootstrap.fail(
            f"Không ghi được vào thư mục {data}.", f"It cannot be written: {error.strerror}."
        )
    return data
