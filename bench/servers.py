"""The servers that are measured: the product as in an office, and the yardsticks."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config import Config, Printer, load
from settings.written import dump

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
STOP_SECONDS = 20
PAPERLESS = "paperless"
"""The kiosk that fills a hall before something else is measured."""


@dataclass
class Running:
    """A server on a port of this computer."""

    process: subprocess.Popen[str]
    port: int
    data: Path

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class Asker:
    """One kept connection, without Nagle's delay."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._line.connect()
        self._line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, path: str, body: Any = None) -> tuple[int, Any]:
        head = {"Content-Type": "application/json"}
        self._line.request("POST", path, json.dumps(body or {}), head)
        return self._answer()

    def get(self, path: str) -> tuple[int, Any]:
        self._line.request("GET", path)
        return self._answer()

    def close(self) -> None:
        self._line.close()

    def _answer(self) -> tuple[int, Any]:
        answer = self._line.getresponse()
        data = answer.read()
        with suppress(ValueError):
            return answer.status, json.loads(data)
        return answer.status, data


def settings(printer: int | None = None, counters: int | None = None) -> Config:
    """The shipped ward with a second kiosk that prints nothing; its printer, its counters."""
    config = load(ROOT / "config.yaml")
    silent = config.kiosks[0].model_copy(update={"id": PAPERLESS, "printer": None})
    changes: dict[str, Any] = {"kiosks": (*config.kiosks, silent)}
    if printer is not None:
        described = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": printer}
        changes["printers"] = (Printer.model_validate(described),)
    if counters is not None:
        first = config.counters[-1]
        changes["counters"] = tuple(
            first.model_copy(update={"id": 1 + i, "services": tuple(s.id for s in config.services)})
            for i in range(counters)
        )
    return config.model_copy(update=changes)


@contextmanager
def product(config: Config) -> Iterator[Running]:
    """`run.py demo` on a new folder: always open, its counters too."""
    with tempfile.TemporaryDirectory("", "goiso-bench-", ignore_cleanup_errors=True) as folder:
        file, data = Path(folder) / "config.yaml", Path(folder) / "data"
        file.write_text(dump(config), "utf-8")
        told = [str(ROOT / "run.py"), "demo", "--port", "0"]
        command = [sys.executable, *told, "--config", str(file), "--data", str(data)]
        with (Path(folder) / "log.txt").open("w") as log:
            process = _start(command, log)
        try:
            port = _port_in(Path(folder) / "log.txt", process)
            yield Running(process, port, data)
        finally:
            stop(process)


@contextmanager
def yardstick(*, ceiling: bool = False) -> Iterator[Running]:
    """The least server; with `ceiling` the one that only answers."""
    with tempfile.TemporaryDirectory("", "goiso-bench-", ignore_cleanup_errors=True) as folder:
        told = [] if ceiling else [folder]
        process = _start([sys.executable, "-m", "bench.yardstick", *told], subprocess.PIPE)
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            yield Running(process, port, Path(folder))
        finally:
            stop(process)


def stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()


def free_port() -> int:
    """One that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _start(command: list[str], output: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=ROOT, stdout=output, stderr=None, text=True, env={**os.environ}
    )


def _port_in(log: Path, process: subprocess.Popen[str]) -> int:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text("utf-8")):
            return int(found[1])
        time.sleep(0.05)
    raise RuntimeError(f"the product did not start:\n{log.read_text('utf-8')}")
