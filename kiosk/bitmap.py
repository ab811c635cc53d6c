"""A slip as the printer takes it: black and white dots, and the commands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops

RESET = b"\x1b@"
CUT = b"\x1dVB\x00"
BAND = 96
"""Rows in one raster command: few enough for the memory of a cheap printer."""
TALL = 24
"""Dots in a column of ESC * in its finest mode; as far goes the paper on after a line of them."""


@dataclass(frozen=True)
class Bitmap:
    """`width` dots across (a multiple of 8); a set bit of `data` is a black dot, left first."""

    width: int
    data: bytes

    @classmethod
    def of(cls, image: Image.Image) -> Bitmap:
        """From a picture in mode "1"."""
        return cls(image.width, harmless(ImageChops.invert(image).tobytes()))

    @property
    def height(self) -> int:
        return len(self.data) // (self.width // 8)

    def image(self) -> Image.Image:
        return ImageChops.invert(Image.frombytes("1", (self.width, self.height), self.data))

    def bands(self) -> Iterator[bytes]:
        """`GS v 0` commands, from the top down."""
        across = self.width // 8
        for top in range(0, self.height, BAND):
            rows = self.data[top * across : (top + BAND) * across]
            size = across.to_bytes(2, "little") + (len(rows) // across).to_bytes(2, "little")
            yield b"\x1dv0\x00" + size + rows

    def columns(self) -> Iterator[bytes]:
        """`ESC *` commands, 24 dots high, for a printer that does not know `GS v 0`."""
        picture = Image.frombytes("1", (self.width, self.height), self.data)
        head = b"\x1b*\x21" + self.width.to_bytes(2, "little")
        yield b"\x1b3" + bytes([TALL])
        for top in range(0, self.height, TALL):
            # Beyond the last row there is nothing but white.
            band = picture.crop((0, top, self.width, top + TALL))
            turned = band.transpose(Image.Transpose.TRANSPOSE)
            yield head + harmless(turned.tobytes()) + b"\n"
        yield b"\x1b2"


def harmless(data: bytes) -> bytes:
    """The same dots but one where they would spell a real-time command (DLE EOT, ENQ, DC4).

    A printer obeys those even inside a picture: DC4 may open the drawer or throw away what it
    holds.
    """
    for order in (b"\x04", b"\x05", b"\x14"):
        data = data.replace(b"\x10" + order, b"\x18" + order)
    return data


def owed(width: int) -> bytes:
    """Enough to end whatever command was cut short: the NULs of a whole band.

    Those that no command waits for are ignored by the printer.
    """
    return bytes(width // 8 * BAND)


HEAD = bytes(8)
"""Ends a raster command that was cut short before its size was said, without a single row."""
