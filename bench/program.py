"""The whole program: how soon it is there, and how much memory it takes after a day."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.figures import Figure
from bench.printer import Printer
from bench.screens import Screens
from bench.servers import ROOT, Asker, free_port, product, settings, stop

CITIZENS = 317
MB = 1024


def start(rounds: int) -> list[Figure]:
    """`python3 run.py` of the installed program until its kiosk page is there."""
    figure = Figure("start → kiosk page", "s", 1.5)
    python = getattr(sys, "_base_executable", sys.executable)
    for _ in range(rounds):
        with tempfile.TemporaryDirectory("", "goiso-bench-", ignore_cleanup_errors=True) as folder:
            port = free_port()
            told = ["run.py", "--data", folder, "--host", "127.0.0.1", "--port", str(port)]
            since = time.perf_counter()
            process = subprocess.Popen(
                [python, *told], cwd=ROOT, stdout=subprocess.DEVNULL, text=True
            )
            _first_page(f"http://127.0.0.1:{port}/kiosk/", process)
            figure.product.append(time.perf_counter() - since)
            stop(process)
    return [figure]


def _first_page(url: str, process: subprocess.Popen[str]) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=10) as page:
                if page.status == 200:
                    return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the product did not start")


def memory() -> list[Figure]:
    """The server's resident memory after a day's citizens; its worker processes apart."""
    figure = Figure("memory after a day", "MB", 100.0)
    printer = Printer()
    with product(settings(printer=printer.port)) as served:
        screens = Screens(served.base, "board-tv1", "kiosk-k1", "desk-1", "desk-6")
        asker = Asker(served.port)
        for i in range(CITIZENS):
            asker.post("/kiosk/tickets", {"service": "chung-thuc", "key": f"{i:032d}"})
            counter = i % 5 + 1
            asker.post(f"/counter/{counter}/calls")
            asker.post(f"/counter/{counter}/starts")
            asker.post(f"/counter/{counter}/finishes")
        asker.close()
        resident = _resident(served.process.pid)
        screens.close()
    printer.close()
    if resident is None:
        figure.void, resident = "this system does not tell a process's memory", 0.0
    figure.product.append(resident)
    return [figure]


def _resident(pid: int) -> float | None:
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return None
    line = next((line for line in status.splitlines() if line.startswith("VmRSS:")), None)
    return int(line.split()[1]) / MB if line else None
