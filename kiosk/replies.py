"""What a printer says back, told apart by the bits that each kind of reply always has.

Sources: Epson's ESC/POS reference for DLE EOT, GS r, GS a (automatic status) and GS ( H.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Trouble = Literal["paper", "cover", "offline", "error"]
Kind = Literal["status", "sensor", "ident"]

QUESTIONS = (1, 2, 4)
"""DLE EOT n: is it ready, why not, is there paper."""


def ask_status(question: int) -> bytes:
    return b"\x10\x04" + bytes([question])


def ask_sensor() -> bytes:
    """GS r 1: answered in its turn, when all before it has been worked off."""
    return b"\x1dr\x01"


def ask_ident(ident: bytes) -> bytes:
    """GS ( H fn 48: four characters, answered when all before them is printed."""
    return b"\x1d(H\x06\x0000" + ident


@dataclass(frozen=True)
class Reply:
    kind: Kind
    data: bytes


class Replies:
    """Takes bytes as they come and gives whole replies; what is none of them is dropped."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[Reply]:
        self._held += data
        while self._held:
            first = self._held[0]
            if first == 0x37:
                end = self._held.find(0)
                if end < 0 and len(self._held) < 16:
                    return
                yield from self._take(end + 1 if 0 < end < 16 else 1, "ident")
            elif first & 0x93 == 0x12:
                yield from self._take(1, "status")
            elif first & 0x93 == 0x10:
                if len(self._held) < 4:
                    return
                del self._held[:4]  # automatic status: nobody asked for it
            elif first & 0x90 == 0x00:
                yield from self._take(1, "sensor")
            else:
                del self._held[0]

    def _take(self, length: int, kind: Kind) -> Iterator[Reply]:
        data = bytes(self._held[:length])
        del self._held[:length]
        if kind != "ident":
            yield Reply(kind, data)
        elif data[1:2] == b"\x22" and data.endswith(b"\x00"):
            yield Reply(kind, data[2:-1])


@dataclass(frozen=True)
class Status:
    """What the printer said of itself; not `heard`: it said nothing at all."""

    heard: bool
    trouble: Trouble | None = None
    near_end: bool = False


def understand(answers: dict[int, int]) -> Status:
    """From the answers to DLE EOT n, by n; a question without an answer says nothing."""
    ready, cause, paper = (answers.get(question, 0) for question in QUESTIONS)
    trouble: Trouble | None = None
    if cause & 0x04:
        trouble = "cover"
    elif cause & 0x20 or paper & 0x60:
        trouble = "paper"
    elif cause & 0x40:
        trouble = "error"
    elif ready & 0x08:
        trouble = "offline"
    return Status(bool(answers), trouble, bool(paper & 0x0C))


def sensed(data: bytes) -> Status:
    """From the answer to GS r 1: bits 0-1 little paper left, bits 2-3 none."""
    return Status(True, "paper" if data[0] & 0x0C else None, bool(data[0] & 0x03))
