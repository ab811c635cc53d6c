"""A slip that was cut short never spoils the next one, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fake_printer import FakePrinter
from hall import Served
from test_press_served import state, take, until
from two_kiosks import tokens

WELL = {"reset_after": None, "hang": False, "row_seconds": 0}


@pytest.mark.long
@pytest.mark.parametrize("fault", [{"reset_after": 9_000}, {"hang": True}], ids=["reset", "hang"])
def test_a_server_that_ended_after_a_broken_slip_still_heals_the_printer(
    serving: Callable[..., Served], fault: dict[str, Any]
) -> None:
    with FakePrinter() as fake:
        printer = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": fake.port}
        served = serving({"printers": [printer]})
        fake.behave(row_seconds=0.004)
        first = take(served, "a")
        until(lambda: fake.hanging is not None)
        fake.behave(**fault)
        until(lambda: state(served, first["job"]) == "unsure")
        served.kill()
        fake.behave(**WELL)
        served.again()
        second = take(served, "b")
        until(lambda: state(served, second["job"]) == "printed")
        assert tokens(fake) == [second["token"]]
        assert fake.strays == b""
