"""Two kiosks for a whole day, with printers that fail at random and a server that is killed.

A day of an office has 3,024 numbers; the test takes 160, and so does the day itself:
`GOISO_SOAK=3024 .venv/bin/python -m pytest -s -m long tests/test_printing_soak.py`
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import leaflets
import pytest
import requests
from fake_mechanism import Paper
from fake_printer import FakePrinter
from hall import Served
from two_kiosks import tokens
from yardstick import Yardstick

TICKETS = int(os.environ.get("GOISO_SOAK", "160"))
SERVICES = ("chung-thuc", "ho-tich", "dat-dai")
SLOWEST = 1.0
LONG = 60
FAULTS: tuple[dict[str, Any], ...] = (
    {"paper": False},
    {"cover": True},
    {"refuse": True},
    {"reset_after": 9_000},
    {"reset_after": 60_000},
    {"paper_rows": 300},
    {"hang": True},
    {"row_seconds": 0.001},
)
WELL: dict[str, Any] = {
    **dict.fromkeys(("paper_rows", "reset_after")),
    **dict.fromkeys(("cover", "refuse", "hang"), False),
    "paper": True,
    "row_seconds": 0,
}
FAULTY = 0.15
SHEETS = 20
EVERY = max(1, TICKETS // 2 // SHEETS)
# The last lines of a sheet have the time at which it was printed.
TIMED_ROWS = 120
UNDER_WAY = "SELECT count(*) FROM print_jobs WHERE id = ? AND state IN ('queued', 'printing')"


class Door(threading.Thread):
    """One kiosk and its printer. A citizen comes when the one before has gone with the paper."""

    def __init__(self, hall: Served, kiosk: str, fake: FakePrinter, citizens: int) -> None:
        super().__init__()
        self.hall, self.kiosk, self.fake, self.citizens = hall, kiosk, fake, citizens
        self.tickets: list[dict[str, Any]] = []
        self.took: list[float] = []
        self._chance = random.Random(kiosk)

    def run(self) -> None:
        for n in range(self.citizens):
            fault = self._chance.random() < FAULTY
            if fault:
                self.fake.behave(**self._chance.choice(FAULTS))
            given = self._take(f"{self.kiosk}-{n:05d}")
            self.tickets.append(given["ticket"])
            if fault:
                time.sleep(self._chance.uniform(0.1, 1.5))
                self.fake.behave(**WELL)
            self._goes_with_paper(given["print"]["job"])
            if n % EVERY == 0 and n // EVERY < SHEETS:
                self._goes_with_paper(self.sheet(n // EVERY, "day"))

    def sheet(self, number: int, when: str) -> int:
        """Its job."""
        wish = {"procedure": f"to-{number}", "key": f"{self.kiosk}-{when}-{number}"}
        asked = self._until_answered(f"/kiosk/sheets?id={self.kiosk}", wish)
        return int(asked.json()["print"]["job"])

    def _take(self, key: str) -> Any:
        """Asks with the same key until there is an answer, as the page does."""
        wish = {"service": self._chance.choice(SERVICES), "key": key}
        return self._until_answered(f"/kiosk/tickets?id={self.kiosk}", wish, self.took).json()

    def _until_answered(
        self, url: str, wish: dict[str, str], took: list[float] | None = None
    ) -> requests.Response:
        for again in range(LONG * 10):
            started = time.perf_counter()
            try:
                answer = self.hall.post(url, wish)
            except requests.RequestException:
                time.sleep(0.1)
                continue
            if not again and took is not None:
                took.append(time.perf_counter() - started)
            assert answer.status_code in (200, 201), answer.text
            return answer
        raise AssertionError("the server did not come back")

    def _goes_with_paper(self, job: int) -> None:
        until = time.monotonic() + LONG
        while asked(self.hall, UNDER_WAY, job)[0][0]:
            assert time.monotonic() < until, f"job {job} does not end"
            time.sleep(0.01)


def leaflet(number: int) -> str:
    return f"service: ho-tich\n\n# Tờ {number}\n\n" + "- [ ] Bản chính\n" * (number + 2)


def face(paper: Paper) -> bytes:
    """What a sheet has for certain, whenever it is printed; a piece of it has another face."""
    image = paper.image.convert("1")
    whole = image.crop((0, 0, image.width, max(1, image.height - TIMED_ROWS)))
    return f"{image.height} ".encode() + whole.tobytes()


def asked(hall: Served, question: str, *values: Any) -> list[Any]:
    records = sqlite3.connect(hall.data / "goiso.db")
    try:
        return records.execute(question, values).fetchall()
    finally:
        records.close()


@pytest.mark.long
@pytest.mark.alone
def test_a_day_of_failing_printers_loses_no_number_and_prints_none_twice(
    serving: Callable[..., Served],
) -> None:
    with FakePrinter() as one, FakePrinter() as two, Yardstick() as beside:
        fakes = {"1": one, "2": two}
        network = {"type": "network", "host": "127.0.0.1"}
        hall = serving(
            {
                "printers": [{"id": f"p{n}", "port": f.port, **network} for n, f in fakes.items()],
                "kiosks": [
                    {"id": f"k{n}", "name": {"vi": f"Máy {n}"}, "printer": f"p{n}"} for n in fakes
                ],
                "sheets": {"seconds": "0", "per_ticket": "3", "per_hour": "600"},
            }
        )
        leaflets.write(hall.data, {f"to-{n}.vi.md": leaflet(n) for n in range(SHEETS)})
        doors = [Door(hall, f"k{n}", fake, TICKETS // 2) for n, fake in fakes.items()]
        for number in range(SHEETS):
            doors[0]._goes_with_paper(doors[0].sheet(number, "before"))
        faces = [face(paper) for paper in one.wait(SHEETS)]
        assert len({*faces}) == SHEETS
        for door in doors:
            door.start()
        for part in (1, 2):
            while sum(len(door.tickets) for door in doors) < TICKETS * part / 3:
                assert any(door.is_alive() for door in doors)
                time.sleep(0.05)
            hall.kill()
            hall.again()
        for door in doors:
            door.join()
        sheets = {n: Counter(map(face, fake.papers)) for n, fake in fakes.items()}
        sheets["1"].subtract(faces)
        printed = Counter(tokens(one)) + Counter(tokens(two))
        strays = bytes(one.strays + two.strays)
    tickets = [ticket for door in doors for ticket in door.tickets]
    ended = Counter(state for (state,) in asked(hall, "SELECT state FROM print_jobs"))
    slowest = max(seconds for door in doors for seconds in door.took)
    print(f"{len(tickets)} numbers, {len(printed)} papers, {dict(ended)}, {slowest:.3f} s at most")
    assert len(tickets) == len({ticket["id"] for ticket in tickets}) == TICKETS // 2 * 2
    given = asked(hall, "SELECT letter, count(*), min(number), max(number) FROM tickets GROUP BY 1")
    assert sum(count for _, count, _, _ in given) == len(tickets)
    assert all((first, last) == (1, count) for _, count, first, last in given), given
    assert max(printed.values()) == 1, "a number came out twice"
    of_printed = asked(
        hall,
        "SELECT token FROM print_jobs JOIN tickets ON tickets.id = ticket"
        " WHERE print_jobs.state = 'printed'",
    )
    assert {token for (token,) in of_printed} <= set(printed), "no paper of a printed slip"
    came = asked(
        hall, "SELECT kiosk, sheet FROM print_jobs WHERE state = 'printed' AND key LIKE '%-day-%'"
    )
    assert len(came) > SHEETS
    for number, each in enumerate(faces):
        for n, papers in sheets.items():
            assert papers[each] <= 1, f"sheet {number} came out twice at k{n}"
            if (f"k{n}", f"to-{number}") in came:
                assert papers[each] == 1, f"no paper of sheet {number} at k{n}"
    assert strays == b""
    assert slowest < SLOWEST * beside.slower
