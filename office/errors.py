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


class StoreUnusable(Exception):  # noqa: N818 - what the file is, and not a mistake of ours
    """The database file cannot be opened, read or written. Nothing was changed.

    `code`: `disk_full`, `read_only`, `damaged`, `locked`, or `unusable` for anything else.
    """

    def __init__(self, detail: str, code: str = "unusable") -> None:
        super().__init__(detail)
        self.code = code


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
MALFORMED = frozenset({"bad_value", "bad_range", "reason_needed"})
