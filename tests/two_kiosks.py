"""An office with a kiosk at each of two doors, and a printer of its own in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import zxingcpp
from fake_printer import FakePrinter
from hall import Served

FRONT, BACK = "Máy lấy số cửa trước", "Máy lấy số cửa sau"


@dataclass
class TwoKiosks:
    """`front` is the printer of k1, `back` that of k2."""

    served: Served
    front: FakePrinter
    back: FakePrinter


@contextmanager
def two_kiosks(serving: Callable[..., Served], mode: str = "demo") -> Iterator[TwoKiosks]:
    with FakePrinter() as front, FakePrinter() as back:
        changes: dict[str, Any] = {
            "printers": [_printer("p1", front), _printer("p2", back)],
            "kiosks": [_kiosk("k1", FRONT, "p1"), _kiosk("k2", BACK, "p2")],
        }
        yield TwoKiosks(serving(changes, mode=mode), front, back)


def _printer(id: str, fake: FakePrinter) -> dict[str, str]:
    return {"id": id, "type": "network", "host": "127.0.0.1", "port": str(fake.port)}


def _kiosk(id: str, name: str, printer: str) -> dict[str, Any]:
    return {"id": id, "name": {"vi": name, "en": f"Kiosk {id}"}, "printer": printer}


def tokens(printer: FakePrinter) -> list[str]:
    """Whose whole slips came out; a piece without its code is nobody's."""
    pictures = [paper.image.convert("L") for paper in printer.papers if paper.image.height]
    found = [zxingcpp.read_barcodes(picture) for picture in pictures]
    return [codes[0].text.rpartition("/")[2] for codes in found if codes]
