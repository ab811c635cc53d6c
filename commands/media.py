"""What `run.py check` says of the pictures and videos for the screens."""

from __future__ import annotations

from commands.checks import DATABASE, MB, Line, Place
from display.media.folder import Folder
from display.media.item import Item
from display.media.records import read

SHOWN = 3


def media(place: Place) -> list[Line]:
    """How many there are and how much room they take; which of them lack their file."""
    database = place.data / DATABASE
    items = read(database) if database.exists() else []
    if not items:
        return []
    there = Folder(place.data / "media").names()
    gone = [item for item in items if not there.issuperset(item.files)]
    total = sum(item.size for item in items)
    largest = max(items, key=lambda item: item.size)
    told = f"Ảnh, video và chữ cho bảng: {len(items)} mục, {_mb(total)} MB"
    if largest.size:
        told += f", lớn nhất “{largest.title}” {_mb(largest.size)} MB"
    lines = [Line("ok", told, "pictures, videos and texts for the screens")]
    return [*lines, _missing(gone)] if gone else lines


def _missing(gone: list[Item]) -> Line:
    names = ", ".join(f"“{item.title}”" for item in gone[:SHOWN])
    more = f" và {len(gone) - SHOWN} mục nữa" if len(gone) > SHOWN else ""
    return Line(
        "warn",
        f"Mất tệp của {names}{more}, nên bảng không hiện; hãy gửi lại ở trang phụ trách.",
        "files for the screens are missing: send them again",
    )


def _mb(size: int) -> str:
    return f"{size / MB:.1f}".replace(".", ",")
