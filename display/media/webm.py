"""A WebM file: looked at element by element, and cleaned where it lies of words and attachments."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import IO

from display.media.ebml import VOID, Element, blank, content, elements, number, vint
from display.media.film import Film, judged
from display.media.unfit import Unfit

EBML, SEGMENT = 0x1A45DFA3, 0x18538067
DOC_TYPE = 0x4282
INFO, TRACKS, CLUSTER = 0x1549A966, 0x1654AE6B, 0x1F43B675
SEGMENT_KEPT = {INFO, TRACKS, CLUSTER, 0x114D9B74, 0x1C53BB6B}
SCALE, DURATION = 0x2AD7B1, 0x4489
INFO_KEPT = {SCALE, DURATION, 0x4D80, 0x5741}
TRACK, KIND, CODEC, NAME, ENCODINGS = 0xAE, 0x83, 0x86, 0x536E, 0x6D80
VIDEO, WIDTH, HEIGHT = 0xE0, 0xB0, 0xBA
TRACK_NUMBER, SIMPLE_BLOCK, GROUP, BLOCK, TIME = 0xD7, 0xA3, 0xA0, 0xA1, 0xE7
CLUSTER_KNOWN = {TIME, SIMPLE_BLOCK, GROUP, 0xA7, 0xAB, 0xBF}
PICTURES, SOUNDS = 1, 2
NAMES = {"V_AV1": "AV1", "V_MPEG4/ISO/AVC": "H.264", "V_MPEGH/ISO/HEVC": "HEVC (H.265)"}
WORDS = 4096
MS = 1_000_000
"""Nanoseconds."""


def clean(file: Path) -> Film:
    """Raises Unfit; then the file may be cleaned in part."""
    with file.open("r+b") as stream:
        top = list(elements(stream, 0, file.stat().st_size))
        if [each.id for each in top] != [EBML, SEGMENT]:
            raise Unfit("junk")
        kind = _first(stream, top[0], DOC_TYPE)
        if kind is None or content(stream, kind, 32).rstrip(b"\0") != b"webm":
            raise Unfit("video_kind")
        found = list(elements(stream, top[1].body, top[1].end))
        for each in found:
            if each.id not in SEGMENT_KEPT:
                blank(stream, each)
        length = _length(stream, _only(found, INFO))
        film, track = _tracks(stream, _only(found, TRACKS))
        last = _clusters(stream, [each for each in found if each.id == CLUSTER], track)
    return judged(Film(*film, max(length, last)))


def _length(stream: IO[bytes], info: Element) -> int:
    """ms, as the file says."""
    all_of_it = list(elements(stream, info.body, info.end))
    found = {each.id: each for each in all_of_it}
    scale = number(stream, found[SCALE]) if SCALE in found else MS
    raw = content(stream, found[DURATION], 8) if DURATION in found else b""
    for each in all_of_it:
        if each.id not in INFO_KEPT:
            blank(stream, each)
    if scale != MS or len(raw) not in (4, 8):
        raise Unfit("broken_video")
    length = struct.unpack(">f" if len(raw) == 4 else ">d", raw)[0]
    if not 0 < length < 1e12:
        raise Unfit("broken_video")
    return int(length)


def _tracks(stream: IO[bytes], tracks: Element) -> tuple[tuple[int, int], tuple[int, str]]:
    """((width, height), (number, codec)) of the pictures."""
    picture: tuple[tuple[int, int], tuple[int, str]] | None = None
    for entry in elements(stream, tracks.body, tracks.end):
        if entry.id != TRACK:
            blank(stream, entry)
            continue
        all_of_it = list(elements(stream, entry.body, entry.end))
        found = {each.id: each for each in all_of_it}
        if ENCODINGS in found:
            raise Unfit("secret")
        for each in all_of_it:
            if each.id in (NAME, VOID):
                blank(stream, each)
        if not {KIND, CODEC, TRACK_NUMBER} <= found.keys():
            raise Unfit("broken_video")
        codec = content(stream, found[CODEC], WORDS).decode("ascii", "replace").rstrip("\0")
        kind = number(stream, found[KIND])
        if kind == SOUNDS and codec not in ("A_OPUS", "A_VORBIS"):
            raise Unfit("sound_codec", codec=codec.removeprefix("A_"))
        if kind == PICTURES and codec not in ("V_VP8", "V_VP9"):
            raise Unfit("codec", codec=NAMES.get(codec, codec.removeprefix("V_")))
        if kind == PICTURES and picture is None and VIDEO in found:
            picture = (
                _size(stream, found[VIDEO]),
                (number(stream, found[TRACK_NUMBER]), codec),
            )
        elif kind != SOUNDS:
            raise Unfit("video_kind")
    if picture is None:
        raise Unfit("broken_video")
    return picture


def _size(stream: IO[bytes], video: Element) -> tuple[int, int]:
    found = {each.id: each for each in elements(stream, video.body, video.end)}
    if not {WIDTH, HEIGHT} <= found.keys():
        raise Unfit("broken_video")
    return number(stream, found[WIDTH]), number(stream, found[HEIGHT])


def _clusters(stream: IO[bytes], clusters: list[Element], track: tuple[int, str]) -> int:
    """When the last of them begins, ms; the first picture is looked at."""
    last, seen = 0, False
    for cluster in clusters:
        for each in list(elements(stream, cluster.body, cluster.end)):
            if each.id not in CLUSTER_KNOWN:
                blank(stream, each)
            elif each.id == TIME:
                last = max(last, number(stream, each))
            elif not seen and each.id in (SIMPLE_BLOCK, GROUP):
                seen = _is_first(stream, each, track)
    if not seen:
        raise Unfit("broken_video")
    return last


def _is_first(stream: IO[bytes], found: Element, track: tuple[int, str]) -> bool:
    """Whether a block is of the track; raises Unfit where its pictures have more than 8 bits."""
    block = _first(stream, found, BLOCK) if found.id == GROUP else found
    if block is None:
        return False
    stream.seek(block.body)
    head = stream.read(min(16, block.end - block.body))
    which, width = vint(head)
    if which != track[0] or len(head) < width + 4:
        return False
    frame = head[width + 3]
    if track[1] == "V_VP9" and (frame >> 6 != 2 or frame & 0x30):
        raise Unfit("codec", codec="VP9, profile 1–3")
    return True


def _first(stream: IO[bytes], inside: Element, id: int) -> Element | None:
    found = elements(stream, inside.body, inside.end)
    return next((each for each in found if each.id == id), None)


def _only(found: list[Element], id: int) -> Element:
    those = [each for each in found if each.id == id]
    if len(those) != 1:
        raise Unfit("broken_video")
    return those[0]
