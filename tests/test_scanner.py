"""Where a scan ends, what nobody asked for, and a scanner that is pulled out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest
from cardscanner import PtyScanner
from citizencards import AN, HOA, card
from hypothesis import given
from hypothesis import strategies as st

from config import Scanner
from kiosk.cardwait import Asking
from kiosk.scanner import MOST, Scans, SerialScanner

LONG = 20


def scans(*sent: bytes, wanted: bool = True) -> list[bytes]:
    found: list[bytes] = []
    cutter = Scans(lambda: wanted, found.append)
    for piece in sent:
        cutter.hear(piece)
    cutter.end()
    return found


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b""])
def test_a_scan_ends_at_cr_lf_tab_or_silence(end: bytes) -> None:
    assert scans(HOA.encode() + end) == [HOA.encode()]


def test_two_scans_at_once_are_two() -> None:
    assert scans(HOA.encode() + b"\r\n" + AN.encode() + b"\r\n") == [HOA.encode(), AN.encode()]


@given(st.binary(max_size=40), st.lists(st.integers(0, 40), max_size=6))
def test_it_does_not_matter_in_which_pieces_a_scan_comes(sent: bytes, cuts: list[int]) -> None:
    at = [0, *sorted(cuts), len(sent)]
    pieces = [sent[start:end] for start, end in pairwise(at)]
    assert scans(*pieces) == scans(sent)


def test_nothing_is_kept_of_a_scan_that_nobody_asked_for() -> None:
    assert scans(HOA.encode(), wanted=False) == []


def test_a_scan_that_began_before_somebody_asked_is_dropped_whole() -> None:
    wanted = False
    found: list[bytes] = []
    cutter = Scans(lambda: wanted, found.append)
    cutter.hear(HOA.encode()[:40])
    wanted = True
    cutter.hear(HOA.encode()[40:] + b"\r\n")
    assert found == []
    cutter.hear(HOA.encode() + b"\r\n")
    assert found == [HOA.encode()]


def test_of_garbage_without_end_only_so_much_is_kept_as_shows_that_it_is_too_long() -> None:
    (kept,) = scans(*[b"\xff" * 999] * 9)
    assert len(kept) == MOST + 1


def test_only_the_first_of_two_scans_is_an_answer() -> None:
    asking = Asking()
    told: Queue[bytes | None] = Queue()
    Thread(target=lambda: told.put(asking.wait(LONG)), daemon=True).start()
    while not asking.is_open:
        pass
    cutter = Scans(lambda: asking.is_open, asking.answer)
    cutter.hear(HOA.encode() + b"\r\n" + AN.encode() + b"\r\n")
    assert told.get(timeout=LONG) == HOA.encode()
    assert asking.wait(0) is None


def test_whoever_asks_later_asks_alone_and_whoever_leaves_hears_nothing() -> None:
    asking = Asking()
    told: Queue[tuple[str, bytes | None]] = Queue()

    def ask(name: str) -> None:
        Thread(target=lambda: told.put((name, asking.wait(LONG))), daemon=True).start()

    ask("first")
    while not asking.is_open:
        pass
    ask("second")
    assert told.get(timeout=LONG) == ("first", None)
    while not asking.is_open:
        pass
    asking.end()
    assert told.get(timeout=LONG) == ("second", None)
    asking.answer(HOA.encode())
    assert asking.wait(0) is None


class Room:
    """A scanner at work: what it found, and each change of its trouble."""

    def __init__(self, folder: Path) -> None:
        self.pty = PtyScanner(folder)
        self.found: Queue[bytes] = Queue()
        self.states: Queue[str | None] = Queue()
        self.wanted = True
        self.scanner = SerialScanner(
            Scanner(port=str(self.pty.port)),
            lambda: self.wanted,
            self.found.put,
            lambda: self.states.put(self.scanner.trouble),
        )
        self._work = Thread(target=self.scanner.run, daemon=True)
        self._work.start()

    def state(self) -> str | None:
        return self.states.get(timeout=LONG)

    def close(self) -> None:
        self.scanner.stop()
        self._work.join(LONG)
        self.pty.unplug()
        assert not self._work.is_alive()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.close()


def test_a_scan_comes_through_a_real_port_with_all_its_signs(room: Room) -> None:
    assert room.state() is None
    for end in (b"\r\n", b"\t", b""):
        room.pty.send(HOA, end)
        assert room.found.get(timeout=LONG) == HOA.encode()


def test_garbage_and_a_wrong_encoding_do_not_disturb_the_next_scan(room: Room) -> None:
    assert room.state() is None
    for sent in (b"\x00\xff\xfe\x80", card(name="LÊ ANH").encode("utf-16")[:60], HOA.encode()):
        room.pty.send(sent.replace(b"\n", b"").replace(b"\r", b"").replace(b"\t", b""))
        room.found.get(timeout=LONG)
    room.pty.send(AN)
    assert room.found.get(timeout=LONG) == AN.encode()


def test_a_scanner_that_was_pulled_out_in_the_middle_of_a_scan_is_heard_again(room: Room) -> None:
    assert room.state() is None
    room.pty.send(HOA[:50], b"")
    room.pty.unplug()
    states = [room.state()]
    while states[-1] != "missing":
        states.append(room.state())
    room.pty.plug()
    assert room.state() is None
    while not room.found.empty():
        assert room.found.get() == HOA[:50].encode(), "it was silent before it was pulled"
    room.pty.send(AN)
    assert room.found.get(timeout=LONG) == AN.encode()


def test_two_programs_cannot_read_one_scanner(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    assert room.state() is None
    told = Event()
    second = SerialScanner(Scanner(port=str(room.pty.port)), bool, room.found.put, told.set)
    Thread(target=second.run, daemon=True).start()
    assert told.wait(LONG)
    assert second.trouble == "forbidden"
    assert f"the card scanner at {room.pty.port} failed" in caplog.text
    second.stop()
