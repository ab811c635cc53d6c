"""How much of the machine others take, measured beside a test that says how long is too long."""

from __future__ import annotations

import subprocess
import sys

# Twice a second 50 ms of work, and how many times as long it took: 1 on a machine of one's own.
WORK = """
import time
while True:
    wall, own = time.monotonic(), time.process_time()
    while time.process_time() - own < 0.05:
        pass
    print((time.monotonic() - wall) / 0.05, flush=True)
    time.sleep(0.5)
"""
OWN_LOAD = 2.0
"""What the test's own processes take is no excuse."""


class Yardstick:
    """with Yardstick() as beside: … ; then `beside.slower` is how much longer things may take."""

    slower = 1.0

    def __enter__(self) -> Yardstick:
        self._process = subprocess.Popen([sys.executable, "-c", WORK], stdout=subprocess.PIPE)
        return self

    def __exit__(self, *_fault: object) -> None:
        self._process.kill()
        said = self._process.communicate()[0].split(b"\n")[:-1]
        self.slower = max([self.slower, *(float(line) / OWN_LOAD for line in said)])
