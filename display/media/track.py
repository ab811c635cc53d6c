"""One track of an MP4 file: how it is coded, how long it is, where its samples lie."""

from __future__ import annotations

from dataclasses import dataclass

from display.media import h264, samples
from display.media.boxes import Box, blank, inside, number, only
from display.media.film import HIGHEST, WIDEST, Film
from display.media.samples import Range
from display.media.sound import must_be_aac
from display.media.unfit import Unfit

KEPT = {
    b"trak": (b"tkhd", b"edts", b"mdia"),
    b"mdia": (b"mdhd", b"hdlr", b"minf"),
    b"minf": (b"vmhd", b"smhd", b"dinf", b"stbl", b"hdlr"),
    b"stbl": (
        *(b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stps", b"sdtp"),
        *(b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp"),
    ),
}
NAMES = {
    b"av01": "AV1",
    b"vp09": "VP9",
    b"mp4v": "MPEG-4 Visual",
    b"jpeg": "Motion JPEG",
    b"mjpa": "Motion JPEG",
    b"mjpb": "Motion JPEG",
    b"s263": "H.263",
    b"ap4h": "ProRes",
    b"apch": "ProRes",
    b"apcn": "ProRes",
    b"apcs": "ProRes",
    b"apco": "ProRes",
}
HEVC = (b"hvc1", b"hev1", b"dvh1", b"dvhe")
"""Of telephones, the last two with Dolby Vision."""
VISUAL = 78
"""Bytes of a picture's description before its inner boxes."""
SELF_CONTAINED = 1
SPS = 7


@dataclass(frozen=True)
class Track:
    """`handler` is b"vide" or b"soun"; the other boxes lie in the file's moov."""

    handler: bytes
    box: Box
    media: list[Box]
    info: list[Box]
    table: list[Box]

    def clean(self, data: bytearray) -> None:
        """Raises Unfit where it cannot be played."""
        for found, kind in (
            (inside(data, self.box), b"trak"),
            (self.media, b"mdia"),
            (self.info, b"minf"),
            (self.table, b"stbl"),
        ):
            for box in found:
                if box.kind not in KEPT[kind]:
                    blank(data, box)
                elif box.kind in (b"tkhd", b"mdhd"):
                    long = 8 if number(data, box.body, 1) else 4
                    data[box.body + 4 : box.body + 4 + 2 * long] = bytes(2 * long)
                elif box.kind == b"hdlr":
                    # After its kind, a name for people.
                    data[box.body + 24 : box.end] = bytes(max(0, box.end - box.body - 24))
        self._must_hold_itself(data)
        entry = self._entry(data)
        if self.handler == b"soun":
            must_be_aac(data, entry)
        elif entry.size >= VISUAL:
            # What made it, for people.
            data[entry.body + 42 : entry.body + 74] = bytes(32)

    def film(self, data: bytearray) -> Film:
        entry = self._entry(data)
        if entry.kind == b"encv":
            raise Unfit("secret")
        if entry.kind in HEVC:
            raise Unfit("hevc")
        if entry.kind not in (b"avc1", b"avc3"):
            name = entry.kind.decode("ascii", "replace").strip()
            raise Unfit("codec", codec=NAMES.get(entry.kind, name))
        width, height = number(data, entry.body + 24, 2), number(data, entry.body + 26, 2)
        for coded in _parameter_sets(data, only(inside(data, entry, VISUAL), b"avcC")):
            if max(coded.width, coded.height) > WIDEST + 16 or (
                min(coded.width, coded.height) > HIGHEST + 16
            ):
                raise Unfit("wide", width=coded.width, height=coded.height)
        if self._is_turned(data):
            width, height = height, width
        return Film(width, height, self.length(data))

    def length(self, data: bytearray) -> int:
        """ms."""
        clock = only(self.media, b"mdhd")
        wide = number(data, clock.body, 1) == 1
        units = number(data, clock.body + (20 if wide else 12))
        if not units:
            raise Unfit("broken_video")
        return samples.duration(data, self.table) * 1000 // units

    def ranges(self, data: bytearray) -> list[Range]:
        return samples.ranges(data, self.table)

    def _entry(self, data: bytearray) -> Box:
        described = only(self.table, b"stsd")
        return only_one(inside(data, described, 8))

    def _is_turned(self, data: bytearray) -> bool:
        """By a quarter: how a telephone was held."""
        head = only(inside(data, self.box), b"tkhd")
        matrix = head.body + (52 if number(data, head.body, 1) == 1 else 40)
        return number(data, matrix) == 0 and number(data, matrix + 4) != 0

    def _must_hold_itself(self, data: bytearray) -> None:
        """No part of it lies in another file."""
        places = only(inside(data, only(self.info, b"dinf")), b"dref")
        for each in inside(data, places, 8):
            if not number(data, each.body) & SELF_CONTAINED:
                raise Unfit("broken_video")


def track(data: bytearray, box: Box) -> Track | None:
    """None for one that holds neither pictures nor sound: places on a map, chapters, time codes."""
    media = inside(data, only(inside(data, box), b"mdia"))
    handler = bytes(data[only(media, b"hdlr").body + 8 :][:4])
    if handler not in (b"vide", b"soun"):
        return None
    info = inside(data, only(media, b"minf"))
    return Track(handler, box, media, info, inside(data, only(info, b"stbl")))


def only_one(found: list[Box]) -> Box:
    """Raises Unfit where the coding changes in the middle."""
    if len(found) != 1:
        raise Unfit("broken_video")
    return found[0]


def _parameter_sets(data: bytearray, box: Box) -> list[h264.Coded]:
    count, at = number(data, box.body + 5, 1) & 31, box.body + 6
    found = []
    for _ in range(count):
        size = number(data, at, 2)
        unit = bytes(data[at + 2 : at + 2 + size])
        if len(unit) < 4 or unit[0] & 31 != SPS:
            raise Unfit("broken_video")
        found.append(h264.coded(unit))
        at += 2 + size
    if not found or at > box.end:
        raise Unfit("broken_video")
    return found
