"""The parent's end of a child: who may ask it, for how long, and when a new one is started.

Engines and numpy live in such processes only: a hang, a crash or an exit(1) there is one call that
goes a step down, never a stopped hall, and the server's interpreter lock stays free.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from voices.breaker import Breaker
from voices.process import Gone, Process, Silent
from web.faults import log

PATIENCE = 1.3
PATIENCE_A_LETTER = 0.005
# A call has some 60 letters and people wait for it; a notice has up to 200 and may take longer.
CALL_LETTERS = 100
PATIENCE_A_FURTHER_LETTER = 0.02
# Loading a model on a busy old computer.
START_SECONDS = 30.0


class NoSpeech(Exception):  # noqa: N818 - what happened, told to the health light
    """There is no spoken sound, and why; `text_only` when another text may well succeed."""

    def __init__(self, reason: str, *, text_only: bool = False) -> None:
        super().__init__(reason)
        self.text_only = text_only


def patience_for(letters: int) -> float:
    """Seconds that an engine has for a text of so many."""
    further = max(0, letters - CALL_LETTERS)
    return PATIENCE + PATIENCE_A_LETTER * (letters - further) + PATIENCE_A_FURTHER_LETTER * further


class Worker:
    """One child, started when it is first needed and anew when it has ended or hangs.

    Callers wait for each other, and nobody waits longer than his patience, in seconds. Pipes,
    threads and locks are the patched ones in the served process: waiting lets all else go on.
    `kind`: what the log calls it.
    """

    def __init__(
        self, command: Sequence[str], *, breaker: Breaker | None = None, kind: str = ""
    ) -> None:
        self.breaker = breaker or Breaker()
        self._command = list(command)
        self._kind = kind
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def is_starting(self) -> bool:
        """Not for ever: who has died or hangs at its start is for the next one who asks."""
        process = self._process
        if process is None or process.hello or not process.is_alive():
            return False
        return time.monotonic() - process.since < START_SECONDS

    def start(self) -> None:
        """Have the child come up, and wait for nothing."""
        if not self.breaker.is_open() and self._lock.acquire(blocking=False):
            try:
                self._replace()
            finally:
                self._lock.release()

    def greet(self, patience: float = START_SECONDS) -> dict[str, Any]:
        """What the child said when it was ready: {engine, voices}. Raises NoSpeech."""
        with self._turn(patience) as until:
            return self._ready(until).hello

    def ask(self, request: Mapping[str, Any], patience: float = PATIENCE) -> dict[str, Any]:
        """The child's answer. Raises NoSpeech, and each time that is one failure.

        The success is for the caller to tell the breaker, who may have to look at what was made.
        """
        with self._turn(patience) as until:
            try:
                answer = self._ready(until).ask(request, until)
            except Gone:
                # It was killed since it answered last; a new one may still be in time.
                self._end()
                answer = self._ready(until).ask(request, until)
        if not answer.get("ok"):
            self._note(str(answer.get("error", "")))
            raise NoSpeech(self.breaker.reason, text_only=True)
        return answer

    def rest(self) -> bool:
        """End the child, unless somebody is asking it: what it found at its start is not so now."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self._end()
            self.breaker.succeed()
            return True
        finally:
            self._lock.release()

    def close(self) -> None:
        self._closed = True
        self._end()

    @contextmanager
    def _turn(self, patience: float) -> Iterator[float]:
        """Until when, on the monotonic clock, there is time. What goes wrong meanwhile is counted
        and the child replaced, unless it is only starting."""
        until = time.monotonic() + patience
        if self.breaker.is_open():
            raise NoSpeech(self.breaker.reason)
        if not self._lock.acquire(timeout=patience):
            raise NoSpeech("it is busy")
        try:
            yield until
        except (Gone, Silent) as fault:
            if isinstance(fault, Silent) and self.is_starting():
                raise NoSpeech("it is still starting") from None
            self._fail(str(fault))
            raise NoSpeech(str(fault)) from None
        finally:
            self._lock.release()

    def _ready(self, until: float) -> Process:
        if self._closed:
            raise NoSpeech("it is closed")
        if self._process is None:
            self._process = Process(self._command, self._ended)
        hello = self._process.greeting(until)
        if not hello.get("ready"):
            # It would say so again at once: no new one before somebody asks.
            self._end()
            self._note(str(hello.get("error", "it does not start")))
            raise NoSpeech(self.breaker.reason)
        return self._process

    def _ended(self, process: Process) -> None:
        """A child has ended by itself. While somebody asks it, he sees to that."""
        if process is self._process and process.hello and self._lock.acquire(blocking=False):
            try:
                if process is self._process:
                    self._fail("the process has ended")
            finally:
                self._lock.release()

    def _fail(self, reason: str) -> None:
        self._end()
        self._note(reason)
        if not self.breaker.is_open():
            self._replace()

    def _replace(self) -> None:
        """A new child in the background; its greeting is for whoever asks next."""
        if self._process is None and not self._closed:
            try:
                self._process = Process(self._command, self._ended)
            except Gone as fault:
                self._note(str(fault))

    def _note(self, reason: str) -> None:
        """One failure; the log tells the same one in a row once."""
        if reason != self.breaker.reason:
            log.warning("the voice of %s: %s", self._kind, reason)
        self.breaker.fail(reason)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
