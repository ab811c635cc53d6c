"""The power goes at any moment: what was answered is there, and the hall is as it was."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from crowd import Answers, Client, crowd, together
from guarded import until
from hall import ROOT, Served, write_config
from small_hall import CITIZEN, STAFF, Hall

from office import Office, Store

JOURNAL = "SELECT seq, at, kind, ticket, turn, counter, data FROM events ORDER BY seq"
DAYS = "SELECT day FROM days"


def rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


# A log file that was cut anywhere


def a_busy_morning(folder: Path) -> Hall:
    """A hall whose whole morning still lies in its log file."""
    folder.mkdir()
    hall = Hall(folder, opened=())
    hall.store.wipe()
    hall.store.all("PRAGMA wal_autocheckpoint = 0")
    for counter in (1, 2, 3, 4):
        hall.office.desk(counter, "open", by=STAFF)
    for citizen in range(40):
        hall.office.issue("copies", by=CITIZEN, key=f"k{citizen}")
        hall.clock.ahead(seconds=45)
        counter = citizen % 2 + 1
        for verb in (hall.office.call_next, hall.office.start, hall.office.finish):
            verb(counter, by=STAFF)
    return hall


def cut_and_open(hall: Hall, folder: Path, length: int) -> int:
    """Lines of the journal that a copy still has whose log file ends after `length` bytes."""
    folder.mkdir()
    file = folder / "office.db"
    shutil.copyfile(hall.path, file)
    log = Path(f"{hall.path}-wal").read_bytes()
    Path(f"{file}-wal").write_bytes(log[:length])
    store = Store(file, bound=False)
    whole = rows(hall.path, JOURNAL)
    try:
        assert [tuple(row) for row in store.all("PRAGMA integrity_check")] == [("ok",)]
        found = [tuple(row) for row in store.all(JOURNAL)]
        assert found == whole[: len(found)]
        office = Office(store, hall.ward, hall.clock)
        called = [row for row in found if row[2] == "called"]
        assert len(office.hall_facts()["calls"]) == min(len(called), 40)
        (tickets,) = store.all("SELECT count(*) FROM tickets")[0]
        assert tickets == sum(row[2] == "issued" for row in found)
    finally:
        store.close()
    shutil.rmtree(folder)
    return len(found)


def cuts(tmp_path: Path, count: int) -> None:
    hall = a_busy_morning(tmp_path / "whole")
    size = Path(f"{hall.path}-wal").stat().st_size
    chance = random.Random(118)
    lengths = sorted([0, size, *(chance.randrange(size) for _ in range(count - 2))])
    kept = [cut_and_open(hall, tmp_path / f"cut-{number}", at) for number, at in enumerate(lengths)]
    assert kept == sorted(kept)
    assert kept[-1] == len(rows(hall.path, JOURNAL)) > 100
    assert len(set(kept)) > count / 3


def test_a_log_file_that_was_cut_opens_at_an_earlier_moment_of_the_same_day(
    tmp_path: Path,
) -> None:
    cuts(tmp_path, 10)


@pytest.mark.long
def test_a_log_file_cut_at_two_hundred_places_always_opens_at_an_earlier_moment(
    tmp_path: Path,
) -> None:
    cuts(tmp_path, 200)


# The server is killed


def look(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The hall as it stands in the file, and what must never be double there."""
    return {
        "open": rows(file, "SELECT counter, id, ticket FROM turns WHERE ended_at IS NULL"),
        "tickets": rows(file, "SELECT id, letter, number, day FROM tickets ORDER BY id"),
        "turns": rows(file, "SELECT id, ticket FROM turns ORDER BY id"),
    }


def nothing_is_lost(file: Path, told: Answers) -> None:
    found = look(file)
    labels = {id: f"{letter}{number:03d}" for id, letter, number, _ in found["tickets"]}
    assert told.tickets.items() <= labels.items()
    assert set(told.calls) <= set(found["turns"])
    numbers = {(day, letter, number) for _, letter, number, day in found["tickets"]}
    assert len(numbers) == len(labels)
    assert len({counter for counter, _, _ in found["open"]}) == len(found["open"])


def answers_came(clients: list[Client]) -> None:
    """A busy machine may have answered nobody until now."""
    assert until(lambda: all(client.answers.calls for client in clients), 60)


def killed_under_load(served: Served, times: int) -> None:
    file = served.data / "goiso.db"
    chance = random.Random(118)
    told = Answers()
    for _ in range(times):
        clients, stop = crowd(served, 4, 10_000)
        time.sleep(0.15 + chance.random() * 0.35)
        answers_came(clients)
        served.kill()
        stop.set()
        more = together(clients)
        told.tickets |= more.tickets
        told.calls += more.calls
        assert more.failed == []
        nothing_is_lost(file, told)
        before, days = look(file)["open"], rows(file, DAYS)
        served.again()
        calls = [desk["turn"] for desk in hall_of(served)["desks"] if desk["turn"]]
        # At midnight the old day is closed by the start, and nobody is at a counter.
        if rows(file, DAYS) == days:
            assert sorted(turn["ticket"] for turn in calls) == sorted(row[2] for row in before)
    assert len(told.tickets) > times and len(told.calls) > times


def hall_of(served: Served) -> dict[str, Any]:
    """The board's snapshot."""
    import socketio

    client = socketio.Client(reconnection=False)
    client.connect(served.base, transports=["websocket"])
    facts: dict[str, Any] = client.call("watch", {"room": "board-tv1"}, timeout=10)
    client.disconnect()
    return facts


def test_what_was_answered_is_there_after_a_kill(serving: Callable[..., Served]) -> None:
    killed_under_load(serving(), 1)


@pytest.mark.long
@pytest.mark.alone
def test_fifty_kills_under_load_lose_nothing(serving: Callable[..., Served]) -> None:
    killed_under_load(serving(), 50)


# Nothing is answered before it is on the disk


CALL = re.compile(r"^\d+ +(?:\d+\.\d+ )?(\w+)\((\d+)<([^>]*)>(.*)")


def unsafe_answers(trace: list[str]) -> tuple[int, int]:
    """(201s, 201s sent with no sync of the log file since the last one) in lines of strace."""
    answers = unsafe = 0
    synced = False
    for line in trace:
        found = CALL.match(line)
        if not found:
            continue
        call, _, file, rest = found.groups()
        if call in ("fdatasync", "fsync") and file.endswith("-wal"):
            synced = True
        elif "HTTP/1.1 201" in rest:
            answers += 1
            unsafe += not synced
            synced = False
    return answers, unsafe


@pytest.mark.long
def test_every_number_is_on_the_disk_before_it_is_told(tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        assert not os.environ.get("GOISO_REQUIRE_BROWSER"), "strace is needed here"
        pytest.skip("no strace on this computer")
    config = write_config(tmp_path / "config.yaml", {"voices.engines": []})
    trace, data = tmp_path / "trace", tmp_path / "data"
    watched = "trace=fdatasync,fsync,sendto,write,writev,sendmsg"
    server = [sys.executable, str(ROOT / "run.py"), "demo", "--port", "0"]
    server += ["--config", str(config), "--data", str(data)]
    process = subprocess.Popen(
        ["strace", "-f", "-y", "-s", "40", "-e", watched, "-o", str(trace), *server],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        served = wait_for(data / "server.json", config, data, tmp_path)
        clients, _ = crowd(served, 1, 40)
        told = together(clients)
        served.post("/counter/1/finishes")
        os.kill(json.loads((data / "server.json").read_text("utf-8"))["pid"], 15)
    finally:
        process.wait(30)
    lines = trace.read_text("utf-8", "replace").splitlines()
    answers, unsafe = unsafe_answers(lines)
    assert answers >= len(told.tickets) + len(told.calls) > 40
    assert unsafe == 0
    careless = [line for line in lines if "sync(" not in line]
    assert unsafe_answers(careless) == (answers, answers)


def wait_for(noted: Path, config: Path, data: Path, folder: Path) -> Served:
    """The traced server, once it answers; its process is strace's."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if noted.exists():
            port = int(json.loads(noted.read_text("utf-8"))["address"].rpartition(":")[2])
            served = Served(None, port, "demo", config, data, folder)  # type: ignore[arg-type]
            if served.get("/healthz").ok:
                return served
        time.sleep(0.1)
    raise AssertionError("the traced server did not start")


# Eight at once


def test_eight_clients_get_no_number_and_no_citizen_twice(
    serving: Callable[..., Served],
) -> None:
    served = serving()
    clients, _ = crowd(served, 8, 8)
    told = together(clients)
    assert told.failed == []
    file = served.data / "goiso.db"
    nothing_is_lost(file, told)
    assert len(rows(file, "SELECT id FROM tickets")) == len(told.tickets) == 64
    called = rows(file, "SELECT turn, ticket FROM events WHERE kind = 'called' ORDER BY seq")
    assert sorted(called) == sorted(told.calls)
    assert len({ticket for _, ticket in called}) == len(called)


def test_a_writer_that_holds_the_file_for_a_moment_loses_nobodys_number(
    serving: Callable[..., Served],
) -> None:
    served = serving()
    file = served.data / "goiso.db"
    other = sqlite3.connect(file, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        clients, _ = crowd(served, 2, 3)
        time.sleep(0.5)
        other.execute("ROLLBACK")
        told = together(clients)
    finally:
        other.close()
    assert told.failed == []
    assert len(told.tickets) == 6
    nothing_is_lost(file, told)
