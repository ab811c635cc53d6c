"""run.py clock confirm, run.py day close: orders to the running server, which alone may write."""

import argparse
import json
from pathlib import Path
from typing import Any

import bootstrap
from commands.folders import add_data, data_folder

SECONDS = 30
REFUSED = 400
NEVER_MIND_PROXIES: dict[str, str] = {}
ORDERS = {
    "clock confirm": ("/control/clock-confirmations", "Đã xác nhận giờ của máy.", "Confirmed."),
    "day close": ("/control/day-closes", "Đã đóng ngày làm việc.", "The day is closed."),
}


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    parser.add_argument("what", choices=["confirm" if name == "clock" else "close"])
    if name == "day":
        parser.add_argument("--early", action="store_true", help="dù còn giờ · before its end")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    bootstrap.enter()
    wish = {"early": True} if getattr(args, "early", False) else {}
    path, done, in_english = ORDERS[f"{args.command} {args.what}"]
    order(path, data_folder(args), wish)
    bootstrap.tell(f"{done} · {in_english}")
    return 0


def order(path: str, data: Path, wish: dict[str, Any]) -> Any:
    """The answer of the server that runs on `data`; exits 2 with its reason where it refuses."""
    answered = ask(path, data, wish)
    if answered is None:
        bootstrap.fail(
            f"Máy chủ chưa chạy với thư mục dữ liệu {data}.", "No server runs on that data folder."
        )
    status, answer = answered
    if status >= REFUSED:
        bootstrap.fail(reason(answer), f"Refused with {status}.")
    return answer


def ask(
    path: str, data: Path, wish: dict[str, Any], seconds: float = SECONDS
) -> tuple[int, Any] | None:
    """(status, answer) of the server that runs on `data`; None where there is none."""
    from urllib.error import HTTPError
    from urllib.request import ProxyHandler, Request, build_opener

    try:
        address = json.loads((data / "server.json").read_text("utf-8"))["address"]
        key = (data / "control.key").read_text("ascii")
        headers = {"X-Goiso-Key": key, "Content-Type": "application/json"}
        request = Request(address + path, json.dumps(wish).encode(), headers, method="POST")
        with build_opener(ProxyHandler(NEVER_MIND_PROXIES)).open(request, timeout=seconds) as open_:
            return open_.status, json.load(open_)
    except HTTPError as refusal:
        return refusal.code, _read(refusal.read())
    except (OSError, ValueError, LookupError):
        # No server, no file of its address, or one that was cut short.
        return None


def reason(answer: Any) -> str:
    """The sentence in a refusal."""
    try:
        return str(answer["message"])
    except (LookupError, TypeError):
        return "Máy chủ không nhận lệnh này."


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return {}
