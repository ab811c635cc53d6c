"""The keypad's parts alone: which keys count, which keyboards there are, Windows' hot keys."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hall import ROOT
from servers import command
from test_run import refused

from keypad.boards import WORD, boards
from keypad.keys import WINDOWS, Down, Steady, Unusable
from keypad.windows import MOD_NOREPEAT, WM_HOTKEY, Message, WindowsKeys


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        (Down("smart", 5.0), Down("smart", 5.2), False),
        (Down("smart", 5.0), Down("smart", 5.3), True),
        (Down("smart", 5.0), Down("recall", 5.1), True),
        (Down("smart", 5.0), Down("smart", 4.0), True),
    ],
)
def test_one_key_counts_once_in_a_quarter_of_a_second(before: Down, after: Down, new: bool) -> None:
    steady = Steady()
    assert steady.is_new(before)
    assert steady.is_new(after) is new


def plugged(folder: Path, number: int, name: str, keys: list[int]) -> None:
    """What the kernel says of one keyboard."""
    described = folder / "sys" / f"event{number}" / "device"
    (described / "capabilities").mkdir(parents=True)
    (described / "name").write_text(f"{name}\n")
    bits, words = sum(1 << key for key in keys), []
    while bits:
        words.append(f"{bits % (1 << WORD):x}")
        bits >>= WORD
    (described / "capabilities" / "key").write_text(" ".join(reversed(words or ["0"])) + "\n")


def test_a_keypad_is_a_keyboard_with_a_numeric_block_and_no_letters(tmp_path: Path) -> None:
    block = [28, 55, 74, 78, 96, 71, 72, 73, 75, 76, 77, 79, 80, 81, 82]
    plugged(tmp_path, 2, "USB Keyboard", [*range(1, 120)])
    plugged(tmp_path, 11, "SIGMACHIP Keypad", [*block, 183])
    plugged(tmp_path, 3, "Mouse", [272, 273])
    plugged(tmp_path, 4, "Power Button", [116])
    (tmp_path / "dev" / "by-id").mkdir(parents=True)
    (tmp_path / "dev" / "event11").touch()
    lasting = tmp_path / "dev" / "by-id" / "usb-SIGMACHIP-event-kbd"
    lasting.symlink_to("../event11")
    found = boards(tmp_path / "sys", tmp_path / "dev")
    assert [(each.path.name, each.name, each.is_keypad) for each in found] == [
        ("usb-SIGMACHIP-event-kbd", "SIGMACHIP Keypad", True),
        ("event2", "USB Keyboard", False),
    ]


class User32:
    """The part of Windows' library that the keypad calls. `pressed`: hot keys and other news."""

    def __init__(self, pressed: list[tuple[int, int, int]], taken: int | None = None) -> None:
        self.pressed, self.taken = pressed, taken
        self.keys: dict[int, int] = {}
        self.over = Event()

    def RegisterHotKey(self, _window: None, id: int, how: int, key: int) -> bool:  # noqa: N802
        assert how == MOD_NOREPEAT
        if key == self.taken:
            return False
        self.keys[id] = key
        return True

    def UnregisterHotKey(self, _window: None, id: int) -> bool:  # noqa: N802
        del self.keys[id]
        return True

    def MsgWaitForMultipleObjects(self, *_asked: Any) -> int:  # noqa: N802
        if not self.pressed:
            self.over.set()
        return 0

    def PeekMessageW(self, into: Any, *_asked: Any) -> bool:  # noqa: N802
        if not self.pressed:
            return False
        message = ctypes.cast(into, ctypes.POINTER(Message)).contents
        message.message, message.wide, message.time = self.pressed.pop(0)
        return True


def test_windows_tells_of_its_hot_keys_and_gets_them_back() -> None:
    f13, f15 = 0x7C, 0x7E
    user32 = User32([(WM_HOTKEY, f13, 1000), (0x0113, 1, 1100), (WM_HOTKEY, f15, 2500)])
    keys = WindowsKeys(user32)
    downs = keys.downs(user32.over)
    assert next(downs) == Down("smart", 1.0)
    assert user32.keys == {key: key for key in WINDOWS}
    assert next(downs) == Down("absent", 2.5)
    user32.pressed = [(WM_HOTKEY, f13, 2600), (WM_HOTKEY, f13, 2700)]
    assert keys.drop() == 2
    assert list(downs) == [] and user32.keys == {}


def test_a_hot_key_of_another_program_is_named() -> None:
    user32 = User32([], taken=0x7D)
    with pytest.raises(Unusable, match="F14"):
        next(WindowsKeys(user32).downs(user32.over))
    assert user32.keys == {}


def test_the_board_is_taken_once_no_key_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    linux = pytest.importorskip("keypad.linux", exc_type=ImportError)
    asked: list[int] = []
    enter_is_down = [bytes(12) + b"\x01" + bytes(83), bytes(96)]

    def ioctl(_board: int, what: int, _with: bytes | int) -> bytes:
        asked.append(what)
        return enter_is_down.pop(0) if what == linux.EVIOCGKEY else b""

    monkeypatch.setattr(linux.fcntl, "ioctl", ioctl)
    linux.grab(3)
    assert asked == [linux.EVIOCGKEY, linux.EVIOCGKEY, linux.EVIOCGRAB]


@pytest.mark.skipif(os.name != "posix", reason="ended by a signal")
def test_what_is_no_keyboard_is_not_said_to_be_unplugged(tmp_path: Path) -> None:
    linux = pytest.importorskip("keypad.linux", exc_type=ImportError)
    (tmp_path / "ttyUSB0").touch()
    over, said = Event(), list[str]()

    def tell(vietnamese: str, _english: str) -> None:
        said.append(vietnamese)
        over.set()

    assert list(linux.LinuxKeys(tmp_path / "ttyUSB0", tell, again=0).downs(over)) == []
    assert said == [f"{tmp_path / 'ttyUSB0'} không phải là bàn phím; xem run.py keypad --list."]


def test_the_command_waits_for_the_server_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    words = ["keypad", "--server", "http://127.0.0.1:9", "--counter", "3", "--data", tmp_path]
    line = [sys.executable, str(ROOT / "run.py"), *map(str, words), "--device", "/dev/nothing"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = [running.stdout.readline() for _ in range(2)]
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0
    assert any("Chưa nối được http://127.0.0.1:9" in each for each in said)
    assert any("Không thấy bàn phím /dev/nothing" in each for each in said)


def test_what_the_command_needs_is_told_in_one_sentence(tmp_path: Path) -> None:
    assert "--server" in refused(command("keypad", "--data", tmp_path))
    assert "--counter" in refused(command("keypad", "--server", "http://goiso.lan:8000"))
