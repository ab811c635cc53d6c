"""A load of POSTs for some seconds: by wrk where it is installed, else by Python threads."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from bench.figures import percentile
from bench.servers import Asker

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
    took: list[float] = []
    wrong: list[int] = []
    begun = time.perf_counter()

    def client(number: int) -> None:
        asker = Asker(port)
        n = 0
        while time.perf_counter() - begun < seconds:
            n += 1
            service = SERVICES[n % len(SERVICES)]
            since = time.perf_counter()
            status, _ = asker.post(path, {"service": service, "key": f"{prefix}{number:02}{n:010}"})
            took.append((time.perf_counter() - since) * 1000)
            if status != 201:
                wrong.append(status)
        asker.close()

    crew = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for member in crew:
        member.start()
    for member in crew:
        member.join()
    passed = time.perf_counter() - begun
    return Load(len(took), passed, percentile(took, 0.5), percentile(took, 0.99), len(wrong))
