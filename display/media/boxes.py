"""The boxes of which an MP4 file is made (ISO/IEC 14496-12): read, and blanked where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from display.media.unfit import Unfit

MOST = 2000
"""Boxes side by side."""
KNOWN = (b"moov", b"mdat", b"trak", b"mdia", b"minf", b"stbl")
"""One of these that is cut is the end of a file that was not sent whole."""


@dataclass(frozen=True)
class Box:
    """`start` of its header, `body` of what it holds, up to `end`: places in the bytes around."""

    kind: bytes
    start: int
    body: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.body


def header(head: bytes | bytearray, start: int, end: int) -> Box:
    """The box whose first 16 bytes, or what there is of them, are `head`. Raises Unfit."""
    if len(head) < 8:
        raise Unfit("junk")
    size, kind, body = int.from_bytes(head[:4], "big"), bytes(head[4:8]), start + 8
    if size == 1 and len(head) >= 16:
        size, body = int.from_bytes(head[8:16], "big"), start + 16
    elif size == 0:
        size = end - start
    if start + size < body or start + size > end or not _is_name(kind):
        raise Unfit("broken_video" if kind in KNOWN else "junk")
    return Box(kind, start, body, start + size)


def boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """Those side by side from `start` to `end`. Raises Unfit for anything between or after."""
    for _ in range(MOST):
        if start == end or (end - start == 4 and not any(data[start:end])):
            # QuickTime ends some lists with four zeros.
            return
        box = header(data[start : min(start + 16, end)], start, end)
        yield box
        start = box.end
    raise Unfit("broken_video")


def inside(data: bytes | bytearray, box: Box, skip: int = 0) -> list[Box]:
    """What `box` holds after `skip` bytes."""
    if box.body + skip > box.end:
        raise Unfit("broken_video")
    return list(boxes(data, box.body + skip, box.end))


def only(found: list[Box], kind: bytes) -> Box:
    """The one of that kind. Raises Unfit where there is none or another."""
    those = [box for box in found if box.kind == kind]
    if len(those) != 1:
        raise Unfit("broken_video")
    return those[0]


def blank(data: bytearray, box: Box) -> None:
    """It stays as long as it is, and holds nothing: places of all others are as they were."""
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.body : box.end] = bytes(box.size)


def number(data: bytes | bytearray, at: int, size: int = 4) -> int:
    """Big-endian. Raises Unfit past the end."""
    if at + size > len(data):
        raise Unfit("broken_video")
    return int.from_bytes(data[at : at + size], "big")


def _is_name(kind: bytes) -> bool:
    """Four letters; QuickTime ends some lists with a box of four zeros."""
    return kind == bytes(4) or all(0x20 <= byte < 0x7F or byte == 0xA9 for byte in kind)
