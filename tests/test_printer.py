"""Paper: each way a printer misbehaves, how its slip ends, and that none comes out twice."""

from __future__ import annotations

import os
import socket
import threading
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest
from fake_printer import FakePrinter, Paper
from slips import slip

from kiosk.bitmap import Bitmap
from kiosk.draw import draw
from kiosk.lp import Lp
from kiosk.printer import Patience, Sent
from kiosk.receipt import ReceiptPrinter
from kiosk.replies import Replies, Trouble
from kiosk.tcp import Tcp
from kiosk.tray import FilePrinter

PATIENT = Patience(reply=10, look=0.2, rest=0.3)
"""Where an answer is expected, however slow the machine."""
SHORT = replace(PATIENT, reply=0.3, stall=0.4, fence=0.6)
"""Where none will come."""


@cache
def picture(label: str = "A007", width: int = 576) -> Bitmap:
    return Bitmap.of(draw(slip(label=label, width=width)))


class Desk:
    """A printer as the press uses it, with its jobs numbered."""

    def __init__(self, fake: FakePrinter, patience: Patience = PATIENT) -> None:
        opened = partial(Tcp, "127.0.0.1", fake.port, patience.connect)
        self.printer = ReceiptPrinter(opened, fake.width, patience)
        self.jobs = 0
        self.begun = 0

    def print(self, label: str = "A007", patience: Patience | None = None) -> Sent:
        if patience:
            self.printer._patience = patience
        self.jobs += 1
        return self.printer.print(self.jobs, label, picture(label, self.printer.width), self._begin)

    def _begin(self) -> None:
        self.begun += 1


def is_slip(paper: Paper, label: str = "A007") -> bool:
    wanted = picture(label, paper.image.width).image()
    return paper.image.size == wanted.size and paper.image.tobytes() == wanted.tobytes()


@pytest.mark.parametrize("width", [576, 384])
def test_the_paper_shows_every_dot_of_the_slip(width: int) -> None:
    with FakePrinter(width) as fake:
        assert Desk(fake).print() == Sent("printed")
        [paper] = fake.wait(1)
        assert is_slip(paper)
        assert not fake.strays
        assert fake.hanging is None


@pytest.mark.parametrize(
    "answers", [{"status", "ident", "sensor"}, {"status", "sensor"}, {"status"}, {"sensor"}]
)
def test_a_printer_is_asked_only_what_it_answers(fake: FakePrinter, answers: set[str]) -> None:
    """One paper a job; from the second on, without waiting for words that never come."""
    fake.behave(answers=frozenset(answers))
    desk = Desk(
        fake,
        replace(
            PATIENT,
            reply=10 if "status" in answers else 0.3,
            fence=12 if "sensor" in answers else 1,
        ),
    )
    for label in ("A007", "A008", "A009"):
        assert desk.print(label) == Sent("printed")
    papers = fake.wait(3)
    assert [
        is_slip(paper, label) for paper, label in zip(papers, ("A007", "A008", "A009"), strict=True)
    ]
    assert not fake.strays


@pytest.mark.parametrize(
    ("how", "trouble"),
    [
        ({"paper": False}, "paper"),
        ({"cover": True}, "cover"),
        ({"error": True}, "error"),
        ({"refuse": True}, "offline"),
    ],
)
def test_nothing_is_sent_to_a_printer_in_trouble(
    fake: FakePrinter, how: dict[str, bool], trouble: Trouble
) -> None:
    desk = Desk(fake)
    fake.behave(**how)
    assert desk.print() == Sent("queued", trouble)
    assert desk.begun == 0
    assert desk.printer.status.trouble == trouble
    fake.behave(**{key: not value for key, value in how.items()})
    assert desk.print() == Sent("printed")
    [paper] = fake.wait(1)
    assert is_slip(paper)


def test_a_printer_that_used_to_answer_and_hangs_is_sent_nothing(fake: FakePrinter) -> None:
    desk = Desk(fake)
    assert desk.print() == Sent("printed")
    fake.behave(hang=True)
    assert desk.print("A008", SHORT) == Sent("queued", "offline")
    assert desk.begun == 1
    fake.behave(hang=False)
    assert desk.print("A008", PATIENT) == Sent("printed")
    assert [is_slip(paper, "A008") for paper in fake.wait(2)] == [False, True]


def test_a_printer_that_hangs_from_the_start_leaves_the_slip_unsure(fake: FakePrinter) -> None:
    fake.behave(hang=True)
    sent = Desk(fake, SHORT).print()
    assert sent.state == "unsure"
    assert fake.papers == []


def test_a_mute_printer_is_unsure_until_somebody_has_seen_its_paper(fake: FakePrinter) -> None:
    fake.behave(mute=True)
    desk = Desk(fake, SHORT)
    assert desk.print().state == "unsure"
    fake.wait(1)
    desk.printer.trust()
    assert desk.print("A008") == Sent("printed")
    assert is_slip(fake.wait(2)[1], "A008") or is_slip(fake.wait(3)[2], "A008")


def test_paper_that_ends_halfway_is_unsure_and_the_next_slip_is_whole(fake: FakePrinter) -> None:
    desk = Desk(fake)
    assert desk.print() == Sent("printed")
    fake.behave(paper_rows=300)
    assert desk.print("A008", replace(PATIENT, stall=0.4)) == Sent("unsure", "paper")
    assert len(fake.papers) == 1
    fake.behave(paper=True)
    assert desk.print("A009", PATIENT) == Sent("printed")
    papers = fake.wait(3)
    assert [is_slip(paper, "A009") for paper in papers] == [False, False, True]
    assert not any(is_slip(paper, "A008") for paper in papers)
    assert not fake.strays


def test_paper_that_ends_when_all_is_sent_is_unsure_at_once() -> None:
    with FakePrinter(room=1 << 20) as fake:
        desk = Desk(fake)
        assert desk.print() == Sent("printed")
        fake.behave(paper_rows=300)
        assert desk.print("A008") == Sent("unsure", "paper")
        assert len(fake.papers) == 1


@pytest.mark.parametrize("after", [0, 9, 10, 12, 14, 16, 17, 18, 19, 700, 7_003, 40_000, 60_001])
def test_a_line_that_breaks_never_spoils_the_next_slip(fake: FakePrinter, after: int) -> None:
    desk = Desk(fake)
    assert desk.print() == Sent("printed")
    fake.behave(reset_after=after)
    sent = desk.print("A008", replace(PATIENT, fence=1))
    assert sent.state == "unsure" or (sent.state == "queued" and after <= 9)
    fake.behave(reset_after=None)
    assert desk.print("A009", PATIENT) == Sent("printed")
    papers = fake.papers
    assert is_slip(papers[-1], "A009")
    assert not any(is_slip(paper, "A008") for paper in papers)
    assert not fake.strays


def test_what_a_server_was_printing_when_it_ended_is_cut_off_first(fake: FakePrinter) -> None:
    with socket.create_connection(("127.0.0.1", fake.port)) as line:
        whole = b"".join(picture("A008").bands())
        line.sendall(whole[:20_000])
    opened = partial(Tcp, "127.0.0.1", fake.port, PATIENT.connect)
    printer = ReceiptPrinter(opened, 576, PATIENT, interrupted=True)
    assert printer.print(1, "A009", picture("A009"), lambda: None) == Sent("printed")
    assert [is_slip(paper, "A009") for paper in fake.wait(2)] == [False, True]


def test_little_paper_left_is_noticed_and_printed_on(fake: FakePrinter) -> None:
    fake.behave(near_end=True)
    desk = Desk(fake)
    assert desk.print() == Sent("printed")
    assert desk.printer.status.near_end


def test_a_slow_printer_is_waited_for(fake: FakePrinter) -> None:
    fake.behave(row_seconds=0.0005)
    assert Desk(fake).print() == Sent("printed")
    assert is_slip(fake.wait(1)[0])


def test_what_nobody_asked_for_is_not_taken_for_an_answer(fake: FakePrinter) -> None:
    fake.behave(chatter=b"\x11\x10\x00\x0c\x00\x12\x37\x229999\x00\xff\x1e")
    desk = Desk(fake)
    assert desk.print() == Sent("printed")
    assert desk.printer.status.trouble is None


def test_a_printer_busy_with_another_client_is_tried_again(fake: FakePrinter) -> None:
    desk = Desk(fake)
    assert desk.print() == Sent("printed")
    with socket.create_connection(("127.0.0.1", fake.port)) as other:
        other.settimeout(20)
        other.sendall(b"\x10\x04\x01")
        while other.recv(1) != b"\x12":
            pass  # an answer to the job before may still come first
        assert desk.print("A008", SHORT) == Sent("queued", "offline")
    assert desk.print("A008", PATIENT) == Sent("printed")
    assert len(fake.wait(2)) == 2


def test_replies_are_told_apart_by_their_bits_and_put_together_from_pieces() -> None:
    replies = Replies()
    stream = b"\x10\x00\x0f\x00" + b"\x16" + b"\x37\x220042\x00" + b"\x0c" + b"\x13\x11"
    found = [reply for byte in stream for reply in replies.feed(bytes([byte]))]
    assert [(reply.kind, reply.data) for reply in found] == [
        ("status", b"\x16"),
        ("ident", b"0042"),
        ("sensor", b"\x0c"),
    ]


def test_a_folder_gets_one_file_a_slip_and_loses_them_with_the_day(tmp_path: Path) -> None:
    printer = FilePrinter(
        tmp_path / "slips", ReceiptPrinter(partial(Lp, tmp_path / "slips"), 576, SHORT)
    )
    for job, label in ((1, "A007"), (2, "A1024")):
        assert printer.print(job, label, picture(label), lambda: None) == Sent("printed")
    other = tmp_path / "slips" / "notes.txt"
    other.write_text("kept")
    files = sorted((tmp_path / "slips").glob("*.escpos"))
    assert [path.name for path in files] == ["A007-1.escpos", "A1024-2.escpos"]
    assert picture().data[:72] in files[0].read_bytes()
    printer.clear()
    assert list((tmp_path / "slips").iterdir()) == [other]


def test_a_pipe_that_nobody_reads_makes_no_one_wait(tmp_path: Path) -> None:
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    printer = FilePrinter(pipe, ReceiptPrinter(partial(Lp, pipe), 576, SHORT))
    assert printer.print(1, "A007", picture(), lambda: None) == Sent("queued", "offline")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert printer.print(2, "A007", picture(), lambda: None) == Sent("unsure", "offline")
    finally:
        os.close(reader)


def test_a_pipe_that_is_read_gets_the_whole_slip(tmp_path: Path) -> None:
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    printer = FilePrinter(pipe, ReceiptPrinter(partial(Lp, pipe), 576, PATIENT))
    while printer.print(1, "A007", picture(), lambda: None).state == "queued":
        pass
    reader.join(10)
    assert len(got[0]) > len(picture().data)
    assert pipe.is_fifo()
