"""Chromium 67 and 78, as in the TVs and tablets of the halls, driven over the DevTools protocol.

Both lie in versions of an npm package; `npm pack` fetches them once into the user's cache.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import queue
import re
import shutil
import subprocess
import tarfile
import tempfile
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs
import websocket

PACKAGE = "chrome-aws-lambda"
VERSIONS = {
    67: ("67.0.3372", "5e942eb327fca0da5292b1cba7baa9a2723fb9f22dc6d011820973afa751b15f"),
    78: ("1.20.4", "aba7f1562247dda11a704f9bc41294e57a1e197eae31085842479e4c0b025144"),
}
"""Chromium's version: the package's, and the SHA-256 of its archive."""
UNPACK = """const [source, target] = process.argv.slice(1), fs = require("fs");
fs.createReadStream(source).pipe(require("zlib").createBrotliDecompress())
  .pipe(fs.createWriteStream(target, {mode: 0o755}));"""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP goiso.test 127.0.0.1",
    "--remote-debugging-port=0",
)
FETCH_SECONDS, SECONDS = 300, 15


class Missing(Exception):  # noqa: N818 - said as it stands
    """This machine cannot have an old Chromium; the text says why."""


def program(version: int) -> Path:
    """The browser's program, fetched and unpacked if it is not there yet."""
    package, checksum = VERSIONS[version]
    found = platformdirs.user_cache_path("goiso-tests") / f"chromium-{version}"
    if found.exists():
        return found
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise Missing("npm is not installed here, and the old Chromium comes by it")
    found.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=found.parent) as folder:
        archive = _fetch(npm, f"{PACKAGE}@{package}", Path(folder))
        actual = hashlib.sha256(archive.read_bytes()).hexdigest()
        assert actual == checksum, f"{archive.name} is {actual}, not what was looked at"
        with tarfile.open(archive) as packed:
            packed.extract("package/bin/chromium.br", folder, filter="data")
        source, target = Path(folder, "package", "bin", "chromium.br"), Path(folder, "chromium")
        subprocess.run([node, "-e", UNPACK, source, target], check=True, timeout=FETCH_SECONDS)
        target.chmod(0o755)
        target.rename(found)
    return found


def _fetch(npm: str, package: str, folder: Path) -> Path:
    try:
        command = [npm, "pack", package, "--silent", "--ignore-scripts"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=FETCH_SECONDS)
    except (subprocess.SubprocessError, OSError) as error:
        raise Missing(f"npm could not fetch {package}: {error}") from error
    return next(folder.glob("*.tgz"))


class OldChromium:
    """A running one; `open` gives its pages."""

    def __init__(self, version: int, folder: Path) -> None:
        command = [str(program(version)), *FLAGS, f"--user-data-dir={folder}", "about:blank"]
        self._log = (folder / "log.txt").open("w+")
        self._process = subprocess.Popen(command, stdout=self._log, stderr=self._log)
        self._base = f"http://127.0.0.1:{self._port(folder / 'log.txt')}/json"
        self._pages: list[OldPage] = []

    def open(
        self, url: str, width: int, height: int, instead: dict[str, str] | None = None
    ) -> OldPage:
        """A new page of this size at `url`; `instead`: {path: the script that it gets there}."""
        with urllib.request.urlopen(f"{self._base}/new?about:blank", timeout=SECONDS) as answer:
            target = json.load(answer)
        page = OldPage(target["webSocketDebuggerUrl"])
        self._pages.append(page)
        page.resize(width, height)
        page.replace(instead or {})
        page.loaded.clear()
        page.ask("Page.navigate", url=url)
        assert page.loaded.wait(SECONDS), f"{url} did not load"
        return page

    def close(self) -> None:
        for page in self._pages:
            page.close()
        self._process.kill()
        self._process.wait(SECONDS)
        self._log.close()

    def _port(self, log: Path) -> int:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            if found := re.search(r"ws://127\.0\.0\.1:(\d+)/", log.read_text("utf-8", "replace")):
                return int(found[1])
            time.sleep(0.05)
        raise AssertionError(log.read_text("utf-8", "replace"))


@dataclass
class OldPage:
    """One page. `complaints`: exceptions, errors of the console, and of the log."""

    url: str
    complaints: list[str] = field(default_factory=list)
    loaded: threading.Event = field(default_factory=threading.Event)
    _instead: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._wire = websocket.create_connection(self.url, timeout=SECONDS, suppress_origin=True)
        self._wire.settimeout(None)
        self._numbers = itertools.count(1)
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        for domain in ("Page", "Runtime", "Log", "Performance", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the protocol and its result."""
        number = next(self._numbers)
        self._wire.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = self._answers.get(timeout=SECONDS)
            if answer["id"] == number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                result: dict[str, Any] = answer["result"]
                return result

    def evaluate(self, expression: str) -> Any:
        """What the expression gives, a promise waited for."""
        told = self.ask(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait(self, expression: str, seconds: float = SECONDS) -> None:
        """Until the expression is true in the page."""
        until = time.monotonic() + seconds
        while not self.evaluate(expression):
            assert time.monotonic() < until, f"never true: {expression}; {self.complaints}"
            time.sleep(0.05)

    def resize(self, width: int, height: int) -> None:
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def replace(self, instead: dict[str, str]) -> None:
        self._instead = instead
        patterns = [{"urlPattern": f"*{path}"} for path in instead]
        self.ask("Network.setRequestInterception", patterns=patterns)

    def screenshot(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        self._wire.close()
        self._reader.join(SECONDS)

    def _read(self) -> None:
        while True:
            try:
                said = json.loads(self._wire.recv())
            except (websocket.WebSocketException, OSError, ValueError):
                return
            if "id" in said:
                self._answers.put(said)
            elif said["method"] == "Page.loadEventFired":
                self.loaded.set()
            else:
                self._hear(said["method"], said["params"])

    def _give(self, told: dict[str, Any]) -> None:
        url = told["request"]["url"]
        script = next(text for path, text in self._instead.items() if url.endswith(path))
        whole = f"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\n\r\n{script}"
        params = {
            "interceptionId": told["interceptionId"],
            "rawResponse": base64.b64encode(whole.encode()).decode(),
        }
        command = {"id": next(self._numbers), "method": "Network.continueInterceptedRequest"}
        self._wire.send(json.dumps({**command, "params": params}))

    def _hear(self, method: str, told: dict[str, Any]) -> None:
        if method == "Network.requestIntercepted":
            self._give(told)
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(told["exceptionDetails"], ensure_ascii=False))
        elif method == "Runtime.consoleAPICalled" and told["type"] in ("error", "assert"):
            self.complaints.append(json.dumps(told["args"], ensure_ascii=False))
        elif method == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.complaints.append(told["entry"]["text"])
