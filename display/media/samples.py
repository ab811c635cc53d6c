"""Where in an MP4 file the pictures and sounds of a track lie."""

from __future__ import annotations

from collections.abc import Iterator

from display.media.boxes import Box, number, only
from display.media.unfit import Unfit

MOST_SAMPLES = 300_000

Range = tuple[int, int]
"""From one place in the file up to another."""


def duration(data: bytearray, table: list[Box]) -> int:
    """In the units of the track's own clock, by the length of each of its samples."""
    box = only(table, b"stts")
    return sum(
        number(data, at) * number(data, at + 4) for at in _entries(data, box, box.body + 4, 8)
    )


def ranges(data: bytearray, table: list[Box]) -> list[Range]:
    """Of each chunk, in the order of the file. Raises Unfit where the tables contradict."""
    sizes = _sizes(data, table)
    chunks = _chunks(data, table)
    found, sample = [], 0
    for place, count in zip(chunks, _counts(data, table, len(chunks)), strict=True):
        if sample + count > len(sizes):
            raise Unfit("broken_video")
        found.append((place, place + sum(sizes[sample : sample + count])))
        sample += count
    if sample < len(sizes):
        raise Unfit("broken_video")
    return sorted(found)


def _sizes(data: bytearray, table: list[Box]) -> list[int]:
    box = only(table, b"stsz")
    alike, count = number(data, box.body + 4), number(data, box.body + 8)
    if not 0 < count <= MOST_SAMPLES:
        raise Unfit("broken_video")
    if alike:
        return [alike] * count
    return [number(data, at) for at in _entries(data, box, box.body + 8, 4)]


def _chunks(data: bytearray, table: list[Box]) -> list[int]:
    wide = any(box.kind == b"co64" for box in table)
    box = only(table, b"co64" if wide else b"stco")
    size = 8 if wide else 4
    return [number(data, at, size) for at in _entries(data, box, box.body + 4, size)]


def _counts(data: bytearray, table: list[Box], chunks: int) -> Iterator[int]:
    """How many samples each chunk holds: runs of chunks that hold as many."""
    box = only(table, b"stsc")
    runs = [
        (number(data, at), number(data, at + 4)) for at in _entries(data, box, box.body + 4, 12)
    ]
    firsts = [first for first, _ in runs]
    if firsts[:1] != [1] or firsts != sorted(set(firsts)):
        raise Unfit("broken_video")
    for (first, count), after in zip(runs, [*firsts[1:], chunks + 1], strict=True):
        for _ in range(first, min(after, chunks + 1)):
            yield count


def _entries(data: bytearray, box: Box, count_at: int, size: int) -> range:
    """The places of the entries that follow their count."""
    count, first = number(data, count_at), count_at + 4
    if count > MOST_SAMPLES or first + count * size > box.end:
        raise Unfit("broken_video")
    return range(first, first + count * size, size)
