"""In thử: what a test slip shows of a printer, and that it is not forgotten."""

from __future__ import annotations

from typing import Any

import pytest
import zxingcpp
from fake_printer import FakePrinter
from pressroom import MUTE, QUICK, UNHEARD, Room, until

from config import Config
from kiosk.printer import Patience
from office import Refused

WIDEST = 576


def facts(room: Room) -> dict[str, Any]:
    (only,) = room.press.printers()
    return only


def tried(room: Room) -> dict[str, Any]:
    """The test slip that was asked for, once it has ended."""
    room.press.trial.begin("p1")
    until(lambda: facts(room)["trial"]["state"] not in ("waiting", "printing"))
    trial: dict[str, Any] = facts(room)["trial"]
    return trial


def again(room: Room, patience: Patience = QUICK) -> None:
    """The server ends and is started again."""
    room.stop()
    room.patience = patience
    room.start()


def whole(fake: FakePrinter) -> int:
    """How many papers came out whole."""
    return sum(bool(zxingcpp.read_barcodes(p.image.convert("L"))) for p in fake.papers)


def test_a_test_slip_is_as_wide_as_the_paper_and_can_be_read(room: Room, fake: FakePrinter) -> None:
    assert tried(room)["state"] == "printed"
    (paper,) = fake.wait(1)
    picture = paper.image.convert("L")
    assert picture.crop((0, 0, WIDEST, 1)).getextrema() == (0, 0)
    assert zxingcpp.read_barcodes(picture)[0].text == "http://192.168.1.20:8000"
    assert not fake.strays
    assert facts(room)["jobs"] == []


@pytest.mark.parametrize(
    ("answers", "fence"),
    [({"status", "ident", "sensor"}, "ident"), ({"status", "sensor"}, "sensor"),
     ({"status"}, "none")],
)  # fmt: skip
def test_it_finds_out_what_the_printer_answers(
    room: Room, fake: FakePrinter, answers: set[str], fence: str
) -> None:
    fake.behave(answers=frozenset(answers))
    again(room, UNHEARD if fence == "none" else QUICK)
    assert tried(room)["state"] == "printed"
    assert facts(room)["traits"] == {"status": True, "fence": fence, "raster": "raster"}


def test_of_a_silent_printer_somebody_says_whether_the_paper_came(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(mute=True)
    again(room, MUTE)
    assert tried(room)["state"] == "unsure"
    room.press.trial.seen("p1", came=True)
    assert facts(room)["trial"]["state"] == "printed"
    assert facts(room)["traits"]["fence"] == "none"
    _, job = room.take()
    room.wait(job, "printed")


def test_no_paper_from_a_silent_printer_teaches_nothing(room: Room, fake: FakePrinter) -> None:
    fake.behave(mute=True)
    again(room, MUTE)
    assert tried(room)["state"] == "unsure"
    room.press.trial.seen("p1", came=False)
    room.press.trial.seen("p1", came=True)
    assert facts(room)["trial"]["state"] == "failed"
    assert facts(room)["traits"]["fence"] == "unknown"


def test_without_paper_nothing_is_sent_and_nothing_known_is_lost(
    room: Room, fake: FakePrinter
) -> None:
    tried(room)
    known = facts(room)["traits"]
    fake.behave(paper=False)
    assert tried(room) == {**facts(room)["trial"], "state": "refused", "trouble": "paper"}
    assert facts(room)["traits"] == known
    fake.behave(paper=True)
    assert tried(room)["state"] == "printed"
    assert len(fake.papers) == 2


def test_a_second_press_while_it_prints_is_refused(room: Room, fake: FakePrinter) -> None:
    fake.behave(row_seconds=0.01)
    room.press.trial.begin("p1")
    with pytest.raises(Refused, match="trial_under_way"):
        room.press.trial.begin("p1")
    fake.behave(row_seconds=0)
    until(lambda: facts(room)["trial"]["state"] == "printed")
    assert len(fake.papers) == 1


def test_a_printer_that_is_not_there_has_no_test_slip(room: Room) -> None:
    with pytest.raises(Refused, match="unknown_printer"):
        room.press.trial.begin("p9")
    with pytest.raises(Refused, match="unknown_printer"):
        room.press.trial.seen("p9", came=True)


def test_what_was_found_is_known_after_a_restart(room: Room, fake: FakePrinter) -> None:
    fake.behave(answers=frozenset({"status"}))
    again(room, UNHEARD)
    tried(room)
    fake.behave(refuse=True)
    again(room)
    assert facts(room)["traits"] == {"status": True, "fence": "none", "raster": "raster"}
    assert facts(room)["trial"]["state"] == "printed"


def test_a_printer_that_is_joined_otherwise_is_learned_anew(
    room: Room, fake: FakePrinter, shipped: Config
) -> None:
    tried(room)
    (described,) = room.config.printers
    moved = described.model_copy(update={"host": "127.0.0.2"})
    room.config = room.config.model_copy(update={"printers": (moved,)})
    again(room)
    assert facts(room)["traits"]["fence"] == "unknown"


def test_another_printer_at_the_same_address_is_learned_once_its_paper_was_seen(
    room: Room, fake: FakePrinter
) -> None:
    tried(room)
    again(room, UNHEARD)
    fake.behave(answers=frozenset({"status", "sensor"}))
    ticket, job = room.take()
    assert room.wait(job, "unsure")["trouble"] is None
    room.press.settle(ticket, printed=True)
    _, later = room.take()
    room.wait(later, "printed")
    assert facts(room)["traits"]["fence"] == "sensor"


def test_paper_seen_of_a_slip_that_a_power_cut_ended_teaches_nothing(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(row_seconds=0.05)
    ticket, job = room.take()
    room.wait(job, "printing")
    second = room.start(at_work=False)
    assert second.facts(job)["state"] == "unsure"
    second.settle(ticket, printed=True)
    assert facts(room)["traits"]["fence"] == "unknown"
    fake.behave(refuse=True)


def test_a_power_cut_in_a_test_slip_asks_and_does_not_spoil_the_next_slip(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(row_seconds=0.02)
    room.press.trial.begin("p1")
    fake.begun()
    left = room.crew.pop()
    fake.behave(refuse=True)
    left[0].crew.stop()
    left[1].join()
    with room.store.transaction() as tx:
        tx.execute("UPDATE print_trials SET state = 'printing'")
    fake.behave(refuse=False, row_seconds=0)
    room.start()
    assert facts(room)["trial"]["state"] == "unsure"
    _, job = room.take()
    room.wait(job, "printed")
    assert whole(fake) == 1
    assert not fake.strays
    room.press.trial.seen("p1", came=False)
    assert facts(room)["trial"]["state"] == "failed"


def test_the_last_slips_of_a_printer_are_told_in_short_and_without_names(room: Room) -> None:
    taken = [room.take(name="Trần Thị Hoa", say_name=True) for _ in range(3)]
    for _, job in taken:
        room.wait(job, "printed")
    jobs = facts(room)["jobs"]
    assert [job["label"] for job in jobs] == [ticket.label for ticket, _ in reversed(taken)]
    assert {job["state"] for job in jobs} == {"printed"}
    assert "Hoa" not in str(facts(room))


def test_a_printer_that_gives_strange_signs_is_sent_columns_and_that_is_remembered(
    room: Room, fake: FakePrinter
) -> None:
    tried(room)
    room.press.trial.begin("p1", garbled=True)
    until(lambda: facts(room)["trial"]["state"] == "printed")
    assert whole(fake) == 2
    again(room)
    assert facts(room)["traits"] == {"status": True, "fence": "ident", "raster": "column"}
    _, job = room.take()
    room.wait(job, "printed")
    assert whole(fake) == 3
    assert not fake.strays
