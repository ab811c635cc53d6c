"""A kiosk's own computer prints what the office gives it: each slip once, whatever fails."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from agentpc import AgentPc, at_kiosk, job_is, kiosk_facts, one, take, until
from fake_ports import FakePort
from fake_printer import FakePrinter
from guarded import guarded
from hall import Served
from secured import Secured
from two_kiosks import tokens

Serving = Callable[..., Served]


@pytest.fixture
def fake() -> Iterator[FakePrinter]:
    with FakePrinter() as printer:
        yield printer


@pytest.fixture
def hall(serving: Serving, fake: FakePrinter) -> Served:
    return serving(at_kiosk(fake))


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[AgentPc]:
    made = AgentPc(tmp_path / "agent")
    yield made
    made.kill()


def test_a_slip_comes_out_at_the_kiosks_own_computer(
    hall: Served, pc: AgentPc, fake: FakePrinter
) -> None:
    pc.start(hall.base)
    until(lambda: kiosk_facts(hall)["printer"] is None)
    taken = [take(hall, key) for key in "abc"]
    for each in taken:
        until(lambda each=each: job_is(hall, each["job"]) == ("printed", None))  # type: ignore[misc]
    assert tokens(fake) == [each["token"] for each in taken]
    assert pc.stop() == 0


@pytest.mark.parametrize("type", ["serial", "lp"])
def test_a_printer_at_a_port_of_the_kiosks_computer(
    serving: Serving, pc: AgentPc, tmp_path: Path, type: str
) -> None:
    path = tmp_path / "printer"
    with FakePort(path) as fake:
        described = {"id": "p1", "type": type, "path": str(path), "at": "kiosk"}
        hall = serving({"printers": [described]})
        pc.start(hall.base)
        taken = take(hall, "a")
        until(lambda: job_is(hall, taken["job"]) == ("printed", None))
        fake.behave(cover=True)
        then = take(hall, "b")
        until(lambda: job_is(hall, then["job"]) == ("queued", "cover"))
        fake.behave(cover=False)
        until(lambda: job_is(hall, then["job"]) == ("printed", None))
        assert tokens(fake) == [taken["token"], then["token"]]


def test_a_kiosk_without_its_agent_has_a_printer_that_is_offline(
    hall: Served, pc: AgentPc, fake: FakePrinter
) -> None:
    taken = take(hall, "a")
    until(lambda: job_is(hall, taken["job"]) == ("queued", "offline"))
    assert kiosk_facts(hall)["printer"] == "offline"
    pc.start(hall.base)
    until(lambda: job_is(hall, taken["job"]) == ("printed", None))
    assert tokens(fake) == [taken["token"]]
    pc.kill()
    until(lambda: kiosk_facts(hall)["printer"] == "offline")


def test_what_the_printer_lacks_is_known_at_the_server(
    hall: Served, pc: AgentPc, fake: FakePrinter
) -> None:
    fake.behave(paper=False)
    pc.start(hall.base)
    until(lambda: kiosk_facts(hall)["printer"] == "paper")
    taken = take(hall, "a")
    until(lambda: job_is(hall, taken["job"]) == ("queued", "paper"))
    fake.behave(paper=True)
    until(lambda: job_is(hall, taken["job"]) == ("printed", None))
    fake.behave(paper_rows=200)
    cut = take(hall, "b")
    until(lambda: job_is(hall, cut["job"]) == ("unsure", "paper"))
    assert tokens(fake) == [taken["token"]]


def test_the_managers_test_slip_comes_out_there_and_what_it_showed_is_remembered(
    hall: Served, pc: AgentPc, fake: FakePrinter
) -> None:
    fake.behave(answers=frozenset({"status", "sensor"}))
    pc.start(hall.base)
    until(lambda: kiosk_facts(hall)["printer"] is None)
    for papers in (1, 2):
        assert hall.post("/manager/printers/p1/trials").status_code == 201
        until(lambda: one(hall, "SELECT state FROM print_trials") == "printed")
        assert len(fake.wait(papers)) == papers
    known = {"status": True, "fence": "sensor", "raster": "raster"}
    until(lambda: json.loads(one(hall, "SELECT traits FROM printer_traits") or "{}") == known)
    hall.post("/manager/printers/p1/papers", {"paper": "garbled"})
    assert len(fake.wait(3)) == 3
    known["raster"] = "column"
    until(lambda: json.loads(one(hall, "SELECT traits FROM printer_traits")) == known)
    taken = take(hall, "a")
    until(lambda: job_is(hall, taken["job"]) == ("printed", None))


def test_a_second_computer_waits_until_the_first_is_gone(
    hall: Served, pc: AgentPc, fake: FakePrinter, tmp_path: Path
) -> None:
    pc.start(hall.base)
    until(lambda: kiosk_facts(hall)["printer"] is None)
    second = AgentPc(tmp_path / "second")
    second.start(hall.base)
    try:
        until(lambda: "Another computer prints for this kiosk" in second.said)
        first = take(hall, "a")
        until(lambda: job_is(hall, first["job"])[0] == "printed")
        assert len(pc.book) and not second.book
        pc.kill()
        then = take(hall, "b")
        until(lambda: job_is(hall, then["job"])[0] == "printed")
        assert [line["job"] for line in second.book][:1] == [then["job"]]
    finally:
        second.kill()
    assert tokens(fake) == [first["token"], then["token"]]


def test_one_folder_serves_one_agent(hall: Served, pc: AgentPc) -> None:
    pc.start(hall.base)
    until(lambda: "Connected" in pc.said)
    again = AgentPc(pc.folder)
    again.start(hall.base)
    assert again.process and again.process.wait(30) == 2
    assert "Another agent uses that folder." in pc.said


def test_it_prints_over_https_for_an_office_that_signs_its_own_certificates(
    secured: Callable[..., Secured], pc: AgentPc, fake: FakePrinter
) -> None:
    office = secured(at_kiosk(fake))
    pc.start(office.base)
    until(lambda: "trying again" in pc.said)
    pc.kill()
    pc.start(office.base, "--ca", office.authority)
    until(lambda: "Connected" in pc.said)
    answer = office.post("/kiosk/tickets", {"service": "chung-thuc", "key": "a" * 32}).json()
    until(lambda: job_is(office.hall, answer["print"]["job"])[0] == "printed")


def test_without_a_terminal_it_writes_what_it_says_into_its_folder(
    hall: Served, pc: AgentPc
) -> None:
    pc.start(hall.base, silent=True)
    said = pc.folder / "agent.log"
    until(lambda: said.exists() and "Connected" in said.read_text("utf-8"))


def test_it_is_let_in_by_the_manager_with_the_code_that_it_shows(
    serving: Serving, pc: AgentPc, fake: FakePrinter
) -> None:
    office = guarded(serving, at_kiosk(fake))
    manager = office.manager()
    pc.start(office.served.base, "--kiosk", "k1")
    until(lambda: code(pc) is not None)
    assert "Goi So agent" in manager.page(f"/manager/devices?code={code(pc)}").text
    said = manager.says("/manager/devices", code=code(pc), name="Máy in cửa chính", place="k1")
    assert said.status_code == 201
    until(lambda: "let in" in pc.said and "Connected" in pc.said)
    if (pc.folder / "token").stat().st_mode & 0o077:
        pytest.fail("others may read the token")
    kiosk = office.machine("kiosk", "k1")
    answer = kiosk.says("/kiosk/tickets", service="chung-thuc", key="a" * 32).json()
    until(lambda: job_is(office.served, answer["print"]["job"])[0] == "printed")
    assert tokens(fake) == [answer["ticket"]["token"]]
    pc.kill()
    pc.start(office.served.base)
    until(lambda: pc.said.count("Connected") == 2)
    before = code(pc)
    manager.says(f"/manager/devices/{said.json()['id']}/revocations")
    until(lambda: code(pc) != before)


def code(pc: AgentPc) -> str | None:
    """The last one that was shown."""
    found = re.findall(r"This computer's code:  ([A-Z0-9]+)", pc.said)
    return found[-1] if found else None
