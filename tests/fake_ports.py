"""The same printer at a port of the computer: a terminal that answers, or a pipe that does not.

with FakePort(tmp_path / "ttyUSB0") as printer: ...   # open printer.path
"""

from __future__ import annotations

import os
import select
import time
import tty
from contextlib import suppress
from pathlib import Path

from fake_printer import ROOM, FakePrinter

PAUSE = 0.005


class FakePort(FakePrinter):
    """A pseudo terminal behind a link. When its cable is pulled the link is gone."""

    def __init__(self, path: Path, width: int = 576, room: int = ROOM) -> None:
        super().__init__(width, room)
        self.path = path
        self._ends: tuple[int, ...] = ()

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        self._hang_up()

    def behave(self, **how: object) -> None:
        with self._changed:
            super().behave(**how)
            if "reset_after" in how:
                self._taken = 0
            if not (self._ends or self._manner.refuse or self._manner.reset_after):
                self._listen()
        if how.get("chatter"):
            self._tell(self._manner.chatter)

    def _refuse(self) -> None:
        self._hang_up()

    def _listen(self) -> None:
        near, far = os.openpty()
        # The far end is kept open, or reading would fail while nobody prints.
        tty.setraw(far)
        self.path.symlink_to(os.ttyname(far))
        self._ends = (near, far)

    def _hang_up(self) -> None:
        with self._changed:
            ends, self._ends = self._ends, ()
            if ends:
                self.path.unlink()
        for end in ends:
            os.close(end)

    def _serve(self) -> None:
        seen = b""
        while not self._over:
            try:
                data = self._hear()
                self._taken += len(data)
                seen = self._answer(seen + data)
                self._hold(data)
                with self._changed:
                    limit = self._manner.reset_after
                    if limit is not None and self._taken >= limit:
                        self._hang_up()
            except OSError:
                seen = b""

    def _hear(self) -> bytes:
        data = b""
        with self._changed:
            ends = () if self._manner.hang else self._ends
            if ends and select.select(ends[:1], [], [], 0)[0]:
                data = os.read(ends[0], 256)
        if not data:
            time.sleep(PAUSE)
        return data

    def _tell(self, data: bytes) -> None:
        with self._changed, suppress(OSError, IndexError):
            os.write(self._ends[0], data)

    def _broken(self) -> bool:
        return not self._ends


class FakePipe(FakePort):
    """A pipe with a reader at its end, who never says anything."""

    def _listen(self) -> None:
        if not self.path.exists():
            os.mkfifo(self.path)
        self._ends = (os.open(self.path, os.O_RDONLY | os.O_NONBLOCK),)

    def _hang_up(self) -> None:
        with self._changed:
            ends, self._ends = self._ends, ()
        for end in ends:
            os.close(end)

    def _tell(self, data: bytes) -> None:
        """There is no way back."""
