"""What the office refuses, and how that differs from what is broken."""

from __future__ import annotations

from typing import Any


class Refused(Exception):  # noqa: N818 - the field's word: the office refuses, nothing is broken
    """The rules do not allow it now. Nothing was changed.

    `code` is a word of the table below; `facts` are JSON-ready (ids, ms, numbers), never names
    or sentences: those live in the message catalogs.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Changed(Refused):
    """The open turn of the counter is another one than the officer saw."""

    def __init__(self, counter: int, turn: int | None) -> None:
        super().__init__("changed", counter=counter, turn=turn)


class StoreUnusable(Exception):  # noqa: N818 - said to a person as it stands
    """The database file cannot be opened, read or written; the sentence says why."""


UNKNOWN = frozenset(
    {
        "unknown_service",
        "unknown_counter",
        "unknown_ticket",
        "unknown_priority",
        "unknown_reason",
        "unknown_roll",
        "unknown_code",
    }
)
MALFORMED = frozenset({"bad_value", "reason_needed"})
