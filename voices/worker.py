"""The parent's end of the worker process: asks it, times it, and starts it again when it is gone.

pyttsx3, espeak-ng and numpy live in that process only: a hang, a crash or an exit(1) there is one
late call here, never a stopped hall, and the server's interpreter lock stays free.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from voices.breaker import Breaker

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-B", "-m", "voices.child")
TIMEOUT = 3.0
# Importing numpy on a busy old computer.
START_TIMEOUT = 15.0
REFUSALS_IN_A_ROW = 3


class NoSpeech(Exception):  # noqa: N818 - what happened, told to the health light
    """There is no spoken sound, and why; `text_only` when another text may well succeed."""

    def __init__(self, reason: str, *, text_only: bool = False) -> None:
        super().__init__(reason)
        self.text_only = text_only


class Worker:
    """One child process, started when it is first needed. Callers wait for each other.

    Pipes, threads and locks are the patched ones in the served process, so waiting there lets
    everything else go on.
    """

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        *,
        timeout: float = TIMEOUT,
        breaker: Breaker | None = None,
    ) -> None:
        self.breaker = breaker or Breaker()
        self.engine = ""
        self._command = list(command)
        self._timeout = timeout
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._reader: threading.Thread | None = None
        self._asked = 0
        self._refused = 0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The worker's answer, at most two tries. Raises NoSpeech."""
        with self._lock:
            if self.breaker.is_open():
                raise NoSpeech(self.breaker.reason)
            try:
                try:
                    answer = self._try(request)
                except NoSpeech:
                    self._end()
                    answer = self._try(request)
            except NoSpeech as fault:
                self._end()
                self._count(fault)
                raise
            self._refused = 0
            self.breaker.succeed()
            return answer

    def close(self) -> None:
        with self._lock:
            self._end()

    def _try(self, request: Mapping[str, Any]) -> dict[str, Any]:
        if self._process is None:
            self._start()
        self._asked += 1
        line = json.dumps({**request, "id": self._asked}).encode() + b"\n"
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError:
            raise NoSpeech("the voice process has ended") from None
        answer = self._answer(self._timeout)
        if answer.get("id") != self._asked:
            raise NoSpeech("the voice process answers something else")
        if not answer.get("ok"):
            raise NoSpeech(str(answer.get("error", "")), text_only=True)
        return answer

    def _start(self) -> None:
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            )
        except OSError as fault:
            raise NoSpeech(f"the voice process does not start: {fault.strerror}") from None
        self._lines = queue.Queue()
        self._reader = threading.Thread(
            target=_read, args=(self._process, self._lines), name="voice answers", daemon=True
        )
        self._reader.start()
        hello = self._answer(START_TIMEOUT)
        if not hello.get("ready"):
            raise NoSpeech(str(hello.get("error", "the voice process does not start")))
        self.engine = str(hello.get("engine", ""))

    def _answer(self, timeout: float) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=timeout)
        except queue.Empty:
            raise NoSpeech(f"the voice process gave no answer in {timeout:g} s") from None
        if not line:
            raise NoSpeech("the voice process has ended")
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise NoSpeech("the voice process answers no JSON")
        return answer

    def _end(self) -> None:
        """Kill the process, if there is one; a stopped one dies of it too."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        if self._reader is not None:
            self._reader.join(timeout=2)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _count(self, fault: NoSpeech) -> None:
        """One text that cannot be said is not yet a broken voice; several in a row are."""
        if fault.text_only:
            self._refused += 1
            if self._refused < REFUSALS_IN_A_ROW:
                return
        self.breaker.fail(str(fault))


def _read(process: subprocess.Popen[bytes], lines: queue.Queue[bytes]) -> None:
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError):
        for line in process.stdout:
            lines.put(line)
    lines.put(b"")
