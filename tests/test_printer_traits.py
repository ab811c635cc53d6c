"""What a printer is found to answer, what is made of it, and how it takes a picture."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fake_printer import FakePrinter
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from printing_matrix import BRIEF, PATIENT, SHORT
from slips import slip

from config import Printer as Described
from kiosk.bitmap import TALL, Bitmap
from kiosk.draw import draw
from kiosk.printer import Patience, Printer, Sent, printer
from kiosk.receipt import ReceiptPrinter
from kiosk.tcp import Tcp
from kiosk.traits import Traits


def made(fake: FakePrinter, patience: Patience, traits: Traits | None = None) -> ReceiptPrinter:
    opened = partial(Tcp, "127.0.0.1", fake.port, 3)
    return ReceiptPrinter(opened, fake.width, patience, traits=traits)


def picture(width: int = 576) -> Bitmap:
    return Bitmap.of(draw(slip(width=width)))


def put(printer: Printer) -> Sent:
    return printer.print(1, "A007", picture(printer.width), lambda: None)


@pytest.mark.parametrize("width", [576, 384])
@pytest.mark.parametrize("raster", ["auto", "raster", "column"])
def test_the_paper_shows_every_dot_in_either_way(raster: str, width: int, tmp_path: Path) -> None:
    with FakePrinter(width) as fake:
        described = Described.model_validate(
            {
                "id": "p1",
                "type": "network",
                "host": "127.0.0.1",
                "port": fake.port,
                "width": width,
                "raster": raster,
            }
        )
        assert put(printer(described, tmp_path, PATIENT, interrupted=False)) == Sent("printed")
        [paper] = fake.wait(1)
        assert not fake.strays
    wanted = picture(width).image()
    ink = ImageChops.invert(paper.image)
    assert ink.crop((0, 0, *wanted.size)).tobytes() == ImageChops.invert(wanted).tobytes()
    assert ink.crop((0, wanted.height, *ink.size)).getbbox() is None
    higher = -wanted.height % TALL if raster == "column" else 0
    assert paper.image.height == wanted.height + higher


@settings(max_examples=15, deadline=None)
@given(columns=st.binary(max_size=20).map(lambda data: (data + b"\x10\x04\x10\x05\x10\x14") * 24))
def test_no_columns_spell_an_order_to_the_printer(columns: bytes) -> None:
    turned = Image.frombytes("1", (TALL, len(columns) // 3), columns)
    bitmap = Bitmap.of(ImageChops.invert(turned.transpose(Image.Transpose.TRANSPOSE)))
    sent = b"".join(bitmap.columns())
    for order in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        assert order not in sent


def test_a_cut_column_is_healed_like_a_cut_band(fake: FakePrinter) -> None:
    desk = made(fake, PATIENT, Traits(raster="column"))
    fake.behave(reset_after=20_000)
    assert put(desk).state == "unsure"
    fake.behave(reset_after=None)
    assert put(desk) == Sent("printed")
    assert not fake.strays


@pytest.mark.parametrize(
    ("answers", "patience", "found"),
    [
        ({"status", "ident", "sensor"}, PATIENT, Traits(status=True, fence="ident")),
        ({"status", "sensor"}, PATIENT, Traits(status=True, fence="sensor")),
        ({"ident"}, replace(SHORT, fence=12), Traits(fence="ident")),
        ({"sensor"}, replace(SHORT, fence=12), Traits(fence="sensor")),
        ({"status"}, BRIEF, Traits(status=True, fence="none")),
    ],
    ids=["status ident sensor", "status sensor", "ident", "sensor", "status"],
)
def test_a_trial_finds_what_the_printer_answers(
    fake: FakePrinter, answers: set[str], patience: Patience, found: Traits
) -> None:
    fake.behave(answers=frozenset(answers))
    desk = made(fake, patience, Traits(status=True, fence="ident"))
    assert desk.probe(picture(), lambda: None) == Sent("printed")
    assert desk.traits == found
    assert Traits.model_validate_json(found.model_dump_json()) == found
    assert len(fake.wait(1)) == 1


def test_after_a_trial_of_a_silent_printer_somebody_says_that_its_paper_came(
    fake: FakePrinter,
) -> None:
    fake.behave(mute=True)
    desk = made(fake, SHORT)
    assert desk.probe(picture(), lambda: None) == Sent("unsure")
    assert desk.traits == Traits()
    desk.trust()
    fake.wait(1)
    assert desk.traits == Traits(fence="none")


def test_a_trial_that_could_not_begin_forgets_nothing(fake: FakePrinter) -> None:
    known = Traits(status=True, fence="ident", raster="column")
    desk = made(fake, PATIENT, known)
    fake.behave(paper=False)
    assert desk.probe(picture(), lambda: None) == Sent("queued", "paper")
    assert desk.traits == known


@pytest.mark.parametrize(
    ("how", "sent", "near_end"),
    [
        ({}, Sent("printed"), False),
        ({"near_end": True}, Sent("printed"), True),
        ({"paper": False}, Sent("queued", "paper"), False),
    ],
    ids=str,
)
def test_a_printer_that_knows_the_sensor_alone_tells_of_its_paper(
    fake: FakePrinter, how: dict[str, Any], sent: Sent, near_end: bool
) -> None:
    fake.behave(answers=frozenset({"sensor"}), **how)
    desk = made(fake, PATIENT, Traits(fence="sensor"))
    assert put(desk) == sent
    assert desk.status.near_end == near_end


def test_little_paper_is_noticed_in_the_first_slip_of_such_a_printer(fake: FakePrinter) -> None:
    fake.behave(answers=frozenset({"sensor"}), near_end=True)
    desk = made(fake, replace(SHORT, fence=12))
    assert put(desk) == Sent("printed")
    assert desk.status.near_end
    assert desk.look().near_end
