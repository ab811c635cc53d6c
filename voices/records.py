"""What was spoken where, so that a restart neither repeats nor swallows a call; what is muted."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Migrations
from sqlite_utils.db import Database

from office import Store, Tx

migrations = Migrations("voices")


@migrations()
def make_spoken(db: Database) -> None:
    db.execute(
        "CREATE TABLE spoken (seq INTEGER NOT NULL, zone TEXT NOT NULL, spoken_at INTEGER NOT NULL,"
        " PRIMARY KEY (seq, zone)) STRICT, WITHOUT ROWID"
    )


@migrations()
def make_mutes(db: Database) -> None:
    db.execute("CREATE TABLE mutes (zone TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT")


class Records:
    """One row a call and zone: `seq` of the call's event, ms UTC when its playing began.

    One row a muted zone, and ms UTC when it is heard again, which may be past.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        store.migrate(migrations)

    def note(self, calls: Iterable[int], zone: str, at: int) -> None:
        """`calls`: of one sentence."""
        with self._store.transaction() as tx:
            for seq in calls:
                tx.execute("INSERT OR IGNORE INTO spoken VALUES (?, ?, ?)", (seq, zone, at))

    def since(self, seq: int) -> set[tuple[int, str]]:
        """(seq, zone) of the calls with a higher `seq` that were spoken."""
        rows = self._store.all("SELECT seq, zone FROM spoken WHERE seq > ?", (seq,))
        return {(row["seq"], row["zone"]) for row in rows}

    def forget(self, before: int) -> None:
        """Drop what was spoken before that moment, ms UTC."""
        with self._store.transaction() as tx:
            tx.execute("DELETE FROM spoken WHERE spoken_at < ?", (before,))

    def mutes(self) -> dict[str, int]:
        rows = self._store.all("SELECT zone, until FROM mutes")
        return {row["zone"]: row["until"] for row in rows}

    def set_mute(self, tx: Tx, zone: str, until: int | None) -> None:
        """None: it is heard."""
        tx.execute("DELETE FROM mutes WHERE zone = ?", (zone,))
        if until is not None:
            tx.execute("INSERT INTO mutes VALUES (?, ?)", (zone, until))
