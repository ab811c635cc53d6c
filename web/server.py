"""The running server: one for each data folder, stopped without losing anything."""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import gevent
import segno
from filelock import AcquireReturnProxy, FileLock, Timeout
from gevent import socket as green

from config import Config
from office import StoreUnusable, SystemClock
from practice.served import Wish, clock_for
from web import control
from web.address import base_url
from web.admitting import set_up_link
from web.app import create_app
from web.built import Built
from web.connections import Server
from web.files import raise_file_limit
from web.house import House
from web.storefaults import AT_START

log = logging.getLogger("goiso")

LOCK_FILE = "server.lock"
BACKLOG = 1024
REFUSED = 2


class CannotServe(Exception):  # noqa: N818 - said to a person as it stands
    """The server cannot run here; one sentence in two languages says why."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(f"{vietnamese} · {english}")


def serve(
    config: Config,
    data: Path,
    host: str,
    port: int,
    demo: bool,
    reread: Callable[[], Config],
    practice: Wish | None = None,
) -> int:
    """Runs until SIGTERM or Ctrl-C. Exit code: 0 stopped, 2 with one sentence on stderr.

    `port` 0 takes a free one; `practice` brings invented people into a demo; `reread` reads the
    settings again, raising ConfigMistakes. The process is monkey-patched by gevent already.
    """
    try:
        with _only_one(data), _listen(host, port) as listener:
            _run(config, data, listener, demo, reread, practice)
    except CannotServe as reason:
        print(reason, file=sys.stderr)
        return REFUSED
    except StoreUnusable as reason:
        vietnamese, english = AT_START[reason.code]
        print(CannotServe(f"{vietnamese}: {reason}.", f"{english}."), file=sys.stderr)
        return REFUSED
    return 0


def _only_one(data: Path) -> AcquireReturnProxy[FileLock]:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileLock(data / LOCK_FILE).acquire(timeout=0)
    except Timeout:
        raise CannotServe(
            f"Một máy chủ khác đang chạy trên thư mục dữ liệu {data}.",
            "A server is already running on that data folder.",
        ) from None
    except OSError as error:
        raise _unwritable(data, error) from None


def _unwritable(data: Path, error: OSError) -> CannotServe:
    return CannotServe(
        f"Không ghi được vào thư mục dữ liệu {data}.",
        f"The data folder cannot be written: {error.strerror}.",
    )


def _listen(host: str, port: int) -> green.socket:
    family = green.AF_INET6 if ":" in host else green.AF_INET
    listener = green.socket(family, green.SOCK_STREAM)
    if sys.platform != "win32":
        # On Windows the option would let a second server take the same port.
        listener.setsockopt(green.SOL_SOCKET, green.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise CannotServe(
                f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác bằng --port.",
                f"Port {port} is used by another program; choose another one with --port.",
            ) from None
        raise CannotServe(
            f"Không mở được địa chỉ {host}, cổng {port}.", f"Cannot listen there: {error}."
        ) from None
    return listener


def _run(
    config: Config,
    data: Path,
    listener: green.socket,
    demo: bool,
    reread: Callable[[], Config],
    practice: Wish | None,
) -> None:
    raise_file_limit()
    host, port = listener.getsockname()[:2]
    clock = clock_for(config, practice.speed) if practice else SystemClock()

    def build(config: Config, after: Built | None) -> Built:
        address = base_url(config.web.address, host, port, demo=demo)
        return create_app(
            config,
            data,
            demo=demo,
            address=address,
            clock=clock,
            after=after,
            house=house,
            practice=practice,
        )

    house = House(build, reread)
    try:
        built = house.move_in(config)
        control.note_server(data, base_url(None, _reachable(host), port, demo=True))
    except OSError as error:
        raise _unwritable(data, error) from None
    limits = config.web.limits
    server = Server(listener, house, seconds=limits.header_seconds, each=limits.connections)
    house.moved = lambda built: server.limit(built.parts.config.web.limits)
    stop = gevent.event.Event()
    _stop_on_signals(stop.set)
    _reload_on_signal(house.on_signal, stop.set)
    house.begin()
    server.start()
    _announce(built)
    if house.trouble:
        print(" · ".join(house.trouble), file=sys.stderr, flush=True)
    try:
        stop.wait()
    finally:
        server.stop(timeout=2)
        house.end(5)
        control.forget_server(data)


def _stop_on_signals(stop: Callable[[], None]) -> None:
    if sys.platform == "win32":
        # The loop there only sees a signal when some Python runs: it is woken twice a second.
        for number in (signal.SIGINT, signal.SIGBREAK):
            signal.signal(number, lambda *_: stop())
        gevent.spawn(_breathe)
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        gevent.signal_handler(number, stop)


def _reload_on_signal(reload: Callable[[], None], stop: Callable[[], None]) -> None:
    """SIGHUP, where there is one. It also says that the terminal was closed: then it is the end."""
    if sys.platform == "win32":
        return
    terminal = os.isatty(0)
    gevent.signal_handler(
        signal.SIGHUP, lambda: stop() if terminal and not os.isatty(0) else reload()
    )


def _breathe() -> None:
    while True:
        gevent.sleep(0.5)


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _announce(built: Built) -> None:
    counters = [c.id for c in built.parts.ward.counters if not c.retired]
    lines = (
        ("Trang chủ", "/"),
        ("Máy lấy số", "/kiosk/"),
        ("Quầy", f"/counter/{counters[0]}"),
        ("Bảng gọi số", "/display/"),
        *([("Phòng tập", "/practice/")] if built.parts.demo else []),
    )
    print("Gọi Số đang chạy." + (" DEMO." if built.parts.demo else ""))
    for name, path in lines:
        print(f"  {name:<12} {built.parts.address}{path}")
    if not built.parts.demo and (link := set_up_link(built.parts)):
        print("Chưa có phụ trách. Mở đường dẫn này để lập tài khoản (dùng một lần):")
        print(f"Nobody manages yet. Open this link once to make the account:\n  {link}")
        segno.make(link, error="l", micro=False).terminal(compact=True)
    print("Dừng: Ctrl-C", flush=True)
