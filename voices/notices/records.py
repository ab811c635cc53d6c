"""The notices that are up now, and what people said of the loudspeakers.

The words of a notice are here while it is up and nowhere else; the file forgets what is deleted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlite_utils import Migrations
from sqlite_utils.db import Database

from office import Refused, Store
from office.store import Tx
from voices.notices.notice import Notice

migrations = Migrations("notices")

COLUMNS = "id, texts, zones, at, times, every, stays, officer, told, told_at"


@migrations()
def make_notices(db: Database) -> None:
    db.execute(
        "CREATE TABLE notices (id INTEGER PRIMARY KEY, texts TEXT NOT NULL, zones TEXT NOT NULL,"
        " at INTEGER NOT NULL, times INTEGER NOT NULL, every INTEGER NOT NULL,"
        " stays INTEGER NOT NULL CHECK (stays IN (0, 1)), officer TEXT,"
        " told INTEGER NOT NULL CHECK (told >= 0), told_at INTEGER) STRICT"
    )
    db.execute(
        "CREATE TABLE hearings (zone TEXT PRIMARY KEY, at INTEGER NOT NULL, person INTEGER,"
        " heard TEXT NOT NULL CHECK (heard IN ('well', 'faint', 'not'))) STRICT, WITHOUT ROWID"
    )


@migrations()
def make_notice_keys(db: Database) -> None:
    db.execute(
        "CREATE TABLE notice_keys (device TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,"
        " notice INTEGER NOT NULL, PRIMARY KEY (device, key)) STRICT, WITHOUT ROWID"
    )


@dataclass(frozen=True)
class Hearing:
    """Whether a zone's loudspeaker was `heard` at a test: well, faint or not; by a person's id."""

    zone: str
    at: int
    person: int | None
    heard: str


@dataclass(frozen=True)
class Asked:
    """A command that may come twice: whose, its key, and a hash of what was asked."""

    device: str
    key: str
    body: str


class Records:
    def __init__(self, store: Store) -> None:
        self._store = store
        store.migrate(migrations)

    def all(self) -> list[Notice]:
        """What is up, the oldest first."""
        rows = self._store.all(f"SELECT {COLUMNS} FROM notices ORDER BY id")
        return [
            Notice(
                **{
                    **dict(row),
                    "texts": json.loads(row["texts"]),
                    "zones": tuple(json.loads(row["zones"])),
                    "stays": bool(row["stays"]),
                }
            )
            for row in rows
        ]

    def note(self, notice: Notice) -> None:
        with self._store.transaction() as tx:
            keep(tx, notice)

    def drop(self, *notices: int) -> None:
        with self._store.transaction() as tx:
            for notice in notices:
                forget(tx, notice)

    def made_by(self, asked: Asked) -> int | None:
        """The notice that the key has made before. Refused: `key_reused`."""
        row = self._store.one(
            "SELECT notice, body FROM notice_keys WHERE device = ? AND key = ?",
            (asked.device, asked.key),
        )
        if row is not None and row["body"] != asked.body:
            raise Refused("key_reused")
        return None if row is None else int(row["notice"])

    def forget_keys(self) -> None:
        """The day is over."""
        with self._store.transaction() as tx:
            tx.execute("DELETE FROM notice_keys")

    def note_hearing(self, hearing: Hearing) -> None:
        with self._store.transaction() as tx:
            tx.execute(
                "INSERT INTO hearings (zone, at, person, heard) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (zone) DO UPDATE SET at = excluded.at, person = excluded.person,"
                " heard = excluded.heard",
                (hearing.zone, hearing.at, hearing.person, hearing.heard),
            )

    def hearings(self) -> dict[str, Hearing]:
        """{zone: the newest answer}"""
        rows = self._store.all("SELECT zone, at, person, heard FROM hearings")
        return {row["zone"]: Hearing(**dict(row)) for row in rows}


def keep_key(tx: Tx, asked: Asked, notice: int) -> None:
    tx.execute(
        "INSERT INTO notice_keys (device, key, body, notice) VALUES (?, ?, ?, ?)",
        (asked.device, asked.key, asked.body, notice),
    )


def keep(tx: Tx, notice: Notice) -> None:
    tx.execute(
        f"INSERT OR REPLACE INTO notices ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            notice.id,
            json.dumps(notice.texts, ensure_ascii=False),
            json.dumps(notice.zones),
            notice.at,
            notice.times,
            notice.every,
            int(notice.stays),
            notice.officer,
            notice.told,
            notice.told_at,
        ),
    )


def forget(tx: Tx, notice: int) -> None:
    tx.execute("DELETE FROM notices WHERE id = ?", (notice,))
