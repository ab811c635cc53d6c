"""The studio: a slip is drawn whatever becomes of the process that draws."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator

import pytest
from slips import slip

from kiosk.bitmap import Bitmap
from kiosk.draw import draw
from kiosk.slip import Said
from kiosk.studio import CannotDraw, Studio


@pytest.fixture
def studio() -> Iterator[Studio]:
    made = Studio(seconds=30)
    made.open()
    yield made
    made.close()


def test_the_drawn_dots_are_those_of_the_slip(studio: Studio) -> None:
    assert studio.draw(slip()) == Bitmap.of(draw(slip()))


def test_a_dead_artist_is_replaced(studio: Studio) -> None:
    studio.draw(slip())
    assert studio._artist is not None
    studio._artist.kill()
    assert studio.draw(slip(label="A008")) == Bitmap.of(draw(slip(label="A008")))


def test_a_hanging_artist_is_replaced(studio: Studio) -> None:
    studio.draw(slip())
    assert studio._artist is not None
    studio._artist.send_signal(signal.SIGSTOP)
    studio._seconds = 5
    assert studio.draw(slip()).height > 0


def test_an_artist_that_never_draws_is_given_up() -> None:
    sleeper = Studio(
        seconds=0.2, command=(sys.executable, "-c", "input()\nimport time; time.sleep(60)")
    )
    with pytest.raises(CannotDraw):
        sleeper.draw(slip())
    sleeper.close()


def test_a_slip_that_cannot_be_drawn_is_said_so_without_its_name(studio: Studio) -> None:
    studio.draw(slip())
    artist = studio._artist
    made = slip(name="Trần Thị Hoa").model_copy(update={"width": 0, "service": Said(vi="x")})
    with pytest.raises(CannotDraw) as fault:
        studio.draw(made)
    assert "Hoa" not in str(fault.value)
    assert studio._artist is artist
