"""Real parts for tests: a clock set by hand, a served office, browser pages that complain."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import time
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import requests
import yaml
from flask.testing import FlaskClient
from servers import Forked, begin

ROOT = Path(__file__).resolve().parent.parent
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START_SECONDS = 60
# The same in C, where PyYAML has it.
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
Process = Forked | subprocess.Popen[bytes]


class HallClock:
    """Both clocks of a test office. `ahead` moves both; setting `at` moves the wall alone."""

    def __init__(self, local: str = "2026-03-10T08:00:00") -> None:
        self.at = ms(local)
        self._steady = 1_000_000

    def wall(self) -> int:
        return self.at

    def steady(self) -> int:
        return self._steady

    def ahead(self, *, hours: float = 0, minutes: float = 0, seconds: float = 0) -> int:
        """The time that passed, now in ms."""
        passed = round((hours * 3600 + minutes * 60 + seconds) * 1000)
        self.at += passed
        self._steady += passed
        return self.at


class Client(FlaskClient):
    """A browser on the same computer: right host and port, answers read to their end."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("base_url", "http://127.0.0.1:8000")
        return super().open(*args, **{"buffered": True, **kwargs})

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        return super().post(*args, **kwargs)


def ms(local: str) -> int:
    """ms UTC of the office's local time, "2026-03-10T08:00"."""
    return round(datetime.fromisoformat(local).replace(tzinfo=ZONE).timestamp() * 1000)


def write_config(file: Path, changes: dict[str, Any]) -> Path:
    """The shipped config.yaml with changes by dotted place ("displays.0.names")."""
    tree = deepcopy(_shipped((ROOT / "config.yaml").read_text("utf-8")))
    tree["web"]["hosts"] = ["goiso.test"]
    for place, value in changes.items():
        *way, last = (int(step) if step.isdigit() else step for step in place.split("."))
        part = tree
        for step in way:
            part = part[step]
        part[last] = value
    text = yaml.dump(_written(tree), Dumper=DUMPER, allow_unicode=True, sort_keys=False)
    file.write_text(text, "utf-8")
    return file


@cache
def _shipped(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def _written(tree: Any) -> Any:
    """Without the keys that have nothing written after them."""
    if isinstance(tree, dict):
        return {key: _written(value) for key, value in tree.items() if value not in ("", None)}
    return [_written(value) for value in tree] if isinstance(tree, list) else tree


@dataclass
class Served:
    """A running server. `base` is for HTTP clients, `page` for the browser."""

    process: Process
    port: int
    mode: str
    config: Path
    data: Path
    log: Path

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def page(self) -> str:
        return f"http://goiso.test:{self.port}"

    def get(self, path: str, **more: Any) -> requests.Response:
        return requests.get(self.base + path, timeout=10, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> requests.Response:
        return requests.post(self.base + path, json=body or {}, timeout=10, **more)

    def kill(self) -> None:
        """As a power cut: nothing is said, nothing is finished."""
        self.process.kill()
        self.process.wait(10)

    def again(self) -> None:
        """Starts it anew on the same data and port."""
        self.process = _started(self.mode, self.config, self.data, self.log, self.port)
        _wait(self)

    def stop(self) -> None:
        """Stops it as the office does, and looks for what should never be in its log."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
                raise
        assert "Traceback" not in self.log.read_text("utf-8", "replace"), self.log.read_text(
            "utf-8"
        )


def start(mode: str, config: Path, data: Path, log: Path) -> Served:
    """`run.py demo` or `serve` on a free port, once it answers."""
    process = _started(mode, config, data, log, 0)
    served = Served(process, 0, mode, config, data, log)
    _wait(served)
    return served


def _started(mode: str, config: Path, data: Path, log: Path, port: int) -> Process:
    argv = [*mode.split(), "--config", str(config), "--data", str(data)]
    return begin([*argv, "--host", "127.0.0.1", "--port", str(port)], log, log, data.parent)


def _wait(served: Served) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        said = served.log.read_text("utf-8", "replace")
        if served.process.poll() is not None:
            raise AssertionError(f"the server ended at once:\n{said}")
        if not served.port and (found := re.search(r"http://127\.0\.0\.1:(\d+)/", said)):
            served.port = int(found[1])
        with contextlib.suppress(requests.RequestException):
            if served.port and served.get("/healthz").ok:
                return
        time.sleep(0.03)
    raise AssertionError(f"the server did not answer:\n{served.log.read_text('utf-8')}")


@dataclass
class Pages:
    """Pages of one browser, each in its own context. `complaints`: errors of their
    consoles but those that are `expected`.
    """

    browser: Any
    complaints: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()
    _contexts: list[Any] = field(default_factory=list)

    def open(self, url: str, width: int = 1366, height: int = 768, **context: Any) -> Any:
        """A page of Playwright at `url`, once it has loaded."""
        made = self.browser.new_context(viewport={"width": width, "height": height}, **context)
        self._contexts.append(made)
        page = made.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(url)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _hear(self, message: Any) -> None:
        if any(words in message.text for words in self.expected):
            return
        lost = "net::ERR_" in message.text or "WebSocket connection" in message.text
        if message.type == "error" and not lost:
            self.complaints.append(message.text)
