"""A kiosk's own computer: `run.py agent` as a process, and a cable that can be pulled."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import socketio
from fake_printer import FakePrinter
from hall import ROOT, Process, Served
from servers import begin

ENOUGH = 60


@dataclass
class AgentPc:
    """Its folder outlives each of its processes."""

    folder: Path
    process: Process | None = None

    @property
    def log(self) -> Path:
        return self.folder.with_suffix(".txt")

    def start(self, server: str, *more: str, silent: bool = False) -> None:
        """`silent`: without a terminal, as under pythonw."""
        argv = ["agent", "--server", server, "--data", str(self.folder), *more]
        if silent:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "run.py"), *argv],
                preexec_fn=lambda: os.closerange(1, 3),
            )
        else:
            self.process = begin(argv, self.log, self.log)

    def kill(self) -> None:
        """As a power cut."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    def stop(self) -> int:
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    @property
    def book(self) -> list[dict[str, Any]]:
        """The lines of its journal, the first one's name left out."""
        file = self.folder / "journal.jsonl"
        lines = file.read_text("ascii").splitlines() if file.exists() else []
        return [json.loads(line) for line in lines[1:]]

    def ends(self) -> list[dict[str, Any]]:
        """The last line of each slip."""
        return list({line["job"]: line for line in self.book}.values())


class Cable:
    """A TCP line to `port` that can be pulled: nothing comes through any more, nobody hangs up."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._in = threading.Event()
        self._in.set()
        self._over = False
        self._ends: list[socket.socket] = []
        self.holds: Callable[[bytes], bool] = lambda _data: False
        """What pulls the cable right before it comes through."""
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def server(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_in(self) -> bool:
        return self._in.is_set()

    def pull(self) -> None:
        self._in.clear()

    def plug(self) -> None:
        """Back in: what was under way has been given up by both ends meanwhile."""
        self.holds = lambda _data: False
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()
        self._in.set()

    def close(self) -> None:
        self._over = True
        self._server.close()
        self.plug()

    def _accept(self) -> None:
        while not self._over:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        self._in.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self._port), 5)
        except OSError:
            near.close()
            return
        self._ends += [near, far]
        with near, far, suppress(OSError, ValueError):
            while True:
                for end in select.select([near, far], [], [])[0]:
                    data = end.recv(65536)
                    if self.holds(data):
                        self.pull()
                    self._in.wait()
                    if not data:
                        return
                    (far if end is near else near).sendall(data)


def at_kiosk(fake: FakePrinter) -> dict[str, Any]:
    """Settings: the printer hangs at the kiosk's own computer."""
    printer = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": str(fake.port)}
    return {"printers": [{**printer, "at": "kiosk"}]}


def kiosk_facts(served: Served) -> dict[str, Any]:
    """What the page of the kiosk is told over its live connection."""
    client = socketio.Client(reconnection=False)
    client.connect(served.base, transports=["websocket"])
    try:
        facts: dict[str, Any] = client.call("watch", {"room": "kiosk-k1"}, timeout=10)
        return facts
    finally:
        client.disconnect()


def until(come: Callable[[], bool], what: Callable[[], object] = lambda: "") -> None:
    end = time.monotonic() + ENOUGH
    while not come():
        assert time.monotonic() < end, f"it did not come: {what()}"
        time.sleep(0.02)


def take(served: Served, key: str) -> dict[str, str]:
    """A number taken at the kiosk: its label, token and job."""
    answer = served.post("/kiosk/tickets", {"service": "chung-thuc", "key": key * 32})
    assert answer.status_code == 201, answer.text
    return {**answer.json()["ticket"], **answer.json()["print"]}


def job_is(served: Served, job: str) -> tuple[str, str | None]:
    """(state, trouble) in the office's file."""
    found: tuple[str, str | None] = _row(
        served, "SELECT state, trouble FROM print_jobs WHERE id = ?", job
    )
    return found


def one(served: Served, sql: str) -> Any:
    """A single value in the office's file; None where there is no row."""
    row = _row(served, sql)
    return row[0] if row else None


def _row(served: Served, sql: str, *values: str) -> Any:
    records = sqlite3.connect(served.data / "goiso.db")
    try:
        return records.execute(sql, values).fetchone()
    finally:
        records.close()
