"""What the office deals in: tickets, turns, events, who asks, and what a command answers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any, Final, Self


@dataclass(frozen=True)
class Row:
    @classmethod
    def of(cls, row: sqlite3.Row) -> Self:
        """The fields stand in the order of the table's columns."""
        return cls(*row)


@dataclass(frozen=True)
class Ticket(Row):
    """One place in line today. Times are ms UTC; `since` and `counts_from` set the place.

    `quantity`: how many files it is for. `planned`: the service it goes on to, with its place,
    once this one is finished; `served`: the one that it came on from.
    """

    id: int
    day: str
    letter: str | None
    number: int | None
    service: str
    state: str
    priority: str | None
    language: str
    dossier: str | None
    person: str | None
    token: str
    code: str | None
    counter: int | None
    taken_at: int | None
    since: int | None
    counts_from: int | None
    slot_at: int | None
    due_at: int | None
    place: str
    returns: int
    roll: int | None
    state_at: int
    moves: int
    priority_confirmed: int
    quantity: int
    planned: str | None
    served: str | None

    @property
    def files(self) -> int:
        """How many its present service has to do with: those are of the first one."""
        return self.quantity if self.served is None else 1

    @property
    def label(self) -> str:
        """`A007`; `A1024` from the thousandth on; empty while it is only booked."""
        return "" if self.number is None else f"{self.letter}{self.number:03d}"


@dataclass(frozen=True)
class Turn(Row):
    """One time that a ticket was called to a counter. `outcome` is None while it is open."""

    id: int
    ticket: int
    day: str
    counter: int
    service: str
    officer: str | None
    called_at: int
    last_call_at: int
    calls: int
    call_seq: int | None
    started_at: int | None
    ended_at: int | None
    outcome: str | None
    confirmed: int | None
    auto: int
    why: str
    reason: str | None
    counts_from: int | None
    waited: int | None
    by_next: int
    chosen: int
    resumed: int
    priority: int
    roll: int
    came_from: str
    finished: int | None
    finished_state: str | None
    finished_moves: int | None

    @property
    def unmet(self) -> bool:
        """Finished by calling the next one, while nobody had seen the citizen come."""
        return self.outcome == "done" and not self.confirmed


@dataclass(frozen=True)
class Event:
    """One line of the journal. `data` is JSON-ready and holds nothing personal."""

    seq: int
    at: int
    day: str
    kind: str
    ticket: int | None
    turn: int | None
    counter: int | None
    officer: str | None
    surface: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Name:
    """How a citizen is called; `say` is the consent to hear it aloud."""

    text: str
    say: bool


@dataclass(frozen=True)
class By:
    """Who asks. Keys of repeats are per `device`; `staff` may act outside the hours."""

    surface: str
    device: str = ""
    officer: str | None = None
    staff: bool = False


class Unseen:
    """The command does not say which open turn it saw."""


UNSEEN: Final = Unseen()


@dataclass(frozen=True)
class Outcome:
    """What a command did, in its present state; `replayed` when the key was known already."""

    ticket: Ticket | None = None
    turn: Turn | None = None
    finished: Turn | None = None
    replayed: bool = False
    seq: int = 0
    warnings: tuple[str, ...] = field(default=())
