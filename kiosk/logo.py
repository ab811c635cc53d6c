"""The office's logo as a slip can print it: black and white, and small."""

from __future__ import annotations

import logging
import struct
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

from kiosk.canvas import THRESHOLD
from kiosk.slip import Picture

log = logging.getLogger(__name__)

HIGH, WIDE = 96, 344
"""At most so many dots: 12 mm, and the width of narrow paper."""
FORMATS = ("PNG", "JPEG")
LARGEST = 5_000_000
MOST_PIXELS = 6_000_000
INK = 224
GREYS = (64, 192)
PHOTO = 0.5
"""A logo of which more than this share is neither dark nor light is dithered."""
BROKEN = (
    *(OSError, ValueError, SyntaxError, EOFError, struct.error),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)


class LogoUnreadable(Exception):  # noqa: N818 - said as it stands
    """Why the logo cannot be printed, in both languages."""

    def __init__(self, file: Path, vietnamese: str, english: str) -> None:
        self.vietnamese = f"Logo của phiếu (slip.logo): {file} {vietnamese}."
        self.english = f"slip.logo: {english}"
        super().__init__(self.english)


def found(logo: str | None, data: Path) -> Picture | None:
    """The logo of `slip.logo`; slips go without one that cannot be read, and the log says so."""
    try:
        return read(data / logo) if logo else None
    except LogoUnreadable as reason:
        log.error("%s; slips are printed without it", reason)
        return None


def read(file: Path) -> Picture:
    """Raises LogoUnreadable."""
    if not file.is_file():
        raise LogoUnreadable(file, "không có hoặc không phải là tệp", "there is no such file")
    try:
        if file.stat().st_size > LARGEST:
            raise LogoUnreadable(file, "lớn hơn 5 MB", "the file is larger than 5 MB")
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise LogoUnreadable(
                    file,
                    "có hơn 6 triệu điểm ảnh, hãy thu nhỏ lại",
                    "it has more than 6 million pixels: make it smaller",
                )
            grey = _on_paper(image)
    except BROKEN:
        raise LogoUnreadable(
            file, "không đọc được, cần ảnh PNG hoặc JPEG", "it cannot be read as PNG or JPEG"
        ) from None
    ink = ImageChops.invert(grey).point(lambda value: 255 * (value > 255 - INK)).getbbox()
    if ink is None:
        raise LogoUnreadable(file, "không có nét nào trên nền trắng", "it is white all over")
    return _printable(ImageOps.autocontrast(grey.crop(ink)))


def _on_paper(image: Image.Image) -> Image.Image:
    """In mode "L"; what is transparent is as white as the paper."""
    drawn = image.convert("RGBA")
    paper = Image.new("RGBA", drawn.size, "white")
    paper.alpha_composite(drawn)
    return paper.convert("L")


def _printable(grey: Image.Image) -> Picture:
    share = min(1, HIGH / grey.height, WIDE / grey.width)
    size = (max(1, round(grey.width * share)), max(1, round(grey.height * share)))
    small, tones = grey.resize(size, Image.Resampling.LANCZOS), grey.histogram()
    if sum(tones[slice(*GREYS)]) > PHOTO * sum(tones[:INK]):
        drawn = small.convert("1")
    else:
        drawn = small.point(lambda value: 255 * (value >= THRESHOLD), mode="1")
    return Picture(width=drawn.width, data=drawn.tobytes())
