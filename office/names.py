"""The names table: the only place where names live, and only until the day is closed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from office.errors import Refused
from office.store import Tx
from office.ticket import Name
from office.typed import has_words, is_address, is_number

LONGEST = 60
# Cc control, Cf bidi and zero width, Co private use, Cs lone surrogates, Cn not given out,
# Zl/Zp line breaks. The others are letters, marks or signs that show nothing.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_EMPTY_SIGNS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd")
_SELECTORS = (("\u180b", "\u180f"), ("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
_SPACES = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_PILE = 4

Fault = Literal["empty", "unseen", "letters", "address", "number", "unwanted", "long"]


def clean(name: str, not_aloud: Sequence[str] = ()) -> str:
    """A name as it is kept: composed, and without a fault.

    Refused: `bad_value` (field "name", and the `fault`).
    """
    text = composed(name)
    found = fault(text, not_aloud)
    if found:
        raise Refused("bad_value", field="name", fault=found, longest=LONGEST)
    return text


def composed(name: str) -> str:
    """The name in NFC with single spaces."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", name)).strip(" ")


def fault(name: str, not_aloud: Sequence[str] = ()) -> Fault | None:
    """Why a composed name cannot be called and shown, if it cannot; `not_aloud` as in `Ward`."""
    if not name:
        return "empty"
    if any(map(is_unseen, name)) or is_piled(name):
        return "unseen"
    if not any(unicodedata.category(sign).startswith("L") for sign in name):
        return "letters"
    if is_address(name):
        return "address"
    if is_number(name):
        return "number"
    if has_words(name, not_aloud):
        return "unwanted"
    return "long" if len(name) > LONGEST else None


def is_unseen(sign: str) -> bool:
    """Whether a sign shows nothing: control, bidi, zero width, not given out."""
    return (
        unicodedata.category(sign) in _UNSEEN
        or sign in _EMPTY_SIGNS
        or any(first <= sign <= last for first, last in _SELECTORS)
    )


def is_piled(name: str) -> bool:
    """Whether marks are heaped on one letter, so that they would cover other lines of a screen."""
    heap = 0
    for sign in name:
        heap = heap + 1 if unicodedata.category(sign).startswith("M") else 0
        if heap > _PILE:
            return True
    return False


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
