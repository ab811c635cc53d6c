"""A look at the file from outside: whether it is whole. It changes nothing, also while served."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from office.errors import StoreUnusable

SHOWN = 3


@dataclass(frozen=True)
class Found:
    """`damage`: SQLite's own words, empty for a whole file; `last_at`: newest event, ms UTC."""

    damage: list[str]
    last_at: int


def inspect(path: Path) -> Found:
    """Raises StoreUnusable for what is no database of an office."""
    # Without a log file nobody writes: opened so, SQLite makes no files of its own beside it.
    how = "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, timeout=2)) as file:
            damage = [
                str(row[0])
                for row in file.execute(f"PRAGMA integrity_check({SHOWN})")
                if row[0] != "ok"
            ]
            damage += [
                f"{row[0]} {row[1]} → {row[2]}" for row in file.execute("PRAGMA foreign_key_check")
            ][:SHOWN]
            last = file.execute(
                "SELECT max(at) FROM (SELECT at FROM events ORDER BY seq DESC LIMIT 1)"
            )
            return Found(damage, last.fetchone()[0] or 0)
    except sqlite3.Error as error:
        raise StoreUnusable(f"{path}: {error}") from error
