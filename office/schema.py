"""The office's tables. Invariants are constraints here first, rules in code second."""

from __future__ import annotations

from sqlite_utils import Migrations
from sqlite_utils.db import Database

migrations = Migrations("office")

TICKETS = """
CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  letter TEXT,
  number INTEGER CHECK (number BETWEEN 1 AND 9999),
  service TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('booked', 'waiting', 'called', 'serving', 'held',
    'missed', 'done', 'cancelled', 'expired')),
  priority TEXT,
  language TEXT NOT NULL,
  dossier TEXT,
  person TEXT,
  token TEXT NOT NULL UNIQUE,
  code TEXT UNIQUE,
  counter INTEGER,
  taken_at INTEGER,
  since INTEGER,
  counts_from INTEGER,
  slot_at INTEGER,
  due_at INTEGER,
  place TEXT NOT NULL CHECK (place IN ('first', 'appointment', 'returned', 'transferred')),
  returns INTEGER NOT NULL DEFAULT 0,
  roll INTEGER REFERENCES rolls (id),
  state_at INTEGER NOT NULL,
  moves INTEGER NOT NULL DEFAULT 0,
  CHECK (number IS NOT NULL OR state IN ('booked', 'cancelled', 'expired')),
  CHECK ((number IS NULL) = (letter IS NULL)),
  CHECK (state <> 'waiting' OR (since IS NOT NULL AND counts_from IS NOT NULL))
) STRICT
"""

TURNS = """
CREATE TABLE turns (
  id INTEGER PRIMARY KEY,
  ticket INTEGER NOT NULL REFERENCES tickets (id),
  day TEXT NOT NULL,
  counter INTEGER NOT NULL,
  service TEXT NOT NULL,
  officer TEXT,
  called_at INTEGER NOT NULL,
  last_call_at INTEGER NOT NULL,
  calls INTEGER NOT NULL CHECK (calls >= 0),
  call_seq INTEGER,
  started_at INTEGER,
  ended_at INTEGER,
  outcome TEXT CHECK (outcome IN ('done', 'missed', 'undone', 'held', 'transferred', 'expired')),
  confirmed INTEGER CHECK (confirmed IN (0, 1)),
  auto INTEGER NOT NULL DEFAULT 0 CHECK (auto IN (0, 1)),
  why TEXT NOT NULL,
  reason TEXT,
  counts_from INTEGER,
  waited INTEGER CHECK (waited >= 0),
  by_next INTEGER NOT NULL CHECK (by_next IN (0, 1)),
  chosen INTEGER NOT NULL DEFAULT 0 CHECK (chosen IN (0, 1)),
  resumed INTEGER NOT NULL DEFAULT 0 CHECK (resumed IN (0, 1)),
  priority INTEGER NOT NULL CHECK (priority IN (0, 1)),
  roll INTEGER NOT NULL DEFAULT 0 CHECK (roll IN (0, 1)),
  came_from TEXT NOT NULL CHECK (came_from IN ('waiting', 'missed', 'held')),
  finished INTEGER,
  finished_state TEXT CHECK (finished_state IN ('called', 'serving')),
  finished_moves INTEGER,
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CHECK (outcome IS NOT 'done' OR confirmed IS NOT NULL)
) STRICT
"""

OTHERS = (
    """
CREATE TABLE days (
  day TEXT PRIMARY KEY,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE series (
  day TEXT NOT NULL,
  letter TEXT NOT NULL,
  last INTEGER NOT NULL CHECK (last BETWEEN 0 AND 9999),
  PRIMARY KEY (day, letter)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE rolls (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  letter TEXT NOT NULL,
  first INTEGER NOT NULL CHECK (first >= 1),
  last INTEGER NOT NULL CHECK (last BETWEEN first AND 9999),
  next INTEGER NOT NULL CHECK (next BETWEEN first AND last + 1),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT
""",
    """
CREATE TABLE desks (
  counter INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('closed', 'open', 'paused')),
  reason TEXT,
  until INTEGER,
  officer TEXT,
  since INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE names (
  ticket INTEGER PRIMARY KEY REFERENCES tickets (id),
  name TEXT NOT NULL,
  say INTEGER NOT NULL CHECK (say IN (0, 1))
) STRICT
""",
    """
CREATE TABLE notes (
  seq INTEGER PRIMARY KEY REFERENCES events (seq),
  note TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE keys (
  device TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  ticket INTEGER,
  turn INTEGER,
  finished INTEGER,
  PRIMARY KEY (device, key)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  ticket INTEGER,
  turn INTEGER,
  counter INTEGER,
  officer TEXT,
  surface TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data))
) STRICT
""",
    # The journal is append-only for everybody, not only for well-meaning code.
    """
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
""",
    """
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
""",
)

INDEXES = (
    "CREATE UNIQUE INDEX number_once_a_day ON tickets (day, letter, number)",
    "CREATE INDEX line ON tickets (day, service, counts_from) WHERE state = 'waiting'",
    "CREATE INDEX line_sent ON tickets (counter, day, counts_from) "
    "WHERE state = 'waiting' AND counter IS NOT NULL",
    "CREATE INDEX not_final ON tickets (state, day) "
    "WHERE state NOT IN ('done', 'cancelled', 'expired')",
    "CREATE INDEX of_service ON tickets (service, day)",
    "CREATE INDEX of_slot ON tickets (service, slot_at) WHERE slot_at IS NOT NULL",
    "CREATE INDEX of_priority ON tickets (day) WHERE priority <> 'yes'",
    "CREATE INDEX of_person ON tickets (person, service, day) WHERE person IS NOT NULL",
    "CREATE UNIQUE INDEX one_turn_a_counter ON turns (counter) WHERE ended_at IS NULL",
    "CREATE UNIQUE INDEX one_turn_a_ticket ON turns (ticket) WHERE ended_at IS NULL",
    "CREATE INDEX turns_of_counter ON turns (counter, day)",
    "CREATE INDEX turns_of_ticket ON turns (ticket)",
    "CREATE INDEX turns_by_call ON turns (day, last_call_at)",
    "CREATE INDEX served ON turns (service, confirmed, ended_at) "
    "WHERE outcome = 'done' AND auto = 0",
    "CREATE INDEX desks_by_state ON desks (state)",
    "CREATE UNIQUE INDEX open_rolls ON rolls (day, letter, first)",
)


@migrations()
def first_morning(db: Database) -> None:
    for statement in (OTHERS[2], TICKETS, TURNS, *OTHERS[:2], *OTHERS[3:], *INDEXES):
        db.execute(statement)


@migrations()
def counters_by_day(db: Database) -> None:
    db.execute("CREATE INDEX counter_events ON events (day) WHERE kind = 'counter'")


@migrations()
def priority_confirmed_by_staff(db: Database) -> None:
    db.execute(
        "ALTER TABLE tickets ADD COLUMN priority_confirmed INTEGER NOT NULL DEFAULT 0"
        " CHECK (priority_confirmed IN (0, 1))"
    )


@migrations()
def bookings_in_the_journal(db: Database) -> None:
    db.execute("CREATE INDEX booked_events ON events (ticket) WHERE kind = 'booked'")


@migrations()
def files_and_a_planned_service(db: Database) -> None:
    db.execute(
        "ALTER TABLE tickets ADD COLUMN quantity INTEGER NOT NULL DEFAULT 1"
        " CHECK (quantity BETWEEN 1 AND 20)"
    )
    for column in ("planned", "served"):
        db.execute(f"ALTER TABLE tickets ADD COLUMN {column} TEXT")
        db.execute(
            f"CREATE INDEX of_{column} ON tickets ({column}, day) WHERE {column} IS NOT NULL"
        )


@migrations()
def codes_without_hyphens(db: Database) -> None:
    db.execute("CREATE INDEX bare_codes ON tickets (replace(code, '-', '')) WHERE code IS NOT NULL")


@migrations()
def words_of_consent(db: Database) -> None:
    db.execute("CREATE INDEX consents_worded ON events (seq) WHERE kind = 'consent_worded'")
