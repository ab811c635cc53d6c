"""Finding a number of today again by what a citizen still knows: a name, a time, the number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from office.moves import FINAL, MOVES
from office.store import Tx
from office.ticket import Ticket, Turn

LABEL = re.compile(r"([A-Za-zĐđ]?) ?0*([1-9]\d{0,3})")
LETTER = re.compile(r"[A-Za-z]")
TIME = re.compile(r"([01]?\d|2[0-3]) ?(?:[:hg.] ?([0-5]\d)?)")
AROUND = 15
HOUR = 60
MOST = 30
MOVES_AT_THE_DOOR = ("return", "reclassify", "cancel")
ROWS = (
    "SELECT id, letter, number, service, state, priority, priority_confirmed, returns,"
    " iif(served IS NULL, quantity, 1) AS quantity, planned,"
    " coalesce(taken_at, since, state_at) AS came_at, name, coalesce(say, 0) AS say"
    " FROM tickets LEFT JOIN names ON names.ticket = tickets.id"
)

Minute = Callable[[int], int]
"""The minute of the local day of a time in ms UTC."""


@dataclass(frozen=True)
class Sought:
    """What is looked for, read from one line of text; nothing said finds everybody."""

    letter: str | None = None
    number: int | None = None
    minutes: tuple[int, int] | None = None
    name: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> Sought:
        """ "A007", "7" and "A" are a number or its letter, "8:15" and "8h" a time, the rest a name.

        Around a time it is a quarter of an hour; "8h" is the whole hour.
        """
        text = " ".join(text.split())
        if label := LABEL.fullmatch(text):
            return cls(letter=label[1].upper() or None, number=int(label[2]))
        if LETTER.fullmatch(text):
            return cls(letter=text.upper())
        if time := TIME.fullmatch(text):
            at = int(time[1]) * HOUR + int(time[2] or 0)
            return cls(minutes=(at - AROUND, at + AROUND) if time[2] else (at, at + HOUR - 1))
        return cls(name=tuple(plain(text).split()))

    def fits(self, row: Any, minute: Minute) -> bool:
        if self.letter not in (None, row["letter"]) or self.number not in (None, row["number"]):
            return False
        if self.minutes is not None:
            return self.minutes[0] <= minute(row["came_at"]) <= self.minutes[1]
        return not self.name or all(part in plain(row["name"] or "") for part in self.name)


def plain(text: str) -> str:
    """Without tones, marks and capitals: "Trần Thị Đào" is "tran thi dao"."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def by_code(tx: Tx, code: str) -> Ticket | None:
    """The visit of a code as people type it: in small letters, without its hyphens or with blanks.

    None, too, when several have the same letters.
    """
    typed = code.strip().upper()
    rows = tx.all(
        "SELECT * FROM tickets WHERE code IS NOT NULL AND replace(code, '-', '') = ?"
        " ORDER BY code = ? DESC LIMIT 2",
        ("".join(filter(str.isalnum, typed)), typed),
    )
    alone = len(rows) == 1 or (rows and rows[0]["code"] == typed)
    return Ticket.of(rows[0]) if alone else None


def find(
    tx: Tx, day: str, sought: Sought, service: str | None, minute: Minute
) -> tuple[int, list[dict[str, Any]]]:
    """How many of that day's numbers fit, and the newest of them, those that still count first.

    [{id, label, service, state, final, priority, priority_confirmed, returns, quantity, planned,
    taken_at, name, say_name, calls, counter, may}]; `counter` called it last, `may` are the moves
    at the door.
    """
    rows = tx.all(ROWS + " WHERE day = ? AND letter IS NOT NULL ORDER BY letter, number", (day,))
    found = [row for row in rows if service in (None, row["service"]) and sought.fits(row, minute)]
    found.sort(key=lambda row: (row["state"] in FINAL, -row["came_at"], -row["id"]))
    return len(found), [_facts(tx, row) for row in found[:MOST]]


def one(tx: Tx, ticket: int) -> dict[str, Any]:
    """What `find` tells of it. The ticket has a number."""
    return _facts(tx, tx.one(ROWS + " WHERE id = ?", (ticket,)))


def _facts(tx: Tx, row: Any) -> dict[str, Any]:
    turns = tx.all(
        "SELECT * FROM turns WHERE ticket = ? AND outcome IS NOT 'undone' ORDER BY id",
        (row["id"],),
    )
    calls = [Turn.of(each) for each in turns]
    return {
        "id": row["id"],
        "label": f"{row['letter']}{row['number']:03d}",
        "service": row["service"],
        "state": row["state"],
        "final": row["state"] in FINAL,
        "priority": row["priority"],
        "priority_confirmed": bool(row["priority_confirmed"]),
        "returns": row["returns"],
        "quantity": row["quantity"],
        "planned": row["planned"],
        "taken_at": row["came_at"],
        "name": row["name"],
        "say_name": bool(row["say"]),
        "calls": sum(each.calls for each in calls),
        "counter": calls[-1].counter if calls else None,
        "may": _may(row["state"], calls),
    }


def _may(state: str, turns: list[Turn]) -> list[str]:
    allowed = [move for move in MOVES_AT_THE_DOOR if state in MOVES[move].frm]
    was_met = state == "done" and not (turns and turns[-1].unmet)
    return [] if was_met else allowed
