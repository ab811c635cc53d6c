"""The one table of what a ticket may do. A move that is not here does not happen."""

from __future__ import annotations

from typing import Final, NamedTuple

FINAL: Final = frozenset({"done", "cancelled", "expired"})
AT_COUNTER: Final = frozenset({"called", "serving"})


class Move(NamedTuple):
    """The states a move may start from, the states it may lead to, and its journal word."""

    frm: frozenset[str]
    to: frozenset[str]
    event: str


def _move(frm: str, to: str, event: str) -> Move:
    return Move(frozenset(frm.split()), frozenset(to.split()), event)


MOVES: Final[dict[str, Move]] = {
    "check_in": _move("booked", "waiting", "checked_in"),
    "call_next": _move("waiting", "called", "called"),
    "call_this": _move("waiting missed", "called", "called"),
    "recall": _move("called", "called", "recalled"),
    "start": _move("called", "serving", "started"),
    "absent": _move("called", "missed", "absent"),
    "undo": _move("called", "waiting missed held", "undone"),
    "return": _move("missed done", "waiting", "returned"),
    "hold": _move("called serving", "held", "held"),
    "resume": _move("held", "serving called", "resumed"),
    "transfer": _move("waiting called serving held", "waiting", "transferred"),
    "reclassify": _move(
        "waiting called serving held missed booked",
        "waiting called serving held missed booked",
        "reclassified",
    ),
    "finish": _move("serving called", "done waiting", "finished"),
    "reopen": _move("done waiting", "serving called", "reopened"),
    "cancel": _move("booked waiting held missed", "cancelled", "cancelled"),
    "expire": _move("booked waiting called held missed", "expired", "expired"),
}

DESK: Final[dict[str, frozenset[str]]] = {
    "closed": frozenset({"open"}),
    "open": frozenset({"paused", "closed"}),
    "paused": frozenset({"open", "closed"}),
}
