"""A file or text that is sent again because its answer was lost: the same item, not another one."""

from __future__ import annotations

from typing import Any

from office import By
from office.repeats import digest


def asked(by: By, key: str | None, *body: Any) -> str | None:
    """Whose key, and what was asked with it, as two hashes; an item keeps it while it is there."""
    return f"{digest([by.device, key])} {digest(body)}" if key else None


def is_repeat(wish: str, kept: str) -> bool:
    """The same key; with another body as well."""
    return wish.partition(" ")[0] == kept.partition(" ")[0]
