"""The print jobs, and what is known of the printers. No names: those are asked for anew."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database, Migrations

from office import Store
from office.store import Tx

State = Literal["queued", "printing", "printed", "unsure", "failed", "expired"]

migrations = Migrations("kiosk")
SHOWN = 40
"""More than one kiosk gives in the time that somebody stands before it."""


@migrations()
def print_jobs(db: Database) -> None:
    db.execute(
        """
CREATE TABLE print_jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  day TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  kiosk TEXT NOT NULL,
  printer TEXT NOT NULL,
  reprint INTEGER NOT NULL CHECK (reprint IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'printed', 'unsure', 'failed',
    'expired')),
  trouble TEXT CHECK (trouble IN ('paper', 'cover', 'offline', 'error')),
  queued_at INTEGER NOT NULL,
  ended_at INTEGER,
  instead INTEGER REFERENCES print_jobs (id) ON DELETE SET NULL,
  CHECK ((ended_at IS NULL) = (state IN ('queued', 'printing')))
) STRICT
"""
    )
    # Held by the database: one ticket's slip is never on its way twice at once.
    db.execute(
        "CREATE UNIQUE INDEX print_jobs_under_way ON print_jobs (ticket)"
        " WHERE state IN ('queued', 'printing')"
    )
    db.execute(
        "CREATE INDEX print_jobs_waiting ON print_jobs (printer, id)"
        " WHERE state IN ('queued', 'printing')"
    )
    db.execute("CREATE INDEX print_jobs_ticket ON print_jobs (ticket, id)")
    db.execute("CREATE INDEX print_jobs_recent ON print_jobs (kiosk, queued_at)")


@migrations()
def printers(db: Database) -> None:
    db.execute(
        """
CREATE TABLE printer_traits (
  printer TEXT PRIMARY KEY,
  joined TEXT NOT NULL,
  traits TEXT NOT NULL
) STRICT
"""
    )
    db.execute(
        """
CREATE TABLE print_trials (
  printer TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'printing', 'printed', 'unsure', 'refused',
    'failed')),
  trouble TEXT CHECK (trouble IN ('paper', 'cover', 'offline', 'error')),
  at INTEGER NOT NULL
) STRICT
"""
    )


@dataclass(frozen=True)
class Job:
    """One slip on its way. Times are ms UTC; `instead` is the job that prints it anew."""

    id: int
    day: str
    ticket: int
    kiosk: str
    printer: str
    reprint: int
    state: State
    trouble: str | None
    queued_at: int
    ended_at: int | None
    instead: int | None

    def facts(self) -> dict[str, Any]:
        return {
            "job": self.id,
            "state": self.state,
            "trouble": self.trouble,
            "reprint": bool(self.reprint),
        }


@dataclass(frozen=True)
class Wanted:
    """A slip to be printed: whose, where, and for which kiosk."""

    day: str
    ticket: int
    kiosk: str
    printer: str
    at: int
    reprint: bool = False


class Jobs:
    """The records of one office's slips."""

    def __init__(self, store: Store) -> None:
        store.migrate(migrations)
        self._store = store

    def add(self, tx: Tx, wanted: Wanted) -> int:
        """Its id. Raises sqlite3.IntegrityError while the ticket's slip is under way already."""
        cursor = tx.execute(
            "INSERT INTO print_jobs (day, ticket, kiosk, printer, reprint, state, queued_at)"
            " VALUES (?, ?, ?, ?, ?, 'queued', ?)",
            (wanted.day, wanted.ticket, wanted.kiosk, wanted.printer, wanted.reprint, wanted.at),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def get(self, job: int) -> Job | None:
        return _job(self._store.one("SELECT * FROM print_jobs WHERE id = ?", (job,)))

    def next(self, printer: str) -> Job | None:
        return _job(
            self._store.one(
                "SELECT * FROM print_jobs WHERE printer = ? AND state = 'queued'"
                " ORDER BY id LIMIT 1",
                (printer,),
            )
        )

    def last(self, ticket: int) -> Job | None:
        return _job(
            self._store.one(
                "SELECT * FROM print_jobs WHERE ticket = ? ORDER BY id DESC LIMIT 1", (ticket,)
            )
        )

    def recent(self, kiosk: str, since: int) -> list[Job]:
        """The newest few of a kiosk, oldest first."""
        rows = self._store.all(
            "SELECT * FROM print_jobs WHERE kiosk = ? AND queued_at >= ? ORDER BY id DESC LIMIT ?",
            (kiosk, since, SHOWN),
        )
        return [Job(**dict(row)) for row in reversed(rows)]

    def latest(self, printer: str, day: str, count: int) -> list[Job]:
        """The newest of a printer, newest first."""
        rows = self._store.all(
            "SELECT * FROM print_jobs WHERE printer = ? AND day = ? ORDER BY id DESC LIMIT ?",
            (printer, day, count),
        )
        return [Job(**dict(row)) for row in rows]

    def move(self, job: int, state: State, at: int, trouble: str | None = None) -> None:
        ended = None if state in ("queued", "printing") else at
        with self._store.transaction() as tx:
            tx.execute(
                "UPDATE print_jobs SET state = ?, trouble = ?, ended_at = ? WHERE id = ?",
                (state, trouble, ended, job),
            )

    def again(self, wanted: Wanted) -> int | None:
        """A job of its own; None while the ticket's slip is under way."""
        try:
            with self._store.transaction() as tx:
                return self.add(tx, wanted)
        except sqlite3.IntegrityError:
            return None

    def settle(self, job: Job, at: int, again: Wanted | None) -> int | None:
        """What was seen of an unsure slip; the id of the one that is printed instead."""
        with self._store.transaction() as tx:
            instead = self.add(tx, again) if again else None
            tx.execute(
                "UPDATE print_jobs SET state = ?, ended_at = ?, instead = ? WHERE id = ?",
                ("failed" if again else "printed", at, instead, job.id),
            )
        return instead

    def confirm(self, job: int, queued_at: int, at: int) -> bool:
        """An unsure slip came out after all; False when nobody waits for that word any more."""
        with self._store.transaction() as tx:
            found = tx.execute(
                "UPDATE print_jobs SET state = 'printed', trouble = NULL, ended_at = ?"
                " WHERE id = ? AND queued_at = ? AND state = 'unsure'",
                (at, job, queued_at),
            )
        return found.rowcount > 0

    def interrupt(self, at: int) -> set[str]:
        """At the start: what was being printed may be out or not.

        The printers whose last slip may have been cut short, then or earlier. Its line was lost,
        so that what somebody saw of such a slip tells nothing of a printer.
        """
        with self._store.transaction() as tx:
            tx.execute(
                "UPDATE print_jobs SET state = 'unsure', trouble = 'offline', ended_at = ?"
                " WHERE state = 'printing'",
                (at,),
            )
            rows = tx.all(
                "SELECT printer FROM (SELECT printer, state, row_number() OVER"
                " (PARTITION BY printer ORDER BY ended_at DESC, id DESC) AS nth FROM print_jobs"
                " WHERE state IN ('printed', 'unsure', 'failed'))"
                " WHERE nth = 1 AND state <> 'printed'"
            )
        return {row["printer"] for row in rows}

    def prune(self, day: str, *, today: bool = True) -> None:
        """Forget the jobs of the days before, and with `today` those of that day too."""
        with self._store.transaction() as tx:
            tx.execute("DELETE FROM print_jobs WHERE day < ? OR (? AND day = ?)", (day, today, day))


@dataclass(frozen=True)
class Trial:
    """A printer's last test slip; `at` is ms UTC. `refused`: nothing of it was sent."""

    printer: str
    state: Literal["waiting", "printing", "printed", "unsure", "refused", "failed"]
    at: int
    trouble: str | None = None

    @property
    def under_way(self) -> bool:
        return self.state in ("waiting", "printing")


class Trials:
    """The last test slip of each printer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last(self, printer: str) -> Trial | None:
        row = self._store.one("SELECT * FROM print_trials WHERE printer = ?", (printer,))
        return None if row is None else Trial(**dict(row))

    def keep(self, trial: Trial) -> None:
        with self._store.transaction() as tx:
            tx.execute(
                "INSERT OR REPLACE INTO print_trials (printer, state, trouble, at)"
                " VALUES (?, ?, ?, ?)",
                (trial.printer, trial.state, trial.trouble, trial.at),
            )

    def interrupt(self) -> set[str]:
        """At the start, as with jobs; one that had not begun is forgotten."""
        with self._store.transaction() as tx:
            tx.execute("DELETE FROM print_trials WHERE state = 'waiting'")
            tx.execute(
                "UPDATE print_trials SET state = 'unsure', trouble = 'offline'"
                " WHERE state = 'printing'"
            )
            rows = tx.all("SELECT printer FROM print_trials WHERE state = 'unsure'")
        return {row["printer"] for row in rows}


class Known:
    """What each printer was found to answer, as long as it is joined in the same way."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, printer: str, joined: str) -> str | None:
        row = self._store.one(
            "SELECT traits FROM printer_traits WHERE printer = ? AND joined = ?", (printer, joined)
        )
        return None if row is None else str(row["traits"])

    def keep(self, printer: str, joined: str, traits: str) -> None:
        with self._store.transaction() as tx:
            tx.execute(
                "INSERT OR REPLACE INTO printer_traits (printer, joined, traits) VALUES (?, ?, ?)",
                (printer, joined, traits),
            )


def _job(row: sqlite3.Row | None) -> Job | None:
    return None if row is None else Job(**dict(row))
