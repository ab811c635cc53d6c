"""An MP4 or MOV file: looked at box by box, and cleaned where it lies of all that is not shown.

Nothing moves, so that every place that its tables name stays right; what goes becomes zeros.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from display.media import samples
from display.media.boxes import Box, blank, boxes, header, inside, number, only
from display.media.film import Film, judged
from display.media.samples import Range
from display.media.track import Track, track
from display.media.unfit import Unfit

LARGEST_MOOV = 32_000_000
LONGEST_FTYP = 1024
PIECE = 1 << 20
IN_MOOV = (b"mvhd", b"trak", b"iods")
PIECES = (b"moof", b"mvex", b"sidx", b"styp")


def clean(file: Path) -> Film:
    """Raises Unfit; then the file may be cleaned in part."""
    with file.open("r+b") as stream:
        top = _top(stream, file.stat().st_size)
        if any(box.kind in PIECES for box in top):
            raise Unfit("pieces")
        moov = only(top, b"moov")
        if moov.size > LARGEST_MOOV:
            raise Unfit("broken_video")
        stream.seek(moov.start)
        data = bytearray(stream.read(moov.end - moov.start))
        film, kept = _movie(data)
        _must_be_there(kept, [box for box in top if box.kind == b"mdat"])
        stream.seek(moov.start)
        stream.write(data)
        for box in top:
            if box.kind == b"mdat":
                _zero_between(stream, box, kept)
            elif box.kind not in (b"moov", b"ftyp"):
                _zero(stream, box.start + 4, box.start + 8, b"free")
                _zero(stream, box.body, box.end)
            elif box.size > LONGEST_FTYP and box.kind == b"ftyp":
                raise Unfit("broken_video")
    return film


def _top(stream: IO[bytes], size: int) -> list[Box]:
    found: list[Box] = []
    at = 0
    while at < size:
        stream.seek(at)
        box = header(stream.read(16), at, size)
        # What follows would be taken for a part of it.
        if len(found) > samples.MOST_SAMPLES // 100:
            raise Unfit("broken_video")
        found.append(box)
        at = box.end
    return found


def _movie(data: bytearray) -> tuple[Film, list[Range]]:
    """The film, and which places of the file it needs; `data`, the box moov, is cleaned."""
    [moov] = boxes(data, 0, len(data))
    found = inside(data, moov)
    if any(box.kind in PIECES for box in found):
        raise Unfit("pieces")
    _forget_times(data, only(found, b"mvhd"))
    picture: Track | None = None
    sound: Track | None = None
    for box in found:
        if box.kind not in IN_MOOV:
            blank(data, box)
        if box.kind != b"trak":
            continue
        made = track(data, box)
        if made is not None and made.handler == b"vide" and picture is None:
            picture = made
        elif made is not None and made.handler == b"soun" and sound is None:
            sound = made
        else:
            blank(data, box)
    if picture is None:
        raise Unfit("sound" if sound else "broken_video")
    for each in (picture, sound):
        if each is not None:
            each.clean(data)
    film = picture.film(data)
    kept = picture.ranges(data) + (sound.ranges(data) if sound else [])
    if sound is not None:
        # It is played to the end of the longer one.
        judged(replace(film, length=max(film.length, sound.length(data))))
    return judged(film), sorted(kept)


def _must_be_there(kept: list[Range], mdats: list[Box]) -> None:
    """A file that was cut lacks its end."""
    for start, end in kept:
        if not any(box.body <= start and end <= box.end for box in mdats):
            raise Unfit("broken_video")


def _zero_between(stream: IO[bytes], box: Box, kept: list[Range]) -> None:
    """What lies in `box` and belongs to neither picture nor sound."""
    at = box.body
    for start, end in kept:
        if box.body <= start < box.end:
            _zero(stream, at, max(at, start))
            at = max(at, end)
    _zero(stream, at, box.end)


def _zero(stream: IO[bytes], start: int, end: int, instead: bytes = b"") -> None:
    stream.seek(start)
    stream.write(instead)
    for piece in _pieces(end - start - len(instead)):
        stream.write(bytes(piece))


def _pieces(size: int) -> Iterator[int]:
    while size > 0:
        yield min(size, PIECE)
        size -= PIECE


def _forget_times(data: bytearray, box: Box) -> None:
    """When it was made and changed."""
    long = 8 if number(data, box.body, 1) else 4
    data[box.body + 4 : box.body + 4 + 2 * long] = bytes(2 * long)
