"""Slips of the invented ward, as a kiosk would have them printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from config import load
from kiosk.slip import Slip
from kiosk.wording import Wording

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


def slip(
    *,
    width: int = 576,
    name: str | None = None,
    reprint: bool = False,
    demo: bool = False,
    **facts: Any,
) -> Slip:
    config = load(ROOT / "config.yaml")
    wording = Wording(config.office, config.ward(), ADDRESS, demo)
    ticket = {**TICKET, "service": config.services[0].id, **facts}
    return wording.slip(ticket, name=name, width=width, reprint=reprint)
