"""The sound of an MP4 file: AAC, or refused by its name."""

from __future__ import annotations

from display.media.boxes import Box, inside, number
from display.media.unfit import Unfit

NAMES = {
    b"ac-3": "AC-3",
    b"ec-3": "E-AC-3",
    b"Opus": "Opus",
    b"alac": "ALAC",
    b"fLaC": "FLAC",
    b"samr": "AMR",
    b"sowt": "PCM",
    b"twos": "PCM",
    b"lpcm": "PCM",
    b"in24": "PCM",
    b".mp3": "MP3",
}
AAC = (0x40, 0x66, 0x67, 0x68)
MPEG = (0x69, 0x6B)
PLAIN, SECOND, THIRD = 28, 44, 64
"""Bytes before the inner boxes, by the version of a QuickTime description."""
CONFIG = 4
"""The descriptor that says which coding it is."""


def must_be_aac(data: bytearray, entry: Box) -> None:
    """Raises Unfit."""
    if entry.kind == b"enca":
        raise Unfit("secret")
    if entry.kind != b"mp4a":
        name = entry.kind.decode("ascii", "replace").strip()
        raise Unfit("sound_codec", codec=NAMES.get(entry.kind, name))
    version = number(data, entry.body + 8, 2)
    found = inside(data, entry, {1: SECOND, 2: THIRD}.get(version, PLAIN))
    for wave in [box for box in found if box.kind == b"wave"]:
        found += inside(data, wave)
    for box in found:
        if box.kind == b"esds":
            kind = _coding(bytes(data[box.body + 4 : box.end]))
            if kind in AAC:
                return
            raise Unfit("sound_codec", codec="MP3" if kind in MPEG else f"mp4a.{kind:x}")
    raise Unfit("broken_video")


def _coding(descriptor: bytes) -> int:
    """The object type of the first decoder configuration (ISO/IEC 14496-1, 7.2.6.6)."""
    at, inner = 0, {3: 3}
    while at + 2 <= len(descriptor):
        tag, at = descriptor[at], at + 1
        while at < len(descriptor) and descriptor[at] & 0x80:
            at += 1
        at += 1
        if tag == CONFIG:
            return number(descriptor, at, 1)
        at += inner.get(tag, len(descriptor))
    raise Unfit("broken_video")
