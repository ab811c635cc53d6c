"""The print jobs, and what is known of the printers. No names: those are asked for anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import asdict

from sqlite_utils import Database, Migrations

from kiosk.job import Job, State, Trial, Wanted
from office import Store
from office.store import Tx

migrations = Migrations("kiosk")
SHOWN = 40
"""More than one kiosk gives in the time that somebody stands before it."""
CAME = "sheet IS NOT NULL AND state NOT IN ('failed', 'expired')"
JOBS = """
CREATE TABLE {name} (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  day TEXT NOT NULL,
  {whose},
  kiosk TEXT NOT NULL,
  printer TEXT NOT NULL,
  reprint INTEGER NOT NULL CHECK (reprint IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'printed', 'unsure', 'failed',
    'expired')),
  trouble TEXT CHECK (trouble IN ('paper', 'cover', 'offline', 'error')),
  queued_at INTEGER NOT NULL,
  ended_at INTEGER,
  instead INTEGER REFERENCES {name} (id) ON DELETE SET NULL,
  CHECK ((ended_at IS NULL) = (state IN ('queued', 'printing'))){more}
) STRICT
"""
WAITS = "state IN ('queued', 'printing')"


@migrations()
def print_jobs(db: Database) -> None:
    db.execute(JOBS.format(name="print_jobs", whose="ticket INTEGER NOT NULL", more=""))
    _index(db, WAITS)


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


@migrations()
def sheets(db: Database) -> None:
    """A job may be a procedure's sheet; `ticket` is then that of whoever asked, if they had one."""
    whose = "ticket INTEGER, sheet TEXT, language TEXT, key TEXT"
    more = (
        ", CHECK (ticket IS NOT NULL OR sheet IS NOT NULL),"
        " CHECK ((sheet IS NULL) = (language IS NULL))"
    )
    db.execute(JOBS.format(name="jobs_anew", whose=whose, more=more))
    kept = "id, day, ticket, kiosk, printer, reprint, state, trouble, queued_at, ended_at, instead"
    db.execute(f"INSERT INTO jobs_anew ({kept}) SELECT {kept} FROM print_jobs ORDER BY id")
    # No id is given twice: an agent may still know the old one.
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'jobs_anew'")
    db.execute("UPDATE sqlite_sequence SET name = 'jobs_anew' WHERE name = 'print_jobs'")
    db.execute("DROP TABLE print_jobs")
    db.execute("ALTER TABLE jobs_anew RENAME TO print_jobs")
    _index(db, f"sheet IS NULL AND {WAITS}")
    # One sheet of a kiosk at a time, and one for each key.
    db.execute(
        "CREATE UNIQUE INDEX print_jobs_sheet_under_way ON print_jobs (kiosk)"
        f" WHERE sheet IS NOT NULL AND {WAITS}"
    )
    db.execute("CREATE UNIQUE INDEX print_jobs_key ON print_jobs (kiosk, key)")


def _index(db: Database, under_way: str) -> None:
    # Held by the database: one ticket's slip is never on its way twice at once.
    db.execute(f"CREATE UNIQUE INDEX print_jobs_under_way ON print_jobs (ticket) WHERE {under_way}")
    db.execute(f"CREATE INDEX print_jobs_waiting ON print_jobs (printer, id) WHERE {WAITS}")
    db.execute("CREATE INDEX print_jobs_ticket ON print_jobs (ticket, id)")
    db.execute("CREATE INDEX print_jobs_recent ON print_jobs (kiosk, queued_at)")


class Jobs:
    """The records of one office's slips and sheets."""

    def __init__(self, store: Store) -> None:
        store.migrate(migrations)
        self._store = store

    def add(self, tx: Tx, wanted: Wanted) -> int:
        """Its id. Raises sqlite3.IntegrityError while such a one is under way already."""
        cursor = tx.execute(
            "INSERT INTO print_jobs (day, ticket, sheet, language, key, kiosk, printer, reprint,"
            " state, queued_at) VALUES (:day, :ticket, :sheet, :language, :key, :kiosk, :printer,"
            " :reprint, 'queued', :at)",
            asdict(wanted),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def get(self, job: int) -> Job | None:
        return _job(self._store.one("SELECT * FROM print_jobs WHERE id = ?", (job,)))

    def next(self, printer: str) -> Job | None:
        """The oldest slip that waits, and a sheet only where none does."""
        return _job(
            self._store.one(
                "SELECT * FROM print_jobs WHERE printer = ? AND state = 'queued'"
                " ORDER BY sheet IS NOT NULL, id LIMIT 1",
                (printer,),
            )
        )

    def last(self, ticket: int) -> Job | None:
        """Of its slips."""
        return _job(
            self._store.one(
                "SELECT * FROM print_jobs WHERE ticket = ? AND sheet IS NULL"
                " ORDER BY id DESC LIMIT 1",
                (ticket,),
            )
        )

    def keyed(self, kiosk: str, key: str) -> Job | None:
        """The sheet that was asked for with this key."""
        return _job(
            self._store.one("SELECT * FROM print_jobs WHERE kiosk = ? AND key = ?", (kiosk, key))
        )

    def sheets_since(self, kiosk: str, since: int) -> list[int]:
        """When each that came, or may have, was asked for; in ms UTC, the newest first."""
        rows = self._store.all(
            "SELECT queued_at FROM print_jobs WHERE kiosk = ? AND queued_at > ?"
            f" AND {CAME} ORDER BY queued_at DESC",
            (kiosk, since),
        )
        return [row["queued_at"] for row in rows]

    def sheets_for(self, ticket: int) -> int:
        """How many were asked for by whoever holds this ticket."""
        row = self._store.one(
            f"SELECT count(*) AS n FROM print_jobs WHERE ticket = ? AND {CAME}", (ticket,)
        )
        return int(row["n"]) if row else 0

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
        """A job of its own; None while the ticket's slip, or a sheet of the kiosk, is under way."""
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

    def interrupt(self, at: int, printers: Collection[str]) -> set[str]:
        """At the start: what was being printed may be out or not; only for `printers` is waited.

        Those whose last slip may have been cut short, then or earlier. Its line was lost,
        so that what somebody saw of such a slip tells nothing of a printer.
        """
        with self._store.transaction() as tx:
            tx.execute(
                "UPDATE print_jobs SET state = 'expired', ended_at = ? WHERE state = 'queued'"
                " AND printer NOT IN (SELECT value FROM json_each(?))",
                (at, json.dumps(list(printers))),
            )
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
