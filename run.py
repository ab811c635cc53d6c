"""python3 run.py [serve | demo | test | clock confirm | day close]: the product's front door."""

import sys

# Nothing is written into the program folder at run time.
sys.dont_write_bytecode = True

import argparse
import ipaddress
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import bootstrap

HERE = Path(__file__).resolve().parent
LOOPBACK = "127.0.0.1"
WORKERS = "3"
NEVER_MIND_PROXIES: dict[str, str] = {}
ORDERS = {
    "clock confirm": ("/control/clock-confirmations", "Đã xác nhận giờ của máy.", "Confirmed."),
    "day close": ("/control/day-closes", "Đã đóng ngày làm việc.", "The day is closed."),
}


class Parser(argparse.ArgumentParser):
    """A command line whose mistakes are one sentence."""

    def error(self, message: str) -> NoReturn:
        bootstrap.fail("Lệnh chưa đúng, xem python3 run.py --help.", f"{message}.")


def main(argv: list[str]) -> int:
    """Exit code of the command in `argv`; 2 after one sentence on standard error."""
    bootstrap.speak_utf8()
    if not argv or (argv[0].startswith("-") and argv[0] not in ("-h", "--help")):
        argv = ["serve", *argv]
    parser = command_line()
    args, rest = parser.parse_known_args(argv)
    if rest and args.command != "test":
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if args.command == "demo":
        check_demo(args)
    if args.command == "test":
        bootstrap.enter("test", "browser")
        return test(args.long, rest)
    bootstrap.enter()
    if args.command in ("clock", "day"):
        wish = {"early": True} if getattr(args, "early", False) else {}
        return order(f"{args.command} {args.what}", data_folder(args), wish)
    return serve(args)


def command_line() -> Parser:
    """What may be written after run.py."""
    parser = Parser("run.py", description="Gọi Số: số thứ tự và lời gọi của một phòng chờ.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    about = {
        "serve": "chạy máy chủ (mặc định) · run the server (the default)",
        "demo": "chạy thử trên máy này, luôn mở cửa · try it on this computer, always open",
        "test": "chạy các bài kiểm tra; còn lại là tham số của pytest · run the tests",
        "clock": "xác nhận giờ của máy đang chạy · confirm the running server's clock",
        "day": "đóng ngày làm việc · close the running server's day",
    }
    made = {
        name: commands.add_parser(name, help=help, description=help, allow_abbrev=False)
        for name, help in about.items()
    }
    for name in ("serve", "demo", "clock", "day"):
        made[name].add_argument("--data", type=Path, help="thư mục dữ liệu · the data folder")
    for name in ("serve", "demo"):
        made[name].add_argument("--config", type=Path, help="tệp cấu hình · the configuration")
        made[name].add_argument("--host", help="địa chỉ để nghe · the address to listen on")
        made[name].add_argument("--port", type=int, help="cổng · the port; 0 takes a free one")
    made["demo"].add_argument("--citizens", type=int, default=0, help="0: phòng chờ trống · empty")
    made["test"].add_argument("--long", action="store_true", help="chỉ bài dài · only long ones")
    made["clock"].add_argument("what", choices=["confirm"])
    made["day"].add_argument("what", choices=["close"])
    made["day"].add_argument("--early", action="store_true", help="dù còn giờ · before its end")
    return parser


def check_demo(args: argparse.Namespace) -> None:
    """A demo asks nobody who they are, so it stays on this computer. Exits 2 otherwise."""
    if args.citizens != 0:
        bootstrap.fail("Hiện chỉ nhận --citizens 0.", "Only --citizens 0 is accepted.")
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


def data_folder(args: argparse.Namespace) -> Path:
    """The office's own folder, which may not be there yet."""
    from platformdirs import user_data_path

    given: Path | None = args.data
    return (given or user_data_path("goiso", appauthor=False)).absolute()


def serve(args: argparse.Namespace) -> int:
    """Serve the office, or the demo of one, until stopped."""
    if args.command == "demo" and not args.data:
        with tempfile.TemporaryDirectory("", "goiso-demo-", ignore_cleanup_errors=True) as folder:
            args.data = Path(folder)
            return serve(args)
    from gevent import monkey

    monkey.patch_all()
    from config import ConfigMistakes, load

    data, demo = data_folder(args), args.command == "demo"
    try:
        config = load(args.config or config_of(data, demo), always_open=demo)
    except ConfigMistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 2
    from web import server

    host = args.host or (LOOPBACK if demo else config.web.host)
    port = config.web.port if args.port is None else args.port
    return server.serve(config, data, host, port, demo)


def config_of(data: Path, demo: bool) -> Path:
    """The data folder's config.yaml; `serve` puts the program's there at its first start."""
    shipped, own = HERE / "config.yaml", data / "config.yaml"
    if own.exists():
        return own
    if demo:
        return shipped
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = own.with_suffix(".tmp")
        shutil.copyfile(shipped, half)
        half.replace(own)
    except OSError as error:
        bootstrap.fail(
            f"Không ghi được vào thư mục dữ liệu {data}.",
            f"The data folder cannot be written: {error.strerror}.",
        )
    return own


def order(name: str, data: Path, wish: dict[str, bool]) -> int:
    """Ask the server that runs on `data` to do what only it may; tell how it went."""
    from urllib.error import HTTPError
    from urllib.request import ProxyHandler, Request, build_opener

    path, done, in_english = ORDERS[name]
    try:
        address = json.loads((data / "server.json").read_text("utf-8"))["address"]
        key = (data / "control.key").read_text("ascii")
        headers = {"X-Goiso-Key": key, "Content-Type": "application/json"}
        request = Request(address + path, json.dumps(wish).encode(), headers, method="POST")
        build_opener(ProxyHandler(NEVER_MIND_PROXIES)).open(request, timeout=30).close()
    except HTTPError as refusal:
        bootstrap.fail(reason(refusal.read()), f"Refused with {refusal.code}.")
    except (OSError, ValueError, LookupError):
        # No server, no file of its address, or one that was cut short.
        bootstrap.fail(
            f"Máy chủ chưa chạy với thư mục dữ liệu {data}.", "No server runs on that data folder."
        )
    bootstrap.tell(f"{done} · {in_english}")
    return 0


def reason(body: bytes) -> str:
    """The sentence in a refusal's body."""
    try:
        answer: Any = json.loads(body)
        return str(answer["message"])
    except (ValueError, LookupError, TypeError):
        return "Máy chủ không nhận lệnh này."


def test(long: bool, rest: list[str]) -> int:
    """pytest's exit code for all tests but the long ones, or for those alone."""
    which = "long" if long else "not long"
    # The quick ones mostly wait for pages and servers; the long ones want the machine alone.
    side = [] if long else ["-n", WORKERS, "--dist", "worksteal"]
    settings = str(HERE / "pyproject.toml")
    command = [sys.executable, "-m", "pytest", "-c", settings, "-m", which, *side, *rest]
    return subprocess.run(command, cwd=HERE, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
