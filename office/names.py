"""The names table: the only place where names live, and only until the day is closed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from office.errors import Refused
from office.store import Tx
from office.ticket import Name

LONGEST = 60
# Control, format (bidi and zero-width marks), surrogate, private-use and unassigned characters,
# and line and paragraph separators.
REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(name: str) -> str:
    """A name as it is kept: NFC, single spaces. Refused: `bad_value` (field "name")."""
    text = " ".join(unicodedata.normalize("NFC", name).split())
    marks = (unicodedata.category(character) for character in name.strip())
    letters = any(character.isalpha() for character in text)
    if not letters or len(text) > LONGEST or any(mark in REFUSED for mark in marks):
        raise Refused("bad_value", field="name", longest=LONGEST)
    return text


def keep(tx: Tx, ticket: int, name: str, say: bool) -> None:
    tx.execute("INSERT INTO names (ticket, name, say) VALUES (?, ?, ?)", (ticket, name, int(say)))


def of(tx: Tx, ticket: int) -> Name | None:
    row = tx.one("SELECT name, say FROM names WHERE ticket = ?", (ticket,))
    return None if row is None else Name(row["name"], bool(row["say"]))


def of_all(tx: Tx, tickets: Sequence[int]) -> dict[int, Name]:
    if not tickets:
        return {}
    marks = ", ".join("?" * len(tickets))
    rows = tx.all(f"SELECT ticket, name, say FROM names WHERE ticket IN ({marks})", tickets)
    return {row["ticket"]: Name(row["name"], bool(row["say"])) for row in rows}


def wipe(tx: Tx, day: str) -> None:
    """Forget who came on that day or earlier: names, free notes, hashes of persons."""
    tx.execute(
        "DELETE FROM names WHERE ticket IN (SELECT names.ticket FROM names"
        " JOIN tickets ON tickets.id = names.ticket WHERE tickets.day <= ?)",
        (day,),
    )
    tx.execute("DELETE FROM notes")
    tx.execute("UPDATE tickets SET person = NULL WHERE person IS NOT NULL AND day <= ?", (day,))
    # Of the priority class only that there was one is kept.
    tx.execute(
        "UPDATE tickets SET priority = 'yes' WHERE priority <> 'yes' AND day <= ?",
        (day,),
    )
