"""Power cuts and pulled cables between office and kiosk: one paper a ticket, honest states.

docs/agent.md has these as a table.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from agentpc import AgentPc, Cable, at_kiosk, job_is, kiosk_facts, take, until
from fake_printer import FakePrinter
from hall import Served
from two_kiosks import tokens

pytestmark = pytest.mark.long
Serving = Callable[..., Served]
SLOW = 0.02
"""Seconds a row: the slip is on its way for as long as the test needs."""


@pytest.fixture
def fake() -> Iterator[FakePrinter]:
    with FakePrinter() as printer:
        yield printer


@pytest.fixture
def hall(serving: Serving, fake: FakePrinter) -> Served:
    return serving(at_kiosk(fake))


@pytest.fixture
def cable(hall: Served) -> Iterator[Cable]:
    made = Cable(hall.port)
    yield made
    made.close()


@pytest.fixture
def pc(tmp_path: Path, hall: Served, cable: Cable) -> Iterator[AgentPc]:
    """Connected."""
    made = AgentPc(tmp_path / "agent")
    made.start(cable.server)
    until(lambda: kiosk_facts(hall)["printer"] is None)
    yield made
    made.kill()


def printed(hall: Served, taken: dict[str, str]) -> None:
    until(
        lambda: job_is(hall, taken["job"]) == ("printed", None), lambda: job_is(hall, taken["job"])
    )


def is_begun(fake: FakePrinter) -> bool:
    """A part of the slip has left the mechanism."""
    return fake.hanging is not None


def test_agent_killed_before_it_began(hall: Served, pc: AgentPc, fake: FakePrinter) -> None:
    looks = fake.connections
    fake.behave(hang=True)
    taken = take(hall, "a")
    until(lambda: fake.connections > looks)
    pc.kill()
    until(lambda: kiosk_facts(hall)["printer"] == "offline")
    assert job_is(hall, taken["job"])[0] == "queued"
    fake.behave(hang=False)
    pc.start(hall.base)
    printed(hall, taken)
    assert tokens(fake) == [taken["token"]]


def test_agent_killed_while_printing(hall: Served, pc: AgentPc, fake: FakePrinter) -> None:
    fake.behave(row_seconds=SLOW)
    taken = take(hall, "a")
    until(lambda: is_begun(fake))
    pc.kill()
    assert job_is(hall, taken["job"])[0] == "printing"
    fake.behave(row_seconds=0)
    pc.start(hall.base)
    until(lambda: job_is(hall, taken["job"])[0] == "unsure")
    later = take(hall, "b")
    printed(hall, later)
    assert tokens(fake) == [later["token"]]
    said = hall.post("/kiosk/papers", {"token": taken["token"], "printed": False}).json()
    printed(hall, said["print"])
    assert tokens(fake) == [later["token"], taken["token"]]


def test_agent_killed_while_printing_and_not_back(
    hall: Served, pc: AgentPc, fake: FakePrinter
) -> None:
    fake.behave(row_seconds=SLOW)
    taken = take(hall, "a")
    until(lambda: is_begun(fake))
    pc.kill()
    until(lambda: job_is(hall, taken["job"]) == ("unsure", "offline"))


def test_agent_killed_after_printing_before_it_told(
    hall: Served, pc: AgentPc, fake: FakePrinter, cable: Cable
) -> None:
    fake.behave(row_seconds=SLOW)
    taken = take(hall, "a")
    until(lambda: is_begun(fake))
    cable.pull()
    fake.behave(row_seconds=0)
    until(lambda: pc.book[-1]["state"] == "printed")
    pc.kill()
    cable.plug()
    pc.start(hall.base)
    printed(hall, taken)
    assert tokens(fake) == [taken["token"]]


def test_server_killed_before_it_began(hall: Served, pc: AgentPc, fake: FakePrinter) -> None:
    looks = fake.connections
    fake.behave(hang=True)
    taken = take(hall, "a")
    until(lambda: fake.connections > looks)
    hall.kill()
    fake.behave(hang=False)
    hall.again()
    printed(hall, taken)
    assert tokens(fake) == [taken["token"]]


def test_server_killed_while_printing(hall: Served, pc: AgentPc, fake: FakePrinter) -> None:
    fake.behave(row_seconds=SLOW)
    taken = take(hall, "a")
    until(lambda: is_begun(fake))
    hall.kill()
    hall.again()
    assert job_is(hall, taken["job"])[0] == "unsure"
    fake.behave(row_seconds=0)
    printed(hall, taken)
    assert tokens(fake) == [taken["token"]]


def test_server_killed_while_printing_and_back_after_the_end(
    hall: Served, pc: AgentPc, fake: FakePrinter
) -> None:
    fake.behave(row_seconds=SLOW)
    taken = take(hall, "a")
    until(lambda: is_begun(fake))
    hall.kill()
    fake.behave(row_seconds=0)
    until(lambda: pc.book[-1]["state"] == "printed")
    hall.again()
    printed(hall, taken)
    later = take(hall, "b")
    printed(hall, later)
    assert tokens(fake) == [taken["token"], later["token"]]


def test_cable_pulled_at_rest(hall: Served, pc: AgentPc, fake: FakePrinter, cable: Cable) -> None:
    cable.pull()
    until(lambda: kiosk_facts(hall)["printer"] == "offline")
    taken = take(hall, "a")
    until(lambda: job_is(hall, taken["job"]) == ("queued", "offline"))
    cable.plug()
    printed(hall, taken)
    assert tokens(fake) == [taken["token"]]


@pytest.mark.parametrize("word", [b'"dots":', b'"begin":true', b'"awaited":true'])
def test_cable_pulled_when_the_server_answers(
    hall: Served, pc: AgentPc, fake: FakePrinter, cable: Cable, word: bytes
) -> None:
    cable.holds = lambda data: word in data
    taken = take(hall, "a")
    until(lambda: not cable.is_in)
    cable.plug()
    printed(hall, taken)
    later = take(hall, "b")
    printed(hall, later)
    assert tokens(fake) == [taken["token"], later["token"]]


@pytest.mark.parametrize("word", [b"/begins", b"/ends"])
def test_cable_pulled_when_the_agent_asks(
    hall: Served, pc: AgentPc, fake: FakePrinter, cable: Cable, word: bytes
) -> None:
    cable.holds = lambda data: word in data
    taken = take(hall, "a")
    until(lambda: not cable.is_in)
    cable.plug()
    printed(hall, taken)
    later = take(hall, "b")
    printed(hall, later)
    assert tokens(fake) == [taken["token"], later["token"]]


def test_cable_pulled_while_printing_for_long(
    hall: Served, pc: AgentPc, fake: FakePrinter, cable: Cable
) -> None:
    fake.behave(row_seconds=SLOW)
    taken = take(hall, "a")
    until(lambda: is_begun(fake))
    cable.pull()
    fake.behave(row_seconds=0)
    until(lambda: job_is(hall, taken["job"]) == ("unsure", "offline"))
    cable.plug()
    printed(hall, taken)
    assert tokens(fake) == [taken["token"]]


def test_a_late_word_changes_nothing_once_the_citizen_has_asked_for_another(
    hall: Served, pc: AgentPc, fake: FakePrinter, cable: Cable
) -> None:
    fake.behave(row_seconds=SLOW)
    taken = take(hall, "a")
    until(lambda: is_begun(fake))
    cable.pull()
    fake.behave(row_seconds=0)
    until(lambda: job_is(hall, taken["job"])[0] == "unsure")
    said = hall.post("/kiosk/papers", {"token": taken["token"], "printed": False}).json()
    cable.plug()
    printed(hall, said["print"])
    until(lambda: all(line["told"] for line in pc.ends()))
    assert job_is(hall, taken["job"])[0] == "failed"
    assert tokens(fake) == [taken["token"], taken["token"]]


def test_a_server_put_back_to_yesterday_gets_no_second_paper(
    hall: Served, pc: AgentPc, fake: FakePrinter
) -> None:
    fake.behave(paper=False)
    taken = take(hall, "a")
    until(lambda: job_is(hall, taken["job"]) == ("queued", "paper"))
    hall.kill()
    shutil.copytree(hall.data, hall.data.with_name("kept"))
    hall.again()
    fake.behave(paper=True)
    printed(hall, taken)
    hall.kill()
    shutil.rmtree(hall.data)
    shutil.copytree(hall.data.with_name("kept"), hall.data)
    hall.again()
    printed(hall, taken)
    assert tokens(fake) == [taken["token"]]
