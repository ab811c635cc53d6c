"""Keeps the artist at work: one long-lived child process, started again when it dies or hangs."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from kiosk.artist import DRAWN, read, write
from kiosk.bitmap import Bitmap
from kiosk.slip import Sheet, Slip
from kiosk.trialslip import TrialSlip

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-B", "-m", "kiosk.artist")
TRIES = 2


class CannotDraw(Exception):  # noqa: N818 - said as it stands
    """The slip could not be drawn, not even by a fresh artist."""


class Studio:
    """Draws one slip or sheet at a time, whoever asks; none may take longer than `seconds`."""

    def __init__(self, seconds: float = 10, command: tuple[str, ...] = COMMAND) -> None:
        self._seconds = seconds
        self._command = command
        self._one = Lock()
        self._artist: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()

    def open(self) -> None:
        """Call the artist in before there is anything to draw: the first slip comes sooner."""
        with self._one:
            self._running()

    def draw(self, slip: Slip | Sheet | TrialSlip) -> Bitmap:
        """Raises CannotDraw."""
        asked = slip.model_dump_json().encode()
        with self._one:
            for _ in range(TRIES):
                answer = self._ask(asked)
                if answer is None:
                    self._dismiss()
                elif answer.startswith(DRAWN):
                    return Bitmap(slip.width, answer[1:])
                else:
                    raise CannotDraw(answer[1:].decode(errors="replace"))
        raise CannotDraw("the artist died or hung")

    def close(self) -> None:
        with self._one:
            self._dismiss()

    def _ask(self, asked: bytes) -> bytes | None:
        try:
            stdin = self._running().stdin
            assert stdin is not None
            write(stdin, asked)
            return self._answers.get(timeout=self._seconds)
        except Empty:
            log.warning("the artist hung; a new one is called")
        except OSError as error:
            log.warning("the artist is gone (%s); a new one is called", error)
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._artist is None or self._artist.poll() is not None:
            self._dismiss()
            self._artist = subprocess.Popen(
                self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self._answers = SimpleQueue()
            Thread(target=self._listen, args=(self._artist, self._answers), daemon=True).start()
        return self._artist

    def _dismiss(self) -> None:
        artist, self._artist = self._artist, None
        if artist is None:
            return
        artist.kill()
        artist.wait()
        if artist.stdin is not None:
            try:
                artist.stdin.close()
            except OSError:
                log.debug("the artist went with a slip half asked")

    @staticmethod
    def _listen(artist: subprocess.Popen[bytes], answers: SimpleQueue[bytes | None]) -> None:
        """Hands over what the artist answers, in a thread: a pipe has no time limit of its own."""
        assert artist.stdout is not None
        with artist.stdout as stream:
            while (answer := read(stream)) is not None:
                answers.put(answer)
        answers.put(None)
