"""One keyboard of a Linux computer, taken from everything else that runs there."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

from keypad.keys import LINUX, OFTEN, Down

# struct input_event: seconds, microseconds, type, code, value.
INPUT = struct.Struct("llHHi")
EV_KEY, DOWN = 1, 1
EVIOCGRAB, EVIOCGKEY = 0x40044590, 0x80604518
ALL_KEYS = 96
AT_ONCE = 1024 * INPUT.size
AGAIN = 1.0
RELEASE, LOOKS = 0.05, 100


def grab(board: int) -> None:
    """From now on its keys come here alone. Raises OSError.

    Not while one is down, or the desktop would wait for its release and repeat it for ever; one
    that stays down is stuck.
    """
    for _ in range(LOOKS):
        if not any(fcntl.ioctl(board, EVIOCGKEY, bytes(ALL_KEYS))):
            break
        time.sleep(RELEASE)
    fcntl.ioctl(board, EVIOCGRAB, 1)


class LinuxKeys:
    """The keyboard at `path`, opened again when it was unplugged. `tell(vietnamese, english)`."""

    def __init__(
        self,
        path: Path,
        tell: Callable[[str, str], None],
        grab: Callable[[int], None] = grab,
        again: float = AGAIN,
    ) -> None:
        self._path, self._tell, self._grab, self._again = path, tell, grab, again
        self._board = -1
        self._pending: list[Down] = []

    def downs(self, over: Event) -> Iterator[Down]:
        while not over.is_set():
            try:
                self._board = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK)
                self._grab(self._board)
                self._tell(f"Đã nhận bàn phím {self._path}.", "The keypad is here.")
                while not over.is_set():
                    self._pending = self._read(OFTEN)
                    while self._pending:
                        yield self._pending.pop(0)
            except OSError as fault:
                self._tell(*_why(fault, self._path))
                over.wait(self._again)
            finally:
                self._close()

    def drop(self) -> int:
        """A keyboard that is gone meanwhile is noticed at the next look."""
        with suppress(OSError):
            self._pending += self._read(0)
        dropped = len(self._pending)
        self._pending.clear()
        return dropped

    def _read(self, seconds: float) -> list[Down]:
        """Raises OSError when the keyboard is no longer there."""
        if not select.select([self._board], [], [], seconds)[0]:
            return []
        read = os.read(self._board, AT_ONCE)
        if not read:
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        whole = read[: len(read) - len(read) % INPUT.size]
        return [
            Down(LINUX[code], seconds + microseconds / 1e6)
            for seconds, microseconds, kind, code, value in INPUT.iter_unpack(whole)
            if kind == EV_KEY and value == DOWN and code in LINUX
        ]

    def _close(self) -> None:
        if self._board >= 0:
            os.close(self._board)
        self._board = -1


def _why(fault: OSError, path: Path) -> tuple[str, str]:
    if fault.errno in (errno.EACCES, errno.EPERM):
        return (
            f"Không có quyền đọc {path}: xem quy tắc udev trong docs/keypad.md.",
            "No right to read it: see docs/keypad.md.",
        )
    if fault.errno == errno.EBUSY:
        return f"Chương trình khác đang giữ {path}.", "Another program holds it."
    if fault.errno in (errno.ENOTTY, errno.EINVAL):
        return (
            f"{path} không phải là bàn phím; xem run.py keypad --list.",
            "It is no keyboard: see --list.",
        )
    return f"Không thấy bàn phím {path}; đang chờ cắm lại.", "It is not there; waiting for it."
