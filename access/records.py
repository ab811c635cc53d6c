"""People, devices and sessions in the file. Tokens lie there as hashes, PINs and passwords as
argon2id; names of people are here and in no other table.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import Any, Literal, TypeVar

from sqlite_utils import Database, Migrations

from office import Store
from office.store import Tx
from office.ticket import Row

Role = Literal["officer", "guide", "manager", "supervisor"]
Kind = Literal["kiosk", "display", "counter", "keypad"]
migrations = Migrations("access")


@migrations()
def who_may_what(db: Database) -> None:
    db.execute(
        """
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  handle TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'guide', 'manager', 'supervisor')),
  pin TEXT,
  password TEXT,
  invitation TEXT UNIQUE,
  invited_until INTEGER,
  locked_at INTEGER,
  CHECK ((invitation IS NULL) = (invited_until IS NULL))
) STRICT
"""
    )
    db.execute(
        """
CREATE TABLE devices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('kiosk', 'display', 'counter')),
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  renewal TEXT UNIQUE,
  address TEXT NOT NULL,
  paired_at INTEGER NOT NULL,
  paired_by INTEGER REFERENCES people (id),
  renewed_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT
"""
    )
    # Held by the database: one officer at a counter, one counter for an officer.
    db.execute(
        """
CREATE TABLE sessions (
  token TEXT PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES people (id),
  device INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  counter INTEGER UNIQUE
) STRICT, WITHOUT ROWID
"""
    )
    db.execute("CREATE UNIQUE INDEX one_seat_each ON sessions (person) WHERE counter IS NOT NULL")
    db.execute(
        """
CREATE TABLE tries (
  person INTEGER NOT NULL REFERENCES people (id),
  device INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (person, device)
) STRICT, WITHOUT ROWID
"""
    )


@migrations()
def keypads_beside_the_counters(db: Database) -> None:
    """The rule of a column cannot be changed, so the table is made anew around its rows."""
    old = db.execute("SELECT sql FROM sqlite_master WHERE name = 'devices'").fetchone()[0]
    wider = old.replace("'counter')", "'counter', 'keypad')")
    db.execute(wider.replace("CREATE TABLE devices", "CREATE TABLE wider", 1))
    db.execute("INSERT INTO wider SELECT * FROM devices")
    db.execute("DROP TABLE devices")
    db.execute("ALTER TABLE wider RENAME TO devices")


@dataclass(frozen=True)
class Person(Row):
    """Somebody who works here. `pin` and `password` are argon2id, `invitation` a hash."""

    id: int
    handle: str
    name: str
    role: Role
    pin: str | None = None
    password: str | None = None
    invitation: str | None = None
    invited_until: int | None = None
    locked_at: int | None = None


@dataclass(frozen=True)
class Device(Row):
    """A paired machine. `place`: its kiosk's or display's id, a PC's or keypad's counter.

    `renewal` is the hash of the token that replaces `token` as soon as it is first shown.
    """

    id: int
    kind: Kind
    name: str
    place: str
    token: str
    renewal: str | None
    address: str
    paired_at: int
    paired_by: int | None
    renewed_at: int
    seen_at: int
    revoked_at: int | None = None


@dataclass(frozen=True)
class Session(Row):
    """Somebody signed in. `device`: where the PIN was given, 0 for this computer, -1 for a
    password anywhere; `counter`: where they sit.
    """

    token: str
    person: int
    device: int
    made_at: int
    seen_at: int
    counter: int | None = None


@dataclass(frozen=True)
class Try(Row):
    """Failures in a row of one person from one device; `device` as in `Session`."""

    person: int
    device: int
    failed: int
    last_at: int


Kept = Person | Device | Session | Try
R = TypeVar("R", Person, Device, Session, Try)
TABLES: dict[type[Kept], tuple[str, str]] = {
    Person: ("people", "id"),
    Device: ("devices", "id"),
    Session: ("sessions", "token"),
    Try: ("tries", "person, device"),
}
"""The table of each, and what its rows are known by."""


class Records:
    """The four tables, whole rows at a time."""

    def __init__(self, store: Store) -> None:
        store.migrate(migrations)
        self.store = store

    def all(self, kind: type[R]) -> list[R]:
        return [kind.of(row) for row in self.store.all(f"SELECT * FROM {TABLES[kind][0]}")]

    def keep(self, kept: Kept) -> None:
        """Inserts the row or writes it anew."""
        with self.store.transaction() as tx:
            write(tx, kept)

    def add(self, table: type[Person] | type[Device], **columns: Any) -> int:
        """The new row's id."""
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        with self.store.transaction() as tx:
            made = tx.execute(
                f"INSERT INTO {TABLES[table][0]} ({names}) VALUES ({marks})",
                tuple(columns.values()),
            )
        return made.lastrowid or 0

    def forget(self, person: int) -> None:
        """Their failures are forgiven."""
        with self.store.transaction() as tx:
            tx.execute("DELETE FROM tries WHERE person = ?", (person,))


def write(tx: Tx, kept: Kept) -> None:
    table, key = TABLES[type(kept)]
    marks = ", ".join("?" * len(fields(kept)))
    columns = ", ".join(f"{each.name} = excluded.{each.name}" for each in fields(kept))
    tx.execute(
        f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {columns}",
        astuple(kept),
    )


def drop(tx: Tx, session: Session) -> None:
    tx.execute("DELETE FROM sessions WHERE token = ?", (session.token,))
