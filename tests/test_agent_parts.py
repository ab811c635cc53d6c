"""The agent's journal and the server's end of its printer, each on its own."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from slips import slip

from agent.journal import KEPT, Entry, Journal
from config import Scanner
from kiosk.bitmap import Bitmap
from kiosk.draw import draw
from kiosk.printer import Patience, Sent
from kiosk.remote import RemotePrinter
from kiosk.remotescanner import RemoteScanner
from kiosk.replies import Status
from kiosk.traits import Traits

HASTE = Patience(connect=0.01, reply=0.01, stall=0.02, fence=0.05)
FIRST = Entry(1, 1_000, "00ff", "begun")
MINE, OTHER = "a" * 16, "b" * 16
PICTURE = Bitmap.of(draw(slip()))


def test_what_was_begun_when_the_power_went_is_unsure_and_has_to_be_told(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    before = Journal(file)
    before.note(FIRST)
    after = Journal(file)
    assert after.id == before.id and after.interrupted
    assert after.untold() == [replace(FIRST, state="unsure")]
    after.note(replace(FIRST, state="unsure", told=True))
    assert Journal(file).untold() == []


def test_a_slip_of_which_nothing_was_sent_may_come_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.note(FIRST)
    journal.note(replace(FIRST, state="queued"))
    assert journal.find(*FIRST.key) is None
    assert Journal(tmp_path / "journal.jsonl").find(*FIRST.key) is None


def test_a_torn_last_line_counts_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    journal = Journal(file)
    journal.note(replace(FIRST, state="printed"))
    journal.note(replace(FIRST, job=2))
    whole = file.read_bytes()
    for size in range(whole.rindex(b'{"job": 2') + 1, len(whole) - 1):
        file.write_bytes(whole[:size])
        again = Journal(file)
        assert again.id == journal.id
        assert again.find(2, 1_000) is None
        assert again.find(*FIRST.key) == replace(FIRST, state="printed")


def test_a_job_of_another_file_with_the_same_number_is_another_slip(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.note(replace(FIRST, state="printed"))
    assert journal.find(FIRST.job, FIRST.queued_at + 1) is None


def test_the_journal_keeps_the_last_slips_and_does_not_grow_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    lines = [
        f'{{"job": {n}, "queued_at": 5, "offer": "00", "state": "printed"}}' for n in range(9_999)
    ]
    file.write_text('{"journal": "00ff00ff00ff00ff"}\n' + "\n".join(lines) + "\n", "ascii")
    journal = Journal(file)
    assert journal.id == "00ff00ff00ff00ff"
    assert len(file.read_text("ascii").splitlines()) == KEPT + 1
    assert journal.find(9_998, 5) and not journal.find(1, 5)


class Handed(RemotePrinter):
    """One slip under way in a thread of its own."""

    begun = 0

    def hand(self, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self.sent: Sent | None = None

        def begin() -> None:
            self.begun += 1

        def work() -> None:
            self.sent = self.print(7, "A007", PICTURE, begin)

        offered = threading.Event()
        self.tell = lambda _news: offered.set()
        self._thread = threading.Thread(target=work)
        self._thread.start()
        assert offered.wait(10)

    @property
    def id(self) -> str:
        assert self.offer
        return self.offer.id

    def outcome(self) -> Sent | None:
        self._thread.join(30)
        return self.sent


@pytest.fixture
def remote() -> Handed:
    made = Handed(576, Patience(), Traits())
    made.join("s1", MINE, Status(True), Traits())
    return made


def test_a_slip_is_begun_once_by_the_agent_that_is_there(remote: Handed) -> None:
    remote.hand()
    assert not remote.begin(remote.id, OTHER)
    assert not remote.begin("00" * 8, MINE)
    assert remote.begin(remote.id, MINE) and remote.begin(remote.id, MINE)
    assert remote.begun == 1
    assert not remote.end(remote.id, OTHER, Sent("printed"))
    assert remote.end(remote.id, MINE, Sent("printed"))
    assert remote.outcome() == Sent("printed")


def test_an_agent_that_drives_no_printer_yet_wipes_nothing_that_is_remembered() -> None:
    known = Traits(status=True, fence="ident")
    printer = RemotePrinter(576, Patience(), known)
    assert printer.join("s1", MINE, Status(False), None)
    assert printer.traits == known


def test_a_second_agent_does_not_speak_for_the_scanner_of_the_first() -> None:
    scanner = RemoteScanner(Scanner(port="COM3", at="kiosk"), lambda: None)
    scanner.say("s1", MINE, None)
    scanner.say("s2", OTHER, "missing")
    scanner.leave("s2")
    assert scanner.trouble is None
    scanner.say("s3", MINE, None)
    scanner.leave("s1")
    assert scanner.trouble is None
    scanner.leave("s3")
    scanner.say("s2", OTHER, "broken")
    assert scanner.trouble == "broken"


def test_an_agent_that_never_begins_gets_no_leave_later(remote: Handed) -> None:
    remote.hand(HASTE)
    id = remote.id
    assert remote.outcome() == Sent("queued", "offline")
    assert not remote.begin(id, MINE) and remote.begun == 0


def test_an_agent_that_began_and_says_no_more_leaves_the_slip_unsure(remote: Handed) -> None:
    remote.hand(replace(HASTE, connect=30))
    id = remote.id
    assert remote.begin(id, MINE)
    remote.leave("s1")
    assert remote.outcome() == Sent("unsure", "offline")
    assert not remote.end(id, MINE, Sent("printed"))


def test_who_goes_before_the_beginning_leaves_the_slip_in_line(remote: Handed) -> None:
    remote.hand()
    remote.leave("s1")
    assert remote.outcome() == Sent("queued", "offline")


def test_a_new_book_at_the_same_kiosk_knows_nothing_of_a_slip_that_was_begun(
    remote: Handed,
) -> None:
    remote.hand()
    assert remote.begin(remote.id, MINE)
    assert not remote.join("s2", OTHER, Status(True), Traits())
    remote.leave("s1")
    assert remote.join("s2", OTHER, Status(True), Traits())
    assert remote.outcome() == Sent("unsure")


def test_an_agent_that_comes_again_keeps_its_slip(remote: Handed) -> None:
    remote.hand()
    assert remote.begin(remote.id, MINE)
    assert remote.join("s2", MINE, Status(True), Traits())
    remote.leave("s1")
    assert remote.status == Status(True)
    assert remote.end(remote.id, MINE, Sent("unsure", "paper"))
    assert remote.outcome() == Sent("unsure", "paper")
