"""Paper from a running server: it comes after the number, and a power cut never doubles it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_ports import FakePort
from fake_printer import FakePrinter
from hall import Served
from two_kiosks import tokens

LONG = 60
Serving = Callable[..., Served]


def take(served: Served, key: str) -> dict[str, str]:
    answer = served.post("/kiosk/tickets", {"service": "chung-thuc", "key": key * 32})
    assert answer.status_code == 201
    return {**answer.json()["ticket"], **answer.json()["print"]}


def state(served: Served, job: str) -> str:
    records = sqlite3.connect(served.data / "goiso.db")
    try:
        return str(
            records.execute("SELECT state FROM print_jobs WHERE id = ?", (job,)).fetchone()[0]
        )
    finally:
        records.close()


def until(come: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not come():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


@pytest.mark.long
def test_a_server_killed_while_printing_asks_and_never_prints_again_by_itself(
    serving: Serving,
) -> None:
    with FakePrinter() as fake:
        printer = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": str(fake.port)}
        served = serving({"printers": [printer]})
        first = take(served, "a")
        until(lambda: state(served, first["job"]) == "printed")
        fake.behave(row_seconds=0.02)
        second = take(served, "b")
        until(lambda: fake.hanging is not None)
        served.kill()
        fake.behave(row_seconds=0)
        served.again()
        assert state(served, second["job"]) == "unsure"
        third = take(served, "c")
        until(lambda: state(served, third["job"]) == "printed")
        assert tokens(fake) == [first["token"], third["token"]]
        said = served.post("/kiosk/papers", {"token": second["token"], "printed": False}).json()
        until(lambda: state(served, said["print"]["job"]) == "printed")
        assert tokens(fake) == [first["token"], third["token"], second["token"]]
        assert not fake.strays


@pytest.mark.long
@pytest.mark.parametrize("type", ["serial", "lp"])
def test_a_printer_that_stands_still_at_a_port_keeps_no_other_waiting(
    type: str, serving: Serving, tmp_path: Path
) -> None:
    with FakePort(tmp_path / "printer") as fake:
        path = str(tmp_path / "printer")
        served = serving({"printers": [{"id": "p1", "type": type, "path": path}]})
        first = take(served, "a")
        until(lambda: state(served, first["job"]) == "printed")
        fake.behave(turn_rows=300, turn=(("hang", True),))
        second = take(served, "b")
        until(lambda: fake._manner.hang)
        third = take(served, "c")
        assert state(served, second["job"]) == "printing"
        fake.behave(hang=False)
        until(lambda: state(served, third["job"]) == "printed")
        assert tokens(fake) == [each["token"] for each in (first, second, third)]
        assert not fake.strays
