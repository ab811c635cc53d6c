"""The elements of which a WebM file is made (RFC 8794): read, and blanked where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from display.media.unfit import Unfit

VOID = 0xEC
LARGE = (0x18538067, 0x1F43B675)
"""A segment or cluster that is cut is the end of a file that was not sent whole."""
MOST = 500_000
PIECE = 1 << 20


@dataclass(frozen=True)
class Element:
    """`start` of its header, `body` of what it holds, up to `end`: places in the file."""

    id: int
    start: int
    body: int
    end: int


def elements(stream: IO[bytes], start: int, end: int) -> Iterator[Element]:
    """Those side by side from `start` to `end`. Raises Unfit for anything else there."""
    for _ in range(MOST):
        if start == end:
            return
        stream.seek(start)
        head = stream.read(min(12, end - start))
        found = _element(head, start, end)
        yield found
        start = found.end
    raise Unfit("broken_video")


def number(stream: IO[bytes], element: Element) -> int:
    return int.from_bytes(content(stream, element, 8), "big")


def content(stream: IO[bytes], element: Element, most: int) -> bytes:
    """Raises Unfit where it is longer than `most` bytes."""
    if element.end - element.body > most:
        raise Unfit("broken_video")
    stream.seek(element.body)
    return stream.read(element.end - element.body)


def blank(stream: IO[bytes], element: Element) -> None:
    """A Void of the same length takes its place."""
    length = element.end - element.start
    size = bytes([0x80 | (length - 2)]) if length < 128 else b"\1" + (length - 9).to_bytes(7, "big")
    stream.seek(element.start)
    stream.write(bytes([VOID]) + size)
    left = length - 1 - len(size)
    while left > 0:
        stream.write(bytes(min(left, PIECE)))
        left -= PIECE


def vint(data: bytes) -> tuple[int, int]:
    """(the number at the start of `data`, how many bytes it takes). Raises Unfit."""
    if not data or not data[0]:
        raise Unfit("junk")
    width = 9 - data[0].bit_length()
    if len(data) < width:
        raise Unfit("junk")
    return int.from_bytes(data[:width], "big") & ((1 << 7 * width) - 1), width


def _element(head: bytes, start: int, end: int) -> Element:
    _, id_width = vint(head)
    if id_width > 4:
        raise Unfit("junk")
    size, size_width = vint(head[id_width:])
    if size == (1 << 7 * size_width) - 1:
        # Of unknown length, as it is when it is recorded live.
        raise Unfit("pieces")
    id, body = int.from_bytes(head[:id_width], "big"), start + id_width + size_width
    if body + size > end:
        raise Unfit("broken_video" if id in LARGE else "junk")
    return Element(id, start, body, body + size)
