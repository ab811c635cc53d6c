"""What was spoken where, so that a restart neither repeats a call nor swallows one."""

from __future__ import annotations

from sqlite_utils import Migrations
from sqlite_utils.db import Database

from office import Store

migrations = Migrations("voices")


@migrations()
def make_spoken(db: Database) -> None:
    db.execute(
        "CREATE TABLE spoken (seq INTEGER NOT NULL, zone TEXT NOT NULL, spoken_at INTEGER NOT NULL,"
        " PRIMARY KEY (seq, zone)) STRICT, WITHOUT ROWID"
    )


class Records:
    """One row a call and zone: `seq` of the call's event, ms UTC when its playing began."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.migrate(migrations)

    def note(self, seq: int, zone: str, at: int) -> None:
        with self._store.transaction() as tx:
            tx.execute("INSERT OR IGNORE INTO spoken VALUES (?, ?, ?)", (seq, zone, at))

    def since(self, seq: int) -> set[int]:
        """The calls with a higher `seq` that were spoken."""
        rows = self._store.all("SELECT seq FROM spoken WHERE seq > ?", (seq,))
        return {row["seq"] for row in rows}

    def forget(self, before: int) -> None:
        """Drop what was spoken before that moment, ms UTC."""
        with self._store.transaction() as tx:
            tx.execute("DELETE FROM spoken WHERE spoken_at < ?", (before,))
