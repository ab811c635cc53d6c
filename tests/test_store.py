"""The file: durable, one writer, no scans, no deadlocks."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from hall import HallClock
from small_hall import CITIZEN, STAFF, WARD, Hall
from sqlite_utils import Database, Migrations

from office import Event, Office, Refused, Store, StoreUnusable, Ticket, Turn, Ward
from office.schema import migrations


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def test_the_live_connection_is_durable_and_forgets_what_is_deleted(tmp_path: Path) -> None:
    store = Store(tmp_path / "office.db")
    pragmas = {
        name: store.all(f"PRAGMA {name}")[0][0]
        for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
    }
    full = 2
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": full,
        "secure_delete": 1,
        "foreign_keys": 1,
    }


def test_a_bound_store_serves_its_own_thread_only(tmp_path: Path) -> None:
    store = Store(tmp_path / "office.db", bound=True)
    raised: list[BaseException] = []

    def elsewhere() -> None:
        try:
            store.all("SELECT 1")
        except RuntimeError as error:
            raised.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert raised


def test_a_yield_inside_a_transaction_is_an_error_and_not_a_hang(tmp_path: Path) -> None:
    store = Store(tmp_path / "office.db", bound=True)
    with store.transaction(), pytest.raises(RuntimeError, match="yielded"):
        store.all("SELECT 1")


def test_a_file_that_is_no_database_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "office.db").write_bytes(b"not a database at all" * 99)
    with pytest.raises(StoreUnusable, match=r"office\.db"):
        Store(tmp_path / "office.db")


def test_an_update_waits_for_another_program_that_is_writing(tmp_path: Path) -> None:
    """Half a second, of the two that there are; and with nothing to do it waits for nobody."""
    Store(tmp_path / "office.db")
    further = Migrations("further")

    @further()
    def make(db: Database) -> None:
        db.execute("CREATE TABLE further (id INTEGER)")

    store = Store(tmp_path / "office.db", bound=False)
    other = sqlite3.connect(tmp_path / "office.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    store.migrate(migrations)
    ends = threading.Timer(0.5, other.execute, ("COMMIT",))
    ends.start()
    store.migrate(further)
    ends.join()
    other.close()
    assert store.all("SELECT * FROM further") == []


def test_an_update_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    further = Migrations("further")

    @further()
    def make(db: Database) -> None:
        db.execute("CREATE TABLE further (id INTEGER)")

    @further()
    def fail(db: Database) -> None:
        db.execute("CREATE TABLE further (id INTEGER)")

    store = Store(tmp_path / "office.db")
    with pytest.raises(sqlite3.OperationalError):
        store.migrate(further)
    assert store.all("SELECT * FROM sqlite_master WHERE name = 'further'") == []
    with store.transaction() as tx:
        assert tx.all("SELECT 1 AS one")


def test_what_fails_inside_a_transaction_leaves_nothing(hall: Hall) -> None:
    def also(*_: object) -> None:
        raise OSError("the printer's own row cannot be written")

    with pytest.raises(OSError, match="printer"):
        hall.office.issue("copies", by=CITIZEN, also=also)
    assert hall.take().label == "A001"


def test_the_database_itself_refuses_a_number_given_twice(hall: Hall) -> None:
    hall.take()
    with pytest.raises(sqlite3.IntegrityError), hall.store.transaction() as tx:
        tx.execute(
            "INSERT INTO tickets (day, letter, number, service, state, language, token, since,"
            " counts_from, place, state_at)"
            " SELECT day, letter, number, service, state, language, 'other', since, counts_from,"
            " place, state_at FROM tickets"
        )


def test_the_database_itself_refuses_two_open_turns_of_a_counter_or_ticket(hall: Hall) -> None:
    hall.take(), hall.take()
    hall.next()
    copied = "ticket, day, counter, service, called_at, last_call_at, calls, why, by_next"
    for other in ("SELECT 2, day, counter", "SELECT ticket, day, 2"):
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"), hall.store.transaction() as tx:
            tx.execute(
                f"INSERT INTO turns ({copied}, priority, came_from) {other}, service, called_at,"
                " last_call_at, calls, why, by_next, priority, came_from FROM turns"
            )


def test_a_listener_that_fails_never_fails_the_call(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise ValueError("broken screen")

    heard: list[str] = []
    hall.office.listen(broken)
    hall.office.listen(lambda events: heard.extend(event.kind for event in events))
    hall.take()
    assert heard == ["issued"] and "a listener failed" in caplog.text


def test_listeners_hear_in_the_journals_order_even_when_one_of_them_acts(hall: Hall) -> None:
    hall.take(), hall.take()
    heard: list[int] = []

    def finishing(events: list[Event]) -> None:
        if events[0].kind == "called" and len(hall.kinds()) < 12:
            hall.office.start(1, by=STAFF)
            hall.office.call_next(1, by=STAFF)

    hall.office.listen(finishing)
    hall.office.listen(lambda events: heard.extend(event.seq for event in events))
    hall.next()
    assert len(heard) > 3 and heard == sorted(heard)


def test_a_row_is_read_in_the_order_of_the_tables_columns(hall: Hall) -> None:
    for table, kind in (("tickets", Ticket), ("turns", Turn)):
        columns = [row["name"] for row in hall.store.all(f"PRAGMA table_info({table})")]
        assert columns == [field.name for field in fields(kind)]


def test_eight_threads_call_no_ticket_twice_and_skip_none(tmp_path: Path) -> None:
    ward = Ward.model_validate(
        {
            **WARD,
            "counters": [{"id": n, "services": ["copies"], "zone": "hall"} for n in range(1, 9)],
            "always_open": True,
        }
    )
    store = Store(tmp_path / "office.db", bound=False)
    office = Office(store, ward, HallClock())
    for counter in range(1, 9):
        office.desk(counter, "open", by=STAFF)
    issued: list[str] = []
    called: list[str] = []
    failed: list[BaseException] = []

    def citizens() -> None:
        for _ in range(25):
            ticket = office.issue("copies", by=CITIZEN).ticket
            assert ticket
            issued.append(ticket.label)

    def officer(counter: int) -> None:
        while len(called) < 100:
            try:
                ticket = office.call_next(counter, by=STAFF).ticket
                if ticket:
                    called.append(ticket.label)
                    office.start(counter, by=STAFF)
            except Refused as refused:
                if refused.code != "nobody_waiting":
                    raise

    def fenced(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
                failed.append(error)
                called.extend([""] * 100)

        return run

    work = [citizens] * 4 + [lambda n=n: officer(n) for n in range(1, 5)]
    threads = [threading.Thread(target=fenced(each)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failed and not any(thread.is_alive() for thread in threads)
    everybody = [f"A{number:03d}" for number in range(1, 101)]
    assert sorted(issued) == everybody and sorted(called) == everybody
    assert max(Counter(called).values()) == 1


SMALL = {"desks", "notes", "names", "keys", "rolls"}
"""Tables of one day, or with a row for each counter."""


def test_no_press_and_no_snapshot_reads_through_the_history(hall: Hall) -> None:
    """Every statement of a whole day, taken from the live connection, is explained."""
    connection = hall.store._connection
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    ticket = hall.take(person="hash", key="k", name="Lê An")
    hall.take("land", priority="elderly")
    hall.office.open_roll("A", 100, 110, by=STAFF)
    hall.take(person="hash", key="k2"), hall.take("land")
    hall.office.transfer(ticket.id, service="births", counter=2, place="first", by=STAFF)
    for counter in (1, 2, 3, 4):
        hall.office.desk_facts(counter)
        hall.office.call_next(counter, by=STAFF, key=f"n{counter}", turn=None)
        hall.office.desk_facts(counter)
    hall.office.hall_facts()
    hall.office.rolls()
    hall.office.ticket_facts(ticket.id)
    hall.office.ticket_facts(hall.take().id)
    hall.office.undo(1, by=STAFF)
    hall.miss(1)
    hall.office.start(2, by=STAFF), hall.office.hold(2, reason="because", by=STAFF)
    hall.office.desk_facts(1)
    hall.office.confirm_clock(by=STAFF)
    hall.office.close_day(by=STAFF)
    hall.until("2026-03-11 08:00")
    hall.office.tick()
    connection.set_trace_callback(None)
    looked = [sql for sql in statements if re.match(r"\s*(SELECT|UPDATE|INSERT|DELETE)", sql)]
    assert len(looked) > 150
    for sql in looked:
        for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"):
            # The mean reads its newest twenty turns, itself a bounded search.
            scanned = re.match(r"SCAN (\w+)", row["detail"])
            few = scanned is None or scanned[1] in SMALL or "subquery" in row["detail"]
            assert few, (row["detail"], sql)
