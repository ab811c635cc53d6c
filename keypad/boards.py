"""The keyboards of a Linux computer, as the kernel describes them to everybody."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

SYS = Path("/sys/class/input")
DEV = Path("/dev/input")
WORD = 8 * struct.calcsize("l")
ENTER, LETTERS, DIGITS = 96, (16, 30, 44), (79, 80, 81)


@dataclass(frozen=True)
class Board:
    """`path` keeps its name when it is plugged in again, where it has such a name."""

    path: Path
    name: str
    is_keypad: bool


def boards(sys: Path = SYS, dev: Path = DEV) -> list[Board]:
    """All that have the Enter key of a numeric block; those with nothing but such keys first."""
    lasting = {link.resolve().name: link for link in sorted((dev / "by-id").glob("*"))}
    found = []
    for event in sorted(sys.glob("event*"), key=lambda each: int(each.name[5:])):
        keys = _keys(event / "device" / "capabilities" / "key")
        if ENTER in keys:
            name = (event / "device" / "name").read_text("utf-8", "replace").strip()
            digits_alone = keys.issuperset(DIGITS) and keys.isdisjoint(LETTERS)
            path = lasting.get(event.name, dev / event.name)
            found.append(Board(path, name, digits_alone))
    return sorted(found, key=lambda each: not each.is_keypad)


def _keys(file: Path) -> set[int]:
    """The kernel writes its words of bits in hexadecimal, the highest first."""
    try:
        words = file.read_text("ascii").split()
    except OSError:
        return set()
    bits = 0
    for word in words:
        bits = bits << WORD | int(word, 16)
    return {key for key in range(bits.bit_length()) if bits >> key & 1}
