"""run.py in a process of its own, forked where that is possible: a start anew costs a second."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
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
    """The process that forks "servers" or "commands"; started once, ended with the tests."""

    def __init__(self, kind: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "forge.py"), kind],
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


_forges: dict[str, Forge] = {}


def begin(
    argv: list[str], out: Path, err: Path, cwd: Path = ROOT, env: dict[str, str] | None = None
) -> Forked | subprocess.Popen[bytes]:
    """`run.py` with these arguments, what it says appended to `out` and `err`; `env`: changes."""
    environ = {**os.environ, **(env or {})}
    # There from now on, for who looks into them at once.
    out.touch()
    err.touch()
    if hasattr(os, "fork"):
        serves = not argv or argv[0] in ("serve", "demo") or argv[0].startswith("-")
        kind = "servers" if serves else "commands"
        forge = _forges.get(kind) or _forges.setdefault(kind, Forge(kind))
        asked = {"out": str(out), "err": str(err), "cwd": str(cwd), "env": environ}
        return Forked(forge, forge.ask(argv=argv, **asked)["pid"])
    with out.open("ab") as said, err.open("ab") as told:
        command = [sys.executable, str(ROOT / "run.py"), *argv]
        return subprocess.Popen(command, stdout=said, stderr=told, cwd=cwd, env=environ)


def command(
    *words: object, env: dict[str, str] | None = None, seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """`run.py` with these words, once it has ended by itself."""
    argv = [str(word) for word in words]
    with tempfile.TemporaryDirectory(prefix="goiso-command-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = begin(argv, out, err, env=env)
        try:
            code = process.wait(seconds)
        finally:
            process.kill()
        said, told = (file.read_text("utf-8") for file in (out, err))
    return subprocess.CompletedProcess(argv, code, said, told)
