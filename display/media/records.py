"""What the screens show beside the calls; the files themselves lie in the folder `media`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sqlite_utils import Migrations
from sqlite_utils.db import Database

from display.media.item import Item
from office import Store, StoreUnusable
from office.store import Tx

migrations = Migrations("media")

COLUMNS = (
    "id, kind, title, text, first, last, seconds, files, length, size, width, height, position,"
    " officer, at, asked"
)
# A file that was not served since an update lacks columns.
ALL = "SELECT * FROM media ORDER BY position, id"


@migrations()
def make_media(db: Database) -> None:
    db.execute(
        "CREATE TABLE media (id INTEGER PRIMARY KEY,"
        " kind TEXT NOT NULL CHECK (kind IN ('image', 'video', 'pdf', 'text')),"
        " title TEXT NOT NULL, text TEXT NOT NULL, first TEXT, last TEXT,"
        " seconds INTEGER CHECK (seconds > 0), files TEXT NOT NULL, length INTEGER,"
        " size INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,"
        " position INTEGER NOT NULL, officer TEXT, at INTEGER NOT NULL,"
        " CHECK (first IS NULL OR last IS NULL OR first <= last)) STRICT"
    )


@migrations()
def keep_what_was_asked(db: Database) -> None:
    db.execute("ALTER TABLE media ADD COLUMN asked TEXT")


class Records:
    def __init__(self, store: Store) -> None:
        self._store = store
        store.migrate(migrations)

    def all(self) -> list[Item]:
        """In the order in which they are shown."""
        return [_item(row) for row in self._store.all(ALL)]


def read(database: Path) -> list[Item]:
    """From outside, while it is served or not; nothing where none was ever kept. Changes nothing.

    Raises StoreUnusable.
    """
    how = "mode=ro" if Path(f"{database}-wal").exists() else "mode=ro&immutable=1"
    try:
        with closing(
            sqlite3.connect(f"{database.as_uri()}?{how}", uri=True, timeout=2)
        ) as connection:
            connection.row_factory = sqlite3.Row
            known = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'media'")
            return [_item(row) for row in connection.execute(ALL)] if known.fetchone() else []
    except sqlite3.Error as error:
        raise StoreUnusable(f"{database}: {error}") from error


def keep(tx: Tx, item: Item) -> None:
    tx.execute(
        f"INSERT OR REPLACE INTO media ({COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.id,
            item.kind,
            item.title,
            item.text,
            item.first,
            item.last,
            item.seconds,
            json.dumps(item.files),
            item.length,
            item.size,
            item.width,
            item.height,
            item.position,
            item.officer,
            item.at,
            item.asked,
        ),
    )


def place(tx: Tx, ids: Iterable[int]) -> None:
    """In this order from now on."""
    for position, id in enumerate(ids, 1):
        tx.execute("UPDATE media SET position = ? WHERE id = ?", (position, id))


def forget(tx: Tx, id: int) -> None:
    tx.execute("DELETE FROM media WHERE id = ?", (id,))


def _item(row: sqlite3.Row) -> Item:
    return Item(**{**dict(row), "files": tuple(json.loads(row["files"]))})
