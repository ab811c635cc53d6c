"""The file, the one writing connection, the lock, and `transaction()`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from gevent.monkey import get_original
from sqlite_utils import Database, Migrations

from office.errors import Refused, StoreUnusable
from office.schema import migrations

Params = Sequence[Any] | Mapping[str, Any]
FAULTS = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_IOERR: "unusable",
    sqlite3.SQLITE_CANTOPEN: "unusable",
}
"""What SQLite calls it: what the office does (an extended code's last byte is the plain one)."""

# Native ones even in a monkey-patched server: a patched lock shared by greenlets and pool
# threads hangs requests for ever (design, section 3).
allocate_lock = get_original("_thread", "allocate_lock")
get_ident = get_original("_thread", "get_ident")


class Tx:
    """An open transaction; also the only hand through which SQL reaches the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, params: Params = ()) -> sqlite3.Cursor:
        """Refused: `bad_value` for what no column holds (64 bits, lone surrogates)."""
        try:
            return self._connection.execute(sql, params)
        except (OverflowError, UnicodeEncodeError):
            raise Refused("bad_value") from None

    def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        return self.execute(sql, params).fetchall()

    def one(self, sql: str, params: Params = ()) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.execute(sql, params).fetchone()
        return row

    def value(self, sql: str, params: Params = ()) -> Any:
        row = self.one(sql, params)
        return None if row is None else row[0]


class Store:
    """One SQLite file.

    A `bound` store belongs to the thread that opened it (the server's hub) and raises
    RuntimeError in any other; an unbound one serves any thread, one at a time.
    Raises StoreUnusable when the file cannot be opened, and later from every call while it
    cannot be read or written; `fault` is its code until something could be written again.
    """

    def __init__(
        self, path: Path, *, bound: bool = True, synchronous: Literal["FULL", "OFF"] = "FULL"
    ) -> None:
        self.path = path
        self.fault: str | None = None
        self._lock = allocate_lock()
        self._home = get_ident() if bound else None
        try:
            self._connection = sqlite3.connect(
                path,
                isolation_level=None,
                check_same_thread=False,
                timeout=2,
                cached_statements=256,
            )
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            self._connection.row_factory = sqlite3.Row
            for pragma in (
                "journal_mode = WAL",
                f"synchronous = {synchronous}",
                "secure_delete = ON",
                "foreign_keys = ON",
            ):
                self._connection.execute(f"PRAGMA {pragma}")
            self._tx = Tx(self._connection)
            self.migrate(migrations)
        except (sqlite3.Error, StoreUnusable) as error:
            self._connection.close()
            raise self._unusable(error) from error

    def migrate(self, pending: Migrations) -> None:
        """All of them or none, with one wait for the disk: an office's first start has thirty."""
        database = Database(self._connection)
        with self._held():
            due = pending.pending(database)
        if due:
            with self.transaction():
                pending.apply(database)

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """One `BEGIN IMMEDIATE` … `COMMIT`; anything raised inside rolls all of it back."""
        with self._held():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._tx
                self._connection.execute("COMMIT")
                self.fault = None
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[Tx]:
        """Several reads of one moment."""
        with self._held():
            self._connection.execute("BEGIN")
            try:
                yield self._tx
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        with self._held():
            return self._tx.all(sql, params)

    def one(self, sql: str, params: Params = ()) -> sqlite3.Row | None:
        with self._held():
            return self._tx.one(sql, params)

    def check(self) -> None:
        """Raises StoreUnusable when the file does not answer, or still cannot be written."""
        self.one("SELECT count(*) FROM sqlite_master")
        if self.fault is not None:
            with self.transaction() as tx:
                # A page that is written though nothing in it changes.
                tx.execute(
                    "UPDATE days SET opened_at = opened_at WHERE day = (SELECT max(day) FROM days)"
                )

    def wipe(self) -> bool:
        """Leave nothing of what was deleted in the log file either; False while it is read."""
        with self._held():
            busy: int = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    def close(self) -> None:
        with self._held():
            self._connection.close()

    @contextmanager
    def _held(self) -> Iterator[None]:
        if self._home is None:
            self._lock.acquire()
        elif get_ident() != self._home:
            raise RuntimeError("the store belongs to the thread that opened it")
        elif not self._lock.acquire(False):
            # One thread cannot meet itself here unless something yielded inside a transaction;
            # waiting would freeze the whole server.
            raise RuntimeError("something yielded inside a transaction")
        try:
            yield
        except sqlite3.DatabaseError as error:
            if _plain(error) not in FAULTS:
                raise
            fault = self._unusable(error)
            self.fault = fault.code
            raise fault from error
        finally:
            self._lock.release()

    def _unusable(self, error: sqlite3.Error | StoreUnusable) -> StoreUnusable:
        if isinstance(error, StoreUnusable):
            return error
        return StoreUnusable(f"{self.path}: {error}", FAULTS.get(_plain(error), "unusable"))


def _plain(error: sqlite3.Error) -> int:
    """SQLite's code without its extension; 0 for what is no fault of the file."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return (code or 0) & 0xFF
