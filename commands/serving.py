"""run.py serve and run.py demo: the office, or the trial of one, until it is stopped."""

import argparse
import ipaddress
import sys
import tempfile
from pathlib import Path
from shutil import copytree

import bootstrap
from commands import practising
from commands.folders import add_config, add_data, config_of, data_folder

LOOPBACK = "127.0.0.1"


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    add_config(parser)
    parser.add_argument("--host", help="địa chỉ để nghe · the address to listen on")
    parser.add_argument("--port", type=int, help="cổng · the port; 0 takes a free one")
    if name == "demo":
        practising.arguments(parser)


def run(args: argparse.Namespace, rest: list[str]) -> int:
    if args.command == "demo":
        check_demo(args)
    bootstrap.enter()
    bootstrap.leave_no_dumps()
    if args.command == "demo" and args.headless:
        return practising.headless(args)
    if args.command == "demo" and not args.data:
        with tempfile.TemporaryDirectory("", "goiso-demo-", ignore_cleanup_errors=True) as folder:
            args.data = Path(folder)
            # Invented ones, which no office of its own should find among its leaflets.
            copytree(bootstrap.HERE / "kiosk" / "procedures", args.data / "procedures")
            return serve(args)
    return serve(args)


def check_demo(args: argparse.Namespace) -> None:
    """A demo asks nobody who they are, so it stays on this computer. Exits 2 otherwise."""
    practising.check(args)
    if args.host not in (None, "localhost"):
        try:
            loopback = ipaddress.ip_address(args.host).is_loopback
        except ValueError:
            loopback = False
        if not loopback:
            bootstrap.fail(
                f"demo không cần đăng nhập nên chỉ chạy trên {LOOPBACK}; hãy dùng serve.",
                "demo has no sign-in and listens on loopback only; use serve.",
            )


def serve(args: argparse.Namespace) -> int:
    from gevent import monkey

    monkey.patch_all()
    from config import Config, ConfigMistakes, load

    data, demo = data_folder(args), args.command == "demo"
    file = (args.config or config_of(data, demo)).absolute()

    practice = practising.wish(args) if demo else None

    def read() -> Config:
        # A practice hall keeps its hours; the bare demo is there at any time.
        return load(file, always_open=demo and practice is None)

    try:
        config = read()
    except ConfigMistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 2
    from web import server

    host = args.host or (LOOPBACK if demo else config.web.host)
    port = config.web.port if args.port is None else args.port
    return server.serve(config, data, host, port, demo, read, practice)
