"""What the benches read and write in SQLite: counts, bare rows, and years of history."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

COUNTS = """
SELECT (SELECT count(*) FROM tickets) AS tickets,
  (SELECT count(DISTINCT ticket) FROM print_jobs) AS jobs
"""
DAY = 86_400_000
TABLES = ("tickets", "turns", "events")


class Rows:
    """The least durable table: one INSERT is one transaction and one sync."""

    def __init__(self, file: Path) -> None:
        self._file = sqlite3.connect(file, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = FULL")
        self._file.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    def add(self, body: bytes) -> int | None:
        return self._file.execute("INSERT INTO rows (body) VALUES (?)", (body,)).lastrowid


def kept(file: Path) -> dict[str, int]:
    """How many tickets there are, and how many of them have a job at a printer, at one moment."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as read:
        tickets, jobs = read.execute(COUNTS).fetchone()
    return {"tickets": tickets, "jobs": jobs}


def repeat(file: Path, day: str, copies: list[str]) -> None:
    """That lived day's tickets, turns and events once more for each of the other days.

    Ids and seqs go on; the file is closed and synced when it returns.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as write:
        write.execute("PRAGMA synchronous = OFF")
        names = {table: _names(write, table) for table in TABLES}
        write.execute("BEGIN IMMEDIATE")
        for copy in copies:
            ids = {
                table: write.execute(f"SELECT max({key}) FROM {table}").fetchone()[0]
                for table, key in (("tickets", "id"), ("turns", "id"), ("events", "seq"))
            }
            for table in TABLES:
                _copy(write, table, names[table], day, copy, ids)
            write.execute(
                "INSERT INTO days SELECT ?, opened_at, closed_at FROM days WHERE day = ?",
                (copy, day),
            )
        write.execute("COMMIT")
        write.execute("ANALYZE")
        write.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _names(write: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in write.execute(f"PRAGMA table_info({table})")]


def _copy(
    write: sqlite3.Connection,
    table: str,
    names: list[str],
    day: str,
    copy: str,
    ids: dict[str, int],
) -> None:
    others = {"day": "?", "token": "token || ?", "code": "code || ?"}
    earlier = (date.fromisoformat(copy) - date.fromisoformat(day)).days * DAY
    others |= {name: f"{name} + {earlier}" for name in names if name.endswith("_at")}
    others |= {name: f"{name} + {earlier}" for name in ("at", "since", "counts_from")}
    for name, of in (("ticket", "tickets"), ("turn", "turns"), ("finished", "turns")):
        others[name] = f"{name} + {ids[of]}"
    own = {"tickets": "id", "turns": "id", "events": "seq"}[table]
    others[own] = f"{own} + {ids[table]}"
    chosen = [others.get(name, name) for name in names]
    marks = [copy for each in chosen if "?" in each]
    write.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(chosen)}"
        f" FROM {table} WHERE day = ?",
        (*marks, day),
    )
