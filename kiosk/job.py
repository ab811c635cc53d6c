"""A piece of paper on its way to a printer, as the records keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

State = Literal["queued", "printing", "printed", "unsure", "failed", "expired"]


@dataclass(frozen=True)
class Job:
    """One slip, or with `sheet` that procedure's sheet. Times are ms UTC.

    `ticket`: whose slip it is, or of whoever asked for the sheet, if they had one. `instead` is
    the job that prints a slip anew. `key`: a sheet is asked for once with it.
    """

    id: int
    day: str
    ticket: int | None
    sheet: str | None
    language: str | None
    key: str | None
    kiosk: str
    printer: str
    reprint: int
    state: State
    trouble: str | None
    queued_at: int
    ended_at: int | None
    instead: int | None

    def facts(self) -> dict[str, Any]:
        return {
            "job": self.id,
            "state": self.state,
            "trouble": self.trouble,
            "reprint": bool(self.reprint),
        }


@dataclass(frozen=True)
class Wanted:
    """A slip or a sheet to be printed: whose, where, and for which kiosk."""

    day: str
    ticket: int | None
    kiosk: str
    printer: str
    at: int
    reprint: bool = False
    sheet: str | None = None
    language: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class Trial:
    """A printer's last test slip; `at` is ms UTC. `refused`: nothing of it was sent."""

    printer: str
    state: Literal["waiting", "printing", "printed", "unsure", "refused", "failed"]
    at: int
    trouble: str | None = None

    @property
    def under_way(self) -> bool:
        return self.state in ("waiting", "printing")
