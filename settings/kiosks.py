"""What stands at the door: ticket machines and their printers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from office.ward import Id, Part, Words
from settings.values import Baud, Dots, Host, Inches, Language, Port, Text, UsbId


class Printer(Part):
    """A slip printer. `network` has a host; `serial`, `lp` and `file` a path; `windows` a queue.

    `usb` is the first printer found, or the one of `usb_id`; `dummy` prints nowhere.
    """

    id: Id
    type: Literal["network", "usb", "serial", "lp", "windows", "file", "dummy"]
    host: Host | None = None
    port: Port = 9100
    path: Text | None = None
    baud: Baud = 115_200
    usb_id: UsbId | None = None
    queue: Text | None = None
    width: Dots = 576
    at: Literal["server", "kiosk"] = "server"
    raster: Literal["auto", "raster", "column"] = "auto"

    @property
    def address(self) -> str:
        """Where the settings say that it is, with a host's port; empty where they do not."""
        host = f"{self.host}:{self.port}" if self.host else ""
        return host or self.path or self.queue or self.usb_id or ""


class Scanner(Part):
    """What reads a citizen's card at a kiosk. `serial`: a COM port, of the server or of the
    kiosk's own computer; `wedge`: it types a hex dump of what it reads into the kiosk's page;
    `camera`: the kiosk's own.
    """

    type: Literal["serial", "wedge", "camera"] = "serial"
    port: Text | None = None
    baud: Annotated[int, Field(ge=1200, le=921_600)] = 9600
    at: Literal["server", "kiosk"] = "server"


class Kiosk(Part):
    """A ticket machine at the door. No printer: the number is shown, not printed."""

    id: Id
    name: Words
    printer: Id | None = None
    scanner: Scanner | None = None
    screen_inches: Inches = 21.5
    idle_seconds: Annotated[int, Field(ge=15, le=600)] = 60
    warn_seconds: Annotated[int, Field(ge=5, le=300)] = 20
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("vi", "en")
