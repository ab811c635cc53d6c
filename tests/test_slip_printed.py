"""From a kiosk's number to its own printer's paper, with the office's logo: dot by dot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from fake_printer import FakePrinter
from hall import HallClock
from pressroom import CITIZEN, Room
from slips import ADDRESS, LEADERS, emblem

from config import Config, Kiosk, Printer
from kiosk import logo
from kiosk.draw import draw
from kiosk.wording import Wording
from office import Ticket
from office.ward import Words
from settings.slip import SlipTexts

WIDTHS = {"k1": 576, "k2": 384}


@pytest.fixture
def printers() -> Iterator[dict[str, FakePrinter]]:
    """One at each kiosk: 80 mm paper at the first, 58 mm at the second."""
    with FakePrinter(576) as first, FakePrinter(384) as second:
        yield {"k1": first, "k2": second}


@pytest.fixture
def room(
    shipped: Config, tmp_path: Path, clock: HallClock, printers: dict[str, FakePrinter]
) -> Iterator[Room]:
    described = [
        Printer.model_validate(
            {"id": f"p-{kiosk}", "type": "network", "host": "127.0.0.1", "port": printer.port}
            | {"width": WIDTHS[kiosk]}
        )
        for kiosk, printer in printers.items()
    ]
    stands = [Kiosk(id=kiosk, name=Words(vi="Cửa"), printer=f"p-{kiosk}") for kiosk in printers]
    changes = {
        "printers": tuple(described),
        "kiosks": tuple(stands),
        "slip": SlipTexts(logo="logo.png"),
        "office": shipped.office.model_copy(update={"leaders": tuple(LEADERS)}),
    }
    config = shipped.model_copy(update=changes)
    config._always_open = True
    made = Room(config, tmp_path, clock)
    yield made
    made.stop()


def take(room: Room, kiosk: str, language: str) -> tuple[Ticket, dict[str, Any]]:
    """A number taken at that kiosk, printed; and its facts as they were then."""
    taken = room.office.issue(
        room.config.services[0].id,
        by=CITIZEN,
        language=language,
        also=lambda tx, ticket: room.press.job(tx, ticket, kiosk),
    )
    assert taken.ticket is not None
    facts = room.office.ticket_facts(taken.ticket.id)
    room.press.crew.wake()
    job = room.press.job_of(taken.ticket)
    assert job is not None
    room.wait(job, "printed")
    return taken.ticket, facts


@pytest.mark.parametrize("whole", [True, False])
def test_each_kiosk_prints_its_numbers_on_its_own_paper_with_or_without_the_logo(
    room: Room, printers: dict[str, FakePrinter], tmp_path: Path, whole: bool
) -> None:
    file = tmp_path / "logo.png"
    emblem().save(file)
    picture = logo.read(file)
    if not whole:
        file.write_bytes(file.read_bytes()[:500])
    room.start()
    wording = Wording(room.config, picture if whole else None, ADDRESS, False)
    for kiosk, language in (("k1", "vi"), ("k2", "en")):
        ticket, facts = take(room, kiosk, language)
        [paper] = printers[kiosk].wait(1)
        wanted = draw(wording.slip(facts, name=None, width=WIDTHS[kiosk]))
        assert paper.image.size == wanted.size
        assert paper.image.convert("1").tobytes() == wanted.tobytes()
        [code] = zxingcpp.read_barcodes(paper.image.convert("L"))
        assert code.text == f"{ADDRESS}/t/{ticket.token}"
    assert [len(printer.papers) for printer in printers.values()] == [1, 1]
