"""Many booked visits at once: all of them or none, and a list that comes twice books once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from office import door, names
from office.change import Change
from office.door import Fits, Wanted
from office.errors import Refused
from office.ticket import Ticket

FitsOn = Callable[[str], Fits]


@dataclass(frozen=True)
class Visit:
    """One line of a list. `time`: local "08:30", None for a number from afar; `code`: the portal's
    own, None to have one made; `nth`: which of the list's equal lines it is, from 1.
    """

    wanted: Wanted
    day: str
    time: str | None = None
    code: str | None = None
    nth: int = 1


@dataclass(frozen=True)
class Booked:
    """What became of a visit: its code and whether it is new, or why it was refused."""

    code: str | None = None
    new: bool = False
    refused: Refused | None = None


class NotBooked(Exception):  # noqa: N818 - an answer that takes the transaction back
    """Nothing was booked; `answers` say what became, or would become, of each visit."""

    def __init__(self, answers: list[Booked]) -> None:
        super().__init__("not booked")
        self.answers = answers


def book_all(
    change: Change, visits: Sequence[Visit], fits: FitsOn, zone: ZoneInfo, *, check: bool
) -> list[Booked]:
    """Raises `NotBooked` when one of them is refused, or when this is only a `check`."""
    answers = [_answer(change, each, fits, zone) for each in visits]
    if check or any(each.refused for each in answers):
        raise NotBooked(answers)
    return answers


def _answer(change: Change, visit: Visit, fits: FitsOn, zone: ZoneInfo) -> Booked:
    try:
        return _book(change, visit, fits, zone)
    except Refused as refused:
        return Booked(refused=refused)


def _book(change: Change, visit: Visit, fits: FitsOn, zone: ZoneInfo) -> Booked:
    wanted, slot_at = visit.wanted, _slot(visit, zone)
    change.service(wanted.service)
    change.map.priority(wanted.priority)
    if wanted.name is not None:
        name = names.clean(wanted.name, change.map.ward.not_aloud)
        wanted = replace(wanted, name=name)
    if visit.code is not None:
        known = _by_code(change, visit, slot_at)
    else:
        known = _equal(change, wanted, visit, slot_at)
    if known is not None:
        return Booked(known.code)
    made = door.book(change, wanted, visit.day, slot_at, fits(visit.day), visit.code)
    return Booked(made.code, new=True)


def _slot(visit: Visit, zone: ZoneInfo) -> int | None:
    try:
        on = date.fromisoformat(visit.day)
        if visit.time is None:
            return None
        at = datetime.combine(on, time.fromisoformat(visit.time), zone)
    except ValueError:
        raise Refused("bad_value", field="day") from None
    return int(at.timestamp() * 1000)


def _by_code(change: Change, visit: Visit, slot_at: int | None) -> Ticket | None:
    """Refused: `code_taken` when the code is another visit's."""
    row = change.tx.one("SELECT * FROM tickets WHERE code = ?", (visit.code,))
    if row is None:
        return None
    found = Ticket.of(row)
    same = (visit.day, slot_at) == (found.day, found.slot_at)
    # A visit that has begun may have been sent to another service since.
    if not same or (found.state == "booked" and found.service != visit.wanted.service):
        raise Refused("code_taken")
    return found


def _equal(change: Change, wanted: Wanted, visit: Visit, slot_at: int | None) -> Ticket | None:
    """The nth booking of the same day, time, service, dossier and name, cancelled or not.

    The service is the one that was booked: a visit that has begun may be elsewhere. Its name is
    compared where names live: nothing else about it is kept.
    """
    row = change.tx.one(
        "SELECT tickets.* FROM tickets LEFT JOIN names ON names.ticket = tickets.id"
        " WHERE code IS NOT NULL AND day = ? AND slot_at IS ? AND dossier IS ? AND name IS ?"
        " AND EXISTS (SELECT 1 FROM events WHERE ticket = tickets.id AND kind = 'booked'"
        " AND json_extract(data, '$.service') = ?) ORDER BY id LIMIT 1 OFFSET ?",
        (visit.day, slot_at, wanted.dossier, wanted.name, wanted.service, visit.nth - 1),
    )
    return None if row is None else Ticket.of(row)
