"""What the surfaces are handed instead of reaching for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from access.register import Register
    from config import Config
    from office import Office, Store, Ward
    from web.catalogs import Catalogs
    from web.health import Health
    from web.live import Live


@dataclass(frozen=True)
class Parts:
    """One running office. `address` is the base of every printed link, "http://host:port".

    `secure`: the same for HTTPS, if that is served; what is not for citizens stands there.
    `speed`: how fast the office's clock runs in a practice hall; None in any other.
    """

    config: Config
    ward: Ward
    office: Office
    store: Store
    live: Live
    register: Register
    health: Health
    data: Path
    demo: bool
    address: str
    catalogs: Catalogs
    speed: float | None = None
    secure: str | None = None

    @property
    def staff_address(self) -> str:
        """Where people who work here come in."""
        return self.secure or self.address
