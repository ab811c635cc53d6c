"""A sheet at a kiosk's own computer: after the slips, and never a second time by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import leaflets
import pytest
from agentpc import AgentPc, at_kiosk, job_is, kiosk_facts, take, until
from fake_printer import FakePrinter
from hall import Served
from two_kiosks import tokens


@pytest.fixture
def hall(serving: Callable[..., Served], fake: FakePrinter) -> Served:
    served = serving(at_kiosk(fake))
    leaflets.write(served.data)
    return served


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[AgentPc]:
    made = AgentPc(tmp_path / "agent")
    yield made
    made.kill()


def ask(hall: Served, key: str) -> str:
    answer = hall.post("/kiosk/sheets", {"procedure": "ho-tich", "key": key})
    return str(answer.json()["print"]["job"])


def test_a_sheet_comes_out_at_the_kiosks_own_computer_after_the_slip_that_waits(
    hall: Served, pc: AgentPc, fake: FakePrinter
) -> None:
    sheet = ask(hall, "a")
    until(lambda: job_is(hall, sheet) == ("queued", "offline"))
    slip = take(hall, "b")
    pc.start(hall.base)
    until(lambda: job_is(hall, sheet) == ("printed", None))
    assert job_is(hall, slip["job"]) == ("printed", None)
    first, second = fake.papers
    assert tokens(fake) == [slip["token"]]
    assert first.cut and second.cut
    assert ask(hall, "a") == sheet


def test_a_sheet_whose_agent_was_killed_is_unsure_and_stays_so(
    hall: Served, pc: AgentPc, fake: FakePrinter
) -> None:
    pc.start(hall.base)
    until(lambda: kiosk_facts(hall)["printer"] is None)
    fake.behave(row_seconds=0.01)
    sheet = ask(hall, "a")
    until(lambda: fake.hanging is not None)
    pc.kill()
    fake.behave(row_seconds=0)
    pc.start(hall.base)
    until(lambda: job_is(hall, sheet)[0] == "unsure")
    slip = take(hall, "b")
    until(lambda: job_is(hall, slip["job"]) == ("printed", None))
    assert job_is(hall, sheet)[0] == "unsure"
    assert tokens(fake) == [slip["token"]]
