"""The running server: one for each data folder, stopped without losing anything."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import gevent
import segno
from filelock import AcquireReturnProxy, FileLock, Timeout

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
from web.gate import Gate
from web.house import House
from web.listeners import CannotServe, Door, doors
from web.storefaults import AT_START

log = logging.getLogger("goiso")

LOCK_FILE = "server.lock"
REFUSED = 2


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

    `port` 0 takes a free one, also for HTTPS; `practice` brings invented people into a demo;
    `reread` reads the settings again, raising ConfigMistakes. The process is monkey-patched by
    gevent already.
    """
    try:
        with _only_one(data), doors(config.web, data, host, port) as opened:
            _run(config, data, opened, demo, reread, practice)
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


def _run(
    config: Config,
    data: Path,
    opened: list[Door],
    demo: bool,
    reread: Callable[[], Config],
    practice: Wish | None,
) -> None:
    raise_file_limit()
    host, port = opened[0].at
    tls_port = opened[1].at[1] if len(opened) > 1 else None
    clock = clock_for(config, practice.speed) if practice else SystemClock()

    def build(config: Config, after: Built | None) -> Built:
        name = config.web.address
        address = base_url(name, host, port, demo=demo)
        secure = base_url(name, host, tls_port, demo=demo, scheme="https") if tls_port else None
        return create_app(
            config,
            data,
            demo=demo,
            address=address,
            secure=secure,
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
    gate = Gate(limits.connections)
    seconds = limits.header_seconds
    servers = [
        Server(door.listener, house, seconds=seconds, gate=gate, context=door.context)
        for door in opened
    ]

    def moved(built: Built) -> None:
        for server in servers:
            server.limit(built.parts.config.web.limits)

    house.moved = moved
    stop = gevent.event.Event()
    _stop_on_signals(stop.set)
    _reload_on_signal(house.on_signal, stop.set)
    house.begin()
    for server in servers:
        server.start()
    _announce(built)
    if house.trouble:
        print(" · ".join(house.trouble), file=sys.stderr, flush=True)
    try:
        stop.wait()
    finally:
        for server in servers:
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
    parts = built.parts
    counters = [c.id for c in parts.ward.counters if not c.retired]
    staff = parts.secure or parts.address
    lines = (
        ("Trang chủ", parts.address, "/"),
        *([("HTTPS", parts.secure, "/")] if parts.secure else []),
        ("Máy lấy số", staff, "/kiosk/"),
        ("Quầy", staff, f"/counter/{counters[0]}"),
        ("Bảng gọi số", staff, "/display/"),
        *([("Phòng tập", staff, "/practice/")] if parts.demo else []),
    )
    print("Gọi Số đang chạy." + (" DEMO." if parts.demo else ""))
    for name, base, path in lines:
        print(f"  {name:<12} {base}{path}")
    if not parts.demo and (link := set_up_link(parts)):
        print("Chưa có phụ trách. Mở đường dẫn này để lập tài khoản (dùng một lần):")
        print(f"Nobody manages yet. Open this link once to make the account:\n  {link}")
        segno.make(link, error="l", micro=False).terminal(compact=True)
    print("Dừng: Ctrl-C", flush=True)
