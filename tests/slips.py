"""Slips of the invented ward, as a kiosk would have them printed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from config import load
from kiosk.slip import Picture, Slip
from kiosk.wording import Wording
from office.ward import Words
from settings.slip import Leader

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "http://192.168.1.20:8000"
TICKET = {
    "label": "A007",
    "service": "chung-thuc",
    "language": "vi",
    "counters": [1, 2, 3, 4, 5],
    "slot_at": None,
    "quantity": 1,
    "planned": None,
    "ahead": 4,
    "wait_minutes": [10, 20],
    "taken_at": 1_773_105_120_000,
    "token": "Zk3uYpW0aTq8RrXn2LbV9g",
}

LEADERS = [
    Leader(role=Words(vi="Chủ tịch UBND phường", en="Chairperson"), phone="0200 000 001"),
    Leader(role=Words(vi="Phó Chủ tịch UBND phường", en="Vice chair"), phone="0200 000 002"),
    Leader(role=Words(vi="Giám đốc Trung tâm Phục vụ hành chính công"), phone="0200 000 003"),
]


def logo() -> Picture:
    """A ring, 96 dots wide and high."""
    image = Image.new("1", (96, 96), 1)
    ImageDraw.Draw(image).ellipse((0, 0, 95, 95), outline=0, width=9)
    return Picture(width=96, data=image.tobytes())


def emblem(size: tuple[int, int] = (600, 600), mode: str = "RGBA") -> Image.Image:
    """A red disc with a yellow bar, transparent or white around it."""
    image = Image.new(mode, size, (255, 255, 255, 0)[: len(mode)])
    drawn = ImageDraw.Draw(image)
    drawn.ellipse((20, 20, size[0] - 20, size[1] - 20), fill=(218, 37, 29))
    drawn.rectangle((size[0] // 3, size[1] // 3, size[0] // 2, size[1] // 2), fill=(255, 205, 0))
    return image


def slip(
    *,
    width: int = 576,
    name: str | None = None,
    reprint: bool = False,
    demo: bool = False,
    picture: Picture | None = None,
    leaders: Iterable[Leader] = (),
    last: Words | None = None,
    **facts: Any,
) -> Slip:
    shipped = load(ROOT / "config.yaml")
    config = shipped.model_copy(
        update={
            "office": shipped.office.model_copy(update={"leaders": tuple(leaders)}),
            "slip": shipped.slip.model_copy(update={"last": last}),
        }
    )
    wording = Wording(config, picture, ADDRESS, demo)
    ticket = {**TICKET, "service": config.services[0].id, **facts}
    return wording.slip(ticket, name=name, width=width, reprint=reprint)
