"""A server's process, forked where that is possible: starting one anew costs two seconds."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class Forked:
    """The part of `subprocess.Popen` that the tests use, for a child of the forge."""

    def __init__(self, forge: Forge, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._forge = forge

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = self._forge.ask(wait=self.pid)["code"]
        return self.returncode

    def wait(self, timeout: float) -> int:
        until = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("run.py", timeout)
            time.sleep(0.01)
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Forge:
    """The process that forks servers; started once, ended with the tests."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "forge.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self.close)

    def ask(self, **what: Any) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps(what) + "\n")
        stdin.flush()
        answer: dict[str, Any] = json.loads(stdout.readline())
        return answer

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait(10)


_forges: list[Forge] = []


def start_server(argv: list[str], log: Path, cwd: Path) -> Forked | subprocess.Popen[bytes]:
    """`run.py` with these arguments, its output appended to `log`."""
    if hasattr(os, "fork"):
        if not _forges:
            _forges.append(Forge())
        forge = _forges[0]
        started = forge.ask(argv=argv, log=str(log), cwd=str(cwd), env=dict(os.environ))
        return Forked(forge, started["pid"])
    with log.open("ab") as out:
        command = [sys.executable, str(ROOT / "run.py"), *argv]
        return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=cwd)
