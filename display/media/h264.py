"""How an H.264 video is coded, by its sequence parameter set (ITU-T H.264, 7.3.2.1.1)."""

from __future__ import annotations

from dataclasses import dataclass

from display.media.unfit import Unfit

NAMES = {66: "Baseline", 77: "Main", 88: "Extended", 100: "High", 110: "High 10", 122: "High 4:2:2"}
TELL_COLOURS = (100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135)
PLAIN_COLOURS = 1
"""4:2:0 in its numbering."""


@dataclass(frozen=True)
class Coded:
    width: int
    height: int


class Bits:
    """Reads bits and Exp-Golomb numbers. Raises Unfit past the end."""

    def __init__(self, data: bytes) -> None:
        self._bits = "".join(f"{byte:08b}" for byte in data)
        self._at = 0

    def take(self, count: int) -> int:
        taken = self._bits[self._at : self._at + count]
        if len(taken) < count:
            raise Unfit("broken_video")
        self._at += count
        return int(taken or "0", 2)

    def unsigned(self) -> int:
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 31:
                raise Unfit("broken_video")
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> int:
        value = self.unsigned()
        return (value + 1) // 2 if value % 2 else -(value // 2)


def coded(unit: bytes) -> Coded:
    """Of one sequence parameter set with its header byte. Raises Unfit for more than 8 bits, or
    colours other than 4:2:0.
    """
    # Three bytes 0 0 3 stand for 0 0 where a decoder would take them for a start.
    bits = Bits(unit[1:].replace(b"\0\0\3", b"\0\0"))
    profile = bits.take(8)
    bits.take(16)
    bits.unsigned()
    if profile in TELL_COLOURS:
        _look_at_colours(bits, NAMES.get(profile, str(profile)))
    bits.unsigned()
    order = bits.unsigned()
    if order == 0:
        bits.unsigned()
    elif order == 1:
        _skip_order(bits)
    bits.unsigned()
    bits.take(1)
    across, down = bits.unsigned() + 1, bits.unsigned() + 1
    fields = 1 - bits.take(1)
    return Coded(16 * across, 16 * down * (1 + fields))


def _look_at_colours(bits: Bits, profile: str) -> None:
    colours = bits.unsigned()
    if colours == 3:
        bits.take(1)
    depths = bits.unsigned(), bits.unsigned()
    if colours != PLAIN_COLOURS or depths != (0, 0):
        raise Unfit("deep", profile=profile)
    bits.take(1)
    if bits.take(1):
        for which in range(8):
            if bits.take(1):
                _skip_scaling(bits, 16 if which < 6 else 64)


def _skip_scaling(bits: Bits, count: int) -> None:
    last = after = 8
    for _ in range(count):
        if after:
            after = (last + bits.signed()) % 256
        last = after or last


def _skip_order(bits: Bits) -> None:
    bits.take(1)
    bits.signed()
    bits.signed()
    for _ in range(min(bits.unsigned(), 255)):
        bits.signed()
