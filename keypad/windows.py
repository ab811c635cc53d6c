"""Hot keys of a Windows computer: F13 to F16, which no ordinary keyboard has."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from threading import Event
from typing import Any

from keypad.keys import OFTEN, WINDOWS, Down, Unusable

MOD_NOREPEAT, WM_HOTKEY, PM_REMOVE, QS_ALLINPUT = 0x4000, 0x0312, 1, 0x04FF


class Message(ctypes.Structure):
    """MSG of winuser.h. `time` in ms since the computer started."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wide", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
    )


class WindowsKeys:
    """`user32` is Windows' own library. Everything must be called in one and the same thread."""

    def __init__(self, user32: Any) -> None:
        self._user32 = user32

    def downs(self, over: Event) -> Iterator[Down]:
        """Raises Unusable when another program has one of the keys."""
        taken: list[int] = []
        try:
            for key in WINDOWS:
                if not self._user32.RegisterHotKey(None, key, MOD_NOREPEAT, key):
                    name = f"F{key - 0x7C + 13}"
                    raise Unusable(
                        f"Chương trình khác đang dùng phím {name}.", f"{name} is taken already."
                    )
                taken.append(key)
            while not over.is_set():
                # Waiting without an end would keep Ctrl+C from being heard.
                wait = round(OFTEN * 1000)
                self._user32.MsgWaitForMultipleObjects(0, None, False, wait, QS_ALLINPUT)
                yield from self._pending()
        finally:
            for key in taken:
                self._user32.UnregisterHotKey(None, key)

    def drop(self) -> int:
        return sum(1 for _ in self._pending())

    def _pending(self) -> Iterator[Down]:
        message = Message()
        while self._user32.PeekMessageW(ctypes.byref(message), None, 0, 0, PM_REMOVE):
            if message.message == WM_HOTKEY and message.wide in WINDOWS:
                yield Down(WINDOWS[message.wide], message.time / 1000)


def own_keys() -> WindowsKeys:
    return WindowsKeys(getattr(ctypes, "windll").user32)  # noqa: B009 - on Windows alone
