"""The press: a job in the ticket's transaction, paper after it, and no paper twice by itself."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from fake_printer import FakePrinter
from hall import HallClock
from pressroom import CITIZEN, Room, room_with, until

from config import Config
from kiosk.studio import Studio
from office import By, Refused, Ticket


@pytest.fixture
def dummy(shipped: Config, tmp_path: Path, clock: HallClock) -> Iterator[Room]:
    made = room_with({"type": "dummy"}, shipped, tmp_path, clock)
    made.start()
    yield made
    made.stop()


def codes(fake: FakePrinter) -> list[str]:
    """What the code on each whole paper opens."""
    found = [zxingcpp.read_barcodes(paper.image.convert("L")) for paper in fake.papers]
    return [each[0].text for each in found if each]


def link(ticket: Ticket) -> str:
    return f"http://192.168.1.20:8000/t/{ticket.token}"


def test_a_number_comes_out_on_paper_and_its_kiosk_is_told(room: Room, fake: FakePrinter) -> None:
    ticket, job = room.take()
    assert room.wait(job, "printed")["trouble"] is None
    assert codes(fake) == [link(ticket)]
    assert "kiosk-k1" in room.watcher.touched
    assert room.press.kiosk_facts("k1") == {
        "printer": None,
        "jobs": {str(job): {"job": job, "state": "printed", "trouble": None, "reprint": False}},
    }


def test_many_numbers_come_out_once_each_and_in_order(room: Room, fake: FakePrinter) -> None:
    taken = [room.take() for _ in range(6)]
    for _, job in taken:
        room.wait(job, "printed")
    assert codes(fake) == [link(ticket) for ticket, _ in taken]


def test_a_refused_number_leaves_no_job(room: Room) -> None:
    def also(tx: Any, ticket: Ticket) -> None:
        room.press.job(tx, ticket, "k1")
        raise RuntimeError("the transaction fails")

    with pytest.raises(RuntimeError):
        room.office.issue(room.config.services[0].id, by=CITIZEN, also=also)
    assert room.press.kiosk_facts("k1")["jobs"] == {}


def test_a_slip_waits_for_paper_and_then_comes_by_itself(room: Room, fake: FakePrinter) -> None:
    fake.behave(paper=False)
    ticket, job = room.take()
    room.wait(job, "queued", trouble="paper")
    assert room.press.kiosk_facts("k1")["printer"] == "paper"
    light = room.press.light()
    assert (light.state, light.words) == ("fail", "Máy in đang hết giấy")
    fake.behave(paper=True)
    assert room.wait(job, "printed")["trouble"] is None
    assert codes(fake) == [link(ticket)]
    assert room.press.light().state == "ok"


def test_a_slip_older_than_ninety_seconds_is_not_printed_any_more(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(cover=True)
    _, job = room.take()
    room.wait(job, "queued", trouble="cover")
    room.clock.ahead(seconds=91)
    room.wait(job, "expired")
    fake.behave(cover=False)
    ticket, later = room.take()
    room.wait(later, "printed")
    assert codes(fake) == [link(ticket)]


def test_an_unsure_slip_is_printed_again_only_when_the_citizen_says_so(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(paper_rows=300)
    ticket, job = room.take()
    assert room.wait(job, "unsure")["trouble"] == "paper"
    fake.behave(paper=True)
    other, later = room.take()
    room.wait(later, "printed")
    assert codes(fake) == [link(other)]
    again = room.press.settle(ticket, printed=False)
    assert again != job
    assert room.press.settle(ticket, printed=False) == again
    assert room.wait(again, "printed")["reprint"]
    assert room.press.facts(job)["state"] == "failed"
    assert codes(fake) == [link(other), link(ticket)]


def test_an_unsure_slip_that_came_out_is_left_alone(room: Room, fake: FakePrinter) -> None:
    fake.behave(reset_after=60_000)
    ticket, job = room.take()
    room.wait(job, "unsure")
    fake.behave(reset_after=None)
    assert room.press.settle(ticket, printed=True) == job
    assert room.press.facts(job)["state"] == "printed"
    _, later = room.take()
    room.wait(later, "printed")
    assert len(codes(fake)) == 1


def test_in_lai_prints_the_same_number_and_never_two_at_once(room: Room, fake: FakePrinter) -> None:
    ticket, job = room.take()
    room.wait(job, "printed")
    fake.behave(paper=False)
    again = room.press.reprint(ticket, "k1")
    assert again is not None
    room.wait(again, "queued", trouble="paper")
    with pytest.raises(Refused) as refused:
        room.press.reprint(ticket, "k1")
    assert refused.value.code == "wrong_state"
    fake.behave(paper=True)
    assert room.wait(again, "printed")["reprint"]
    first, second = fake.wait(2)
    assert codes(fake) == [link(ticket)] * 2
    assert second.image.height > first.image.height


def test_a_finished_ticket_is_not_printed_again(room: Room) -> None:
    ticket, job = room.take()
    room.wait(job, "printed")
    reason = next(reason.id for reason in room.config.reasons if "cancel" in reason.for_)
    room.office.cancel(ticket.id, reason=reason, by=By("counter", staff=True))
    with pytest.raises(Refused):
        room.press.reprint(room.office.ticket(ticket.id), "k1")


def test_after_a_power_cut_what_was_printing_is_unsure_and_stays_so(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(row_seconds=0.05)
    _, job = room.take()
    room.wait(job, "printing")
    assert codes(fake) == []
    with room.store.transaction() as tx:
        left = tx.all("SELECT id, state FROM print_jobs")
    assert [(row["id"], row["state"]) for row in left] == [(job, "printing")]
    # A second start on the same records, while the first is still at it, sees what a killed
    # server leaves behind.
    second = room.start(at_work=False)
    assert second.facts(job)["state"] == "unsure"
    assert second.jobs.next("p1") is None
    fake.behave(refuse=True)


def test_what_was_only_queued_at_a_restart_still_comes(
    shipped: Config, tmp_path: Path, clock: HallClock, fake: FakePrinter
) -> None:
    wired = {"type": "network", "host": "127.0.0.1", "port": str(fake.port)}
    room = room_with(wired, shipped, tmp_path, clock)
    room.start(at_work=False)
    ticket, job = room.take()
    room.store.close()
    room.start()
    room.wait(job, "printed")
    room.stop()
    assert codes(fake) == [link(ticket)]


def test_little_paper_is_said_to_the_staff_only(room: Room, fake: FakePrinter) -> None:
    fake.behave(near_end=True)
    _, job = room.take()
    room.wait(job, "printed")
    light = room.press.light()
    assert (light.state, light.words) == ("warn", "Sắp hết giấy")
    assert room.press.kiosk_facts("k1")["printer"] is None


def test_a_printer_that_is_off_is_seen_before_the_first_citizen(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(refuse=True)
    until(lambda: room.press.light().words == "Mất nối máy in")
    fake.behave(refuse=False)
    until(lambda: room.press.light().state == "ok")


def test_the_officers_pages_hear_of_a_trouble_and_of_its_end_only(
    room: Room, fake: FakePrinter
) -> None:
    _, job = room.take()
    room.wait(job, "printed")
    assert "desk-" not in room.watcher.touched
    fake.behave(paper=False)
    until(lambda: "desk-" in room.watcher.touched)
    room.watcher.touched.clear()
    fake.behave(paper=True)
    until(lambda: "desk-" in room.watcher.touched)


def test_a_cache_that_cannot_be_written_is_a_red_light_and_no_dead_worker(
    shipped: Config,
    tmp_path: Path,
    clock: HallClock,
    fake: FakePrinter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "escpos.printer", None)
    wired = {"type": "network", "host": "127.0.0.1", "port": str(fake.port)}
    room = room_with(wired, shipped, tmp_path, clock)
    room.start()
    _, job = room.take()
    room.wait(job, "queued", trouble="offline")
    light = room.press.light()
    assert (light.state, light.words) == ("fail", "Máy in báo lỗi")
    assert light.detail.startswith("python-escpos")
    monkeypatch.undo()
    room.wait(job, "printed")
    until(lambda: room.press.light().state == "ok")
    room.stop()


def test_without_memory_for_the_artist_printing_goes_on_when_there_is_some_again(
    shipped: Config, tmp_path: Path, clock: HallClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[None] = []

    def nothing_left(_studio: Studio) -> None:
        refused.append(None)
        raise OSError(errno.ENOMEM, "no memory")

    monkeypatch.setattr(Studio, "open", nothing_left)
    monkeypatch.setattr("kiosk.crew.SETTLED", 0.05)
    room = room_with({"type": "dummy"}, shipped, tmp_path, clock)
    room.start()
    until(lambda: bool(refused))
    room.wait(room.take()[1], "printed")
    room.stop()


def test_only_who_agreed_is_named_on_paper_and_no_job_keeps_a_name(dummy: Room) -> None:
    _, named = dummy.take(name="Trần Thị Hoa", say_name=True)
    _, silent = dummy.take(name="Trần Thị Hoa", say_name=False)
    dummy.wait(named, "printed")
    dummy.wait(silent, "printed")
    with_name, without = dummy.press.crew.at("p1").printer.papers  # type: ignore[union-attr]
    assert len(with_name) > len(without)
    rows = dummy.store.all("SELECT * FROM print_jobs")
    assert not any("Hoa" in str(value) for row in rows for value in tuple(row))


def test_the_jobs_and_the_slips_of_a_day_go_with_it(
    shipped: Config, tmp_path: Path, clock: HallClock
) -> None:
    room = room_with({"type": "file"}, shipped, tmp_path, clock)
    room.start()
    ticket, job = room.take()
    room.wait(job, "printed")
    slips = tmp_path / "slips"
    assert [path.name for path in slips.iterdir()] == [f"{ticket.label}-{job}.escpos"]
    room.office.close_day(by=By("manager", staff=True))
    assert list(slips.iterdir()) == []
    assert room.press.facts(job)["state"] == "expired"
    assert room.press.job_of(ticket) is None
    room.stop()


def test_a_kiosk_without_a_printer_has_nothing_to_print(
    shipped: Config, tmp_path: Path, clock: HallClock
) -> None:
    room = room_with({"type": "dummy"}, shipped, tmp_path, clock)
    kiosks = (room.config.kiosks[0].model_copy(update={"printer": None}),)
    room.config = room.config.model_copy(update={"kiosks": kiosks})
    press = room.start(at_work=False)
    taken = room.office.issue(
        room.config.services[0].id, by=CITIZEN, also=lambda tx, ticket: press.job(tx, ticket, "k1")
    )
    assert taken.ticket is not None
    assert press.facts(press.job_of(taken.ticket))["state"] == "off"
    assert press.reprint(taken.ticket, "k1") is None
    room.store.close()
