"""A computer's own loudspeaker: one process a call, so that no sound card can hold up the hall."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from web.faults import fenced

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-B", "-m", "voices.play")
SILENCE = ROOT / "voices" / "static" / "silence.wav"
PATIENCE = 60

Ended = Callable[[dict[str, Any]], None]
"""Told {seq, heard} in another thread, as a display says it."""


def trouble(sound: Path) -> str:
    """Plays it on this computer and waits; why it was not heard, "" when it was."""
    done = subprocess.run(
        [*COMMAND, str(sound)], cwd=ROOT, check=False, capture_output=True, timeout=PATIENCE
    )
    return (_last(done.stderr) or f"exit code {done.returncode}") if done.returncode else ""


def _last(said: bytes) -> str:
    """Without what the sound system says of itself before."""
    return said.decode(errors="replace").strip().rpartition("\n")[2][:200]


class Speaker:
    """One sound at a time. `trouble` is why the last one failed."""

    def __init__(self, ended: Ended, command: Sequence[str] = COMMAND) -> None:
        self.trouble = ""
        self._ended = ended
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._wanted: object = None

    def play(self, seq: int, sound: Path, volume: int) -> None:
        """`volume` in per cent; what is still being played ends."""
        self.stop()
        self._begin(sound, volume, lambda heard: self._ended({"seq": seq, "heard": heard}))

    def try_out(self, told: Callable[[], None]) -> None:
        """Ask with silence whether it can sound, if nothing does; `told` when `trouble` says so."""
        if self._wanted is None:
            self._begin(SILENCE, 100, lambda _heard: told())

    def stop(self) -> None:
        self._wanted = None
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.kill()

    def _begin(self, sound: Path, volume: int, told: Callable[[bool], None]) -> None:
        # The same call may be asked for anew before the first process is there.
        self._wanted = wanted = object()
        asked = (wanted, sound, volume, told)
        threading.Thread(target=self._play, args=asked, daemon=True).start()

    def _play(self, wanted: object, sound: Path, volume: int, told: Callable[[bool], None]) -> None:
        heard = False
        try:
            process = subprocess.Popen(
                [*self._command, str(sound), str(volume)],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            self._process = process
            if self._wanted is not wanted:
                process.kill()
            said = process.communicate()[1]
            heard = process.returncode == 0
            if process.returncode >= 0:
                self.trouble = "" if heard else _last(said)
        except OSError as fault:
            self.trouble = str(fault)
        except Exception as error:  # noqa: BLE001 - the call counts as over, the next one is played
            fenced("the server's loudspeaker", error)
            self.trouble = type(error).__name__
        if self._wanted is wanted:
            self._wanted = None
        told(heard)
