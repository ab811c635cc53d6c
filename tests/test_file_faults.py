"""The file cannot be used: everybody is told in a sentence, nothing is half made, and it heals."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hall import Client, HallClock, Served
from kioskpage import KioskPage
from servers import command
from small_hall import CITIZEN, Hall

from office import Office, Store, StoreUnusable
from web.built import Built

TAKE = {"service": "chung-thuc"}


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def fill(store: Store) -> None:
    """No page more fits."""
    (pages,) = store.all("PRAGMA page_count")[0]
    store.all(f"PRAGMA max_page_count = {pages}")


def make_room(store: Store) -> None:
    store.all("PRAGMA max_page_count = 1000000")


def take_until_full(hall: Hall) -> str:
    for _ in range(500):
        try:
            hall.office.issue("copies", by=CITIZEN)
        except StoreUnusable as fault:
            return fault.code
    return "never"


def test_on_a_full_disk_nothing_is_half_made_and_room_is_enough_to_go_on(hall: Hall) -> None:
    fill(hall.store)
    assert take_until_full(hall) == hall.store.fault == "disk_full"
    before = hall.store.all("SELECT letter, last FROM series ORDER BY letter")
    issued = hall.store.all("SELECT count(*) FROM tickets")[0][0]
    with pytest.raises(StoreUnusable):
        hall.office.issue("copies", by=CITIZEN)
    assert hall.store.all("SELECT letter, last FROM series ORDER BY letter") == before
    assert hall.store.all("SELECT count(*) FROM tickets")[0][0] == issued
    make_room(hall.store)
    taken = hall.office.issue("copies", by=CITIZEN).ticket
    assert taken is not None and taken.number == issued + 1
    assert hall.store.fault is None


def test_a_file_that_another_program_holds_is_locked_until_it_lets_go(hall: Hall) -> None:
    hall.store.all("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(hall.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnusable) as fault:
        hall.office.issue("copies", by=CITIZEN)
    assert fault.value.code == "locked"
    with pytest.raises(StoreUnusable):
        hall.store.check()
    other.close()
    hall.store.check()
    assert hall.store.fault is None
    hall.office.issue("copies", by=CITIZEN)


def test_a_file_that_may_only_be_read_is_said_to_be_so(hall: Hall) -> None:
    hall.store.all("PRAGMA query_only = ON")
    with pytest.raises(StoreUnusable) as fault:
        hall.office.issue("copies", by=CITIZEN)
    assert fault.value.code == "read_only"
    assert hall.office.hall_facts()["open"]
    hall.store.all("PRAGMA query_only = OFF")
    hall.office.issue("copies", by=CITIZEN)


def test_a_damaged_file_is_said_to_be_damaged(hall: Hall, tmp_path: Path) -> None:
    for _ in range(80):
        hall.office.issue("copies", by=CITIZEN)
    hall.store.close()
    with hall.path.open("r+b") as out:
        out.seek(4096)
        out.write(b"\xa5" * (hall.path.stat().st_size - 4096))
    with pytest.raises(StoreUnusable) as fault:
        Office(Store(hall.path, bound=False), hall.ward, HallClock())
    assert fault.value.code == "damaged"


def test_a_mistake_of_ours_is_no_fault_of_the_file(hall: Hall) -> None:
    with pytest.raises(sqlite3.OperationalError):
        hall.store.all("SELECT nothing FROM nowhere")
    assert hall.store.fault is None


def test_everybody_is_told_and_the_light_goes_out_until_it_can_be_written_again(
    built: Built, client: Client
) -> None:
    store = built.parts.store
    store.all("PRAGMA query_only = ON")
    refused = client.post("/kiosk/tickets", json=TAKE)
    assert (refused.status_code, refused.json["error"]) == (503, "read_only")
    assert refused.json["message"] == "Không ghi được cơ sở dữ liệu."
    health = client.get("/healthz").json
    assert not health["ok"] and health["database"]["state"] == "fail"
    assert "quyền ghi" in health["database"]["detail"]
    assert "Không ghi được cơ sở dữ liệu" in client.get("/").get_data(as_text=True)
    store.all("PRAGMA query_only = OFF")
    assert client.get("/healthz").json["database"]["state"] == "ok"
    assert client.post("/kiosk/tickets", json=TAKE).status_code == 201


@pytest.mark.browser
def test_the_kiosk_sends_people_to_the_guide_desk(
    serving: Callable[..., Served], pages: Any
) -> None:
    served = serving()
    kiosk = KioskPage(pages, served)
    kiosk.choose()
    pages.expected = ("503",)
    other = sqlite3.connect(served.data / "goiso.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        # Until the answer is there the lock is held: without it the number would be given.
        with kiosk.page.expect_response("**/kiosk/tickets**") as refused:
            kiosk.press("#by-number")
        kiosk.see("Xin lấy số tại bàn hướng dẫn")
    finally:
        other.close()
    assert refused.value.status == 503
    kiosk.press("#by-number")
    kiosk.page.wait_for_selector("#number:not([hidden])")
    assert kiosk.number() == "A001"


# At the start


def served_on(data: Path) -> subprocess.CompletedProcess[str]:
    return command("demo", "--port", 0, "--data", data)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB of its own, where this user may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may make a disk, and on Linux")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize(
    ("damage", "words"), [("full", "Ổ đĩa đã đầy"), ("garbage", "bị hỏng"), ("held", "khóa")]
)
def test_a_start_that_is_impossible_is_one_sentence(
    damage: str, words: str, small_disk: Path
) -> None:
    held = None
    if damage == "full":
        (small_disk / "film.mp4").write_bytes(b"x" * 200_000)
    elif damage == "garbage":
        (small_disk / "goiso.db").write_bytes(b"this is no database" * 500)
    else:
        held = sqlite3.connect(small_disk / "goiso.db", isolation_level=None)
        held.execute("BEGIN EXCLUSIVE")
    done = served_on(small_disk)
    if held:
        held.close()
    assert done.returncode == 2, done.stderr
    (sentence,) = done.stderr.splitlines()
    assert words in sentence
