"""A load of POSTs for some seconds: by wrk where it is installed, else by Python threads."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.servers import Asker
from practice.summary import percentile

WRK = shutil.which("wrk")
GENERATOR = "wrk" if WRK else "Python threads (wrk is not installed; they are slower)"
SERVICES = ("chung-thuc", "ho-tich", "dat-dai", "ho-kinh-doanh", "bao-tro", "cu-tru", "tra-ket-qua")


@dataclass(frozen=True)
class Load:
    """`p50` and `p99` in ms; `wrong` answers were no 201 or none at all."""

    requests: int
    seconds: float
    p50: float
    p99: float
    wrong: int

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def load(port: int, path: str, clients: int, seconds: float) -> Load:
    """Every client has one kept connection and one request under way."""
    prefix = f"{secrets.randbelow(10**20):020d}"
    if not WRK:
        return _threads(port, path, clients, seconds, prefix)
    command = [WRK, "-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", "--timeout", "10s"]
    script = ["-s", str(Path(__file__).with_name("load.lua")), f"http://127.0.0.1:{port}"]
    told = subprocess.run(
        [*command, *script, "--", path, prefix], capture_output=True, text=True, check=True
    )
    line = next(line for line in told.stdout.splitlines() if line.startswith("JSON "))
    return Load(**json.loads(line.removeprefix("JSON ")))


def _threads(port: int, path: str, clients: int, seconds: float, prefix: str) -> Load:
    begun = time.perf_counter()

    def client(number: int) -> tuple[list[float], int]:
        asker, took, wrong = Asker(port), list[float](), 0
        while time.perf_counter() - begun < seconds:
            n = len(took)
            wish = {"service": SERVICES[n % len(SERVICES)], "key": f"{prefix}{number:02}{n:010}"}
            since = time.perf_counter()
            status, _ = asker.post(path, wish)
            took.append((time.perf_counter() - since) * 1000)
            wrong += status != 201
        asker.close()
        return took, wrong

    with ThreadPoolExecutor(clients) as crew:
        done = list(crew.map(client, range(clients)))
    passed = time.perf_counter() - begun
    took = [ms for each, _ in done for ms in each]
    wrong = sum(count for _, count in done)
    return Load(len(took), passed, percentile(took, 0.5), percentile(took, 0.99), wrong)
