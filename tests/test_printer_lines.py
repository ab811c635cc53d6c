"""The lines to printers: serial ports, devices, pipes, USB, the queues of Windows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import serial
from fake_ports import FakePipe, FakePort
from fake_spooler import Spooler
from fake_usb import Bus
from printing_matrix import BRIEF, PATIENT, SHORT, picture, shows

from config import Printer as Described
from kiosk.bitmap import CUT, RESET
from kiosk.line import NoLine
from kiosk.lp import Lp
from kiosk.printer import Printer, Sent, printer
from kiosk.receipt import ReceiptPrinter
from kiosk.serial import Serial
from kiosk.spool import Spool
from kiosk.traits import Traits
from kiosk.usb import UsbPort

TRUSTED = Traits(fence="none")


def put(printer: Printer, job: int = 1, label: str = "A007") -> Sent:
    return printer.print(job, label, picture(label), lambda: None)


def slip(label: str = "A007") -> bytes:
    return RESET + b"".join(picture(label).bands()) + CUT


@pytest.fixture
def port(tmp_path: Path) -> Iterator[FakePort]:
    fake = FakePort(tmp_path / "printer")
    with fake:
        yield fake


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[FakePipe]:
    fake = FakePipe(tmp_path / "printer")
    with fake:
        yield fake


@pytest.fixture
def spooler(monkeypatch: pytest.MonkeyPatch) -> Spooler:
    made = Spooler()
    monkeypatch.setitem(sys.modules, "win32print", made)
    return made


@pytest.mark.parametrize("type", ["serial", "lp", "file"])
def test_a_port_is_chosen_in_the_settings(type: str, port: FakePort, tmp_path: Path) -> None:
    described = Described(id="p1", type=type, path=str(port.path))  # type: ignore[arg-type]
    made = printer(described, tmp_path, PATIENT, interrupted=False)
    assert put(made) == Sent("printed")
    assert shows(port.wait(1)[0], "A007")
    assert made.traits == Traits(status=True, fence="ident")


def test_a_slip_that_stalled_in_a_pipe_does_not_spoil_the_next(
    pipe: FakePipe, tmp_path: Path
) -> None:
    described = Described(id="p1", type="file", path=str(pipe.path))
    made = printer(described, tmp_path, SHORT, interrupted=False, traits=TRUSTED)
    pipe.behave(hang=True)
    assert put(made).state == "unsure"
    pipe.behave(hang=False)
    assert put(made, 2, "A008") == Sent("printed")
    pipe.wait_for(lambda papers: any(shows(paper, "A008") for paper in papers))
    assert not any(shows(paper, "A007") for paper in pipe.papers)
    assert not pipe.strays


@pytest.mark.parametrize("traits", [None, Traits(status=True, fence="ident")])
def test_sent_into_a_pipe_is_not_printed_until_somebody_held_the_paper(
    traits: Traits | None, pipe: FakePipe
) -> None:
    """Nor is what the printer answered on another line, once, of any use here."""
    made = ReceiptPrinter(partial(Lp, pipe.path), 576, PATIENT, traits=traits)
    assert put(made) == Sent("unsure")
    assert shows(pipe.wait(1)[0], "A007")
    made.trust()
    assert made.traits == TRUSTED
    assert put(made, 2, "A008") == Sent("printed")
    assert len(pipe.wait(3)) == 3


def test_what_a_serial_driver_still_holds_is_dropped_before_the_port_is_closed(
    port: FakePort, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    class Port(serial.Serial):  # type: ignore[misc] # pyserial has no types
        def reset_output_buffer(self) -> None:
            super().reset_output_buffer()
            done.append("dropped")

        def close(self) -> None:
            super().close()
            done.append("closed")

    monkeypatch.setattr(serial, "Serial", Port)
    Serial(str(port.path), 115_200).abort()
    assert done[:2] == ["dropped", "closed"]


def test_a_late_answer_to_the_slip_before_does_not_count_for_this_one(tmp_path: Path) -> None:
    with FakePort(tmp_path / "printer", room=1 << 20) as fake:
        fake.behave(answers=frozenset({"sensor"}), paper_rows=300)
        opened = partial(Lp, tmp_path / "printer")
        made = ReceiptPrinter(opened, 576, BRIEF, traits=Traits(fence="sensor"))
        late = b"\x00"
        assert made.print(1, "A007", picture("A007"), lambda: fake._tell(late)) == Sent("unsure")


def test_a_port_that_is_not_there_or_in_use_is_no_line(port: FakePort, tmp_path: Path) -> None:
    with pytest.raises(NoLine):
        Serial(str(tmp_path / "ttyUSB9"), 115_200)
    with pytest.raises(NoLine):
        Lp(tmp_path / "lp9")
    first = Serial(str(port.path), 115_200)
    with pytest.raises(NoLine):
        Serial(str(port.path), 115_200)
    first.abort()


def test_nothing_is_made_in_dev_when_a_device_is_missing(tmp_path: Path) -> None:
    missing = Described(id="p1", type="file", path="/dev/goiso-no-such-printer")
    made = printer(missing, tmp_path, SHORT, interrupted=False)
    assert put(made) == Sent("queued", "offline")
    assert made.look().trouble == "offline"
    assert not os.path.exists("/dev/goiso-no-such-printer")


def test_a_printer_on_usb_is_found_and_kept_open() -> None:
    bus = Bus()
    made = ReceiptPrinter(UsbPort(None, lambda: bus), 576, PATIENT)
    assert put(made) == Sent("printed")
    assert put(made, 2) == Sent("printed")
    assert bus.taken.count(slip()) == 2
    assert bus.claims == 1


def test_a_usb_printer_that_was_pulled_out_is_claimed_again() -> None:
    bus = Bus()
    port = UsbPort("0416:5007", lambda: bus)
    made = ReceiptPrinter(port, 576, SHORT)
    assert put(made) == Sent("printed")
    bus.gone = True
    assert put(made, 2) == Sent("queued", "offline")
    assert made.look().trouble == "offline"
    bus.gone, bus.driver = False, True
    assert put(made, 3) == Sent("printed")
    assert bus.claims == 2
    with pytest.raises(NoLine):
        UsbPort("0416:9999", lambda: bus)()


def test_a_usb_printer_that_takes_nothing_leaves_the_slip_unsure() -> None:
    bus = Bus()
    bus.full = True
    made = ReceiptPrinter(UsbPort(None, lambda: bus), 576, SHORT, traits=TRUSTED)
    assert put(made).state == "unsure"


def test_a_queue_of_windows_takes_the_bytes_as_they_are(spooler: Spooler) -> None:
    made = ReceiptPrinter(partial(Spool, "XP-80"), 576, SHORT)
    assert put(made) == Sent("unsure")
    assert spooler.printed == [slip()]
    made.trust()
    assert put(made, 2, "A008") == Sent("printed")
    assert spooler.printed[1].endswith(slip("A008"))
    assert made.look().trouble is None
    assert (len(spooler.printed), spooler.open) == (2, 0)


def test_what_does_not_leave_the_queue_is_taken_back(spooler: Spooler) -> None:
    spooler.holds = True
    made = ReceiptPrinter(partial(Spool, "XP-80"), 576, SHORT, traits=TRUSTED)
    assert put(made) == Sent("unsure")
    assert (spooler.printed, spooler.waiting, spooler.open) == ([], {}, 0)


@pytest.mark.parametrize("how", [{"status": 0x80}, {"status": 0x10}, {"attributes": 0x400}])
def test_nothing_is_put_into_a_queue_that_stands_still(
    spooler: Spooler, how: dict[str, int]
) -> None:
    vars(spooler).update(how)
    made = ReceiptPrinter(partial(Spool, "XP-80"), 576, SHORT, traits=TRUSTED)
    assert put(made) == Sent("queued", "offline")
    assert made.look().trouble == "offline"
    assert (spooler.printed, spooler.waiting, spooler.open) == ([], {}, 0)


def test_without_pywin32_or_with_a_wrong_name_there_is_no_queue(
    spooler: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoLine):
        Spool("another")
    monkeypatch.setitem(sys.modules, "win32print", None)
    with pytest.raises(NoLine):
        Spool("XP-80")


def test_a_library_that_is_not_there_is_logged_once_and_its_printer_is_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "win32print", None)
    made = ReceiptPrinter(partial(Spool, "XP-80"), 576, SHORT)
    assert [made.look().trouble, put(made).trouble, made.look().trouble] == ["offline"] * 3
    assert caplog.text.count("the line to a printer failed: ModuleNotFoundError") == 1
