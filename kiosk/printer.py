"""What the press asks of a printer, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from kiosk.bitmap import Bitmap
from kiosk.replies import Status, Trouble

if TYPE_CHECKING:
    from config import Printer as Described


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

    `status` is what was last known of it.
    """

    width: int
    status: Status

    def look(self) -> Status:
        """Is it there, has it paper?"""
        ...

    def print(self, job: int, label: str, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        """Print one slip; `begin` is called right before the first byte that makes marks."""
        ...

    def trust(self) -> None:
        """Somebody saw the paper of a slip that the printer itself said nothing about."""
        ...

    def clear(self) -> None:
        """Forget the slips of the day: they may bear names."""
        ...


def printer(described: Described, data: Path, patience: Patience, *, interrupted: bool) -> Printer:
    """`interrupted`: its last slip was cut short by the end of the server."""
    from kiosk.network import NetworkPrinter
    from kiosk.remote import RemotePrinter
    from kiosk.tray import DummyPrinter, FilePrinter

    if described.at == "kiosk":
        return RemotePrinter(described.width, patience)
    if described.type == "network":
        host = described.host or ""
        return NetworkPrinter(host, described.port, described.width, patience, interrupted)
    if described.type == "file":
        path = Path(described.path).expanduser() if described.path else data / "slips"
        return FilePrinter(path, described.width, patience)
    return DummyPrinter(described.width)
