"""What the press asks of a printer, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from kiosk.bitmap import Bitmap
from kiosk.replies import Status, Trouble
from kiosk.traits import Traits

if TYPE_CHECKING:
    from config import Printer as Described
    from kiosk.line import Line


@dataclass(frozen=True)
class Patience:
    """How long is waited for what, in seconds. Every step has its end."""

    connect: float = 3
    reply: float = 1
    stall: float = 6
    """The printer takes not one byte."""
    fence: float = 12
    """From the last byte sent to the printer's word that it is printed."""
    rest: float = 3
    """From the last byte to a last look, at a printer that never gives its word."""
    look: float = 1.5
    """Between two looks at the paper while that word is awaited."""
    retry: float = 2
    """Until a slip of which nothing was sent is tried again."""
    idle: float = 20
    """Between two looks at a printer that has nothing to do."""
    expire: float = 90
    """A slip that is older is no use any more: the citizen has gone on with the screen."""


@dataclass(frozen=True)
class Sent:
    """How a try ended. `queued`: nothing was sent, so it may be tried again."""

    state: Literal["printed", "unsure", "queued"]
    trouble: Trouble | None = None


class Printer(Protocol):
    """One printer, used by one operator. Nothing it does takes longer than `Patience`.

    `status` is what was last known of it, `traits` what it was found to answer: they grow with
    its jobs, and may be remembered and handed to `printer` at the next start.
    """

    width: int
    status: Status
    traits: Traits

    def look(self) -> Status:
        """Is it there, has it paper?"""
        ...

    def print(self, job: int, label: str, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        """Print one slip; `begin` is called right before the first byte that makes marks."""
        ...

    def probe(self, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        """Print a trial slip as if nothing were known of the printer: `traits` are found anew.

        They stay as they were when nothing was sent. Of a printer that says nothing at all the
        trial is `unsure`, and whoever holds its paper says so with `trust`.
        """
        ...

    def trust(self) -> None:
        """Somebody saw the paper of a slip that the printer itself said nothing about."""
        ...

    def clear(self) -> None:
        """Forget the slips of the day: they may bear names."""
        ...


def printer(
    described: Described,
    data: Path,
    patience: Patience,
    *,
    interrupted: bool,
    traits: Traits | None = None,
) -> Printer:
    """`interrupted`: its last slip was cut short by the end of the server.

    `traits`: what it was found to answer before, if that is known.
    """
    from kiosk.receipt import ReceiptPrinter
    from kiosk.remote import RemotePrinter
    from kiosk.tray import DummyPrinter, FilePrinter

    known = traits or Traits()
    if described.at == "kiosk":
        return RemotePrinter(described.width, patience, known)
    if described.type == "dummy":
        return DummyPrinter(described.width)
    if described.raster != "auto":
        known = known.model_copy(update={"raster": described.raster})
    flowing = ReceiptPrinter(
        opener(described, patience),
        described.width,
        patience,
        interrupted=interrupted,
        traits=known,
    )
    if described.type != "file":
        return flowing
    path = Path(described.path).expanduser() if described.path else data / "slips"
    return FilePrinter(path, flowing)


def opener(described: Described, patience: Patience) -> Callable[[], Line]:
    """What opens the line to this printer; it raises NoLine when that cannot be done."""
    path = str(Path(described.path or "").expanduser())
    match described.type:
        case "network":
            from kiosk.tcp import Tcp

            return partial(Tcp, described.host or "", described.port, patience.connect)
        case "usb":
            from kiosk.usb import UsbPort

            return UsbPort(described.usb_id)
        case "serial":
            from kiosk.serial import Serial

            return partial(Serial, path, described.baud)
        case "windows":
            from kiosk.spool import Spool

            return partial(Spool, described.queue or "")
    from kiosk.lp import Lp

    return partial(Lp, Path(path))
