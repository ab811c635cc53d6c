"""One child process: its pipes, and the lines that it has answered."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from web.faults import fenced

ROOT = Path(__file__).resolve().parent.parent


class Gone(Exception):  # noqa: N818 - what happened
    """The process has ended, or says what it should not."""


class Silent(Exception):  # noqa: N818 - what happened
    """The process gave no answer in the time that there was."""


class Process:
    """Raises Gone when it cannot be started. `ended` is told, on a thread of its own, of its end.

    `hello` is what it said when it was ready; until then it is empty.
    """

    def __init__(self, command: Sequence[str], ended: Callable[[Process], None]) -> None:
        self.hello: dict[str, Any] = {}
        self.since = time.monotonic()
        self._ended = ended
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._asked = 0
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            )
        except OSError as fault:
            raise Gone(f"the process does not start: {fault.strerror}") from None
        self.pid = self._process.pid
        self._reader = threading.Thread(target=self._read, name="voice answers", daemon=True)
        self._reader.start()

    def greeting(self, until: float) -> dict[str, Any]:
        """Its first line, waited for until then on the monotonic clock. Raises Gone or Silent."""
        if not self.hello:
            self.hello = self._answer(until)
        return self.hello

    def ask(self, request: Mapping[str, Any], until: float) -> dict[str, Any]:
        """Raises Gone or Silent."""
        self._asked += 1
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({**request, "id": self._asked}).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError):  # The pipe is broken, or closed by another's kill.
            raise Gone("the process has ended") from None
        answer = self._answer(until)
        if answer.get("id") != self._asked:
            raise Gone("the process answers something else")
        return answer

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """A stopped one dies of it too."""
        with contextlib.suppress(OSError):
            self._process.kill()
        # One that a broken disk holds in the kernel does not die; nobody waits for it for ever.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
        if threading.current_thread() is not self._reader:
            self._reader.join(timeout=2)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _answer(self, until: float) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise Silent("the process gave no answer in time") from None
        if not line:
            self._lines.put(b"")
            raise Gone("the process has ended")
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise Gone("the process answers no JSON")
        return answer

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            with contextlib.suppress(OSError, ValueError):
                for line in self._process.stdout:
                    self._lines.put(line)
        except Exception as error:  # noqa: BLE001 - a thread would print it, and end unheard
            fenced("the reader of a voice", error)
        finally:
            self._lines.put(b"")
        self._ended(self)
