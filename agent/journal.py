"""What this computer printed: written to the disk before the first mark, so nothing comes twice."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

KEPT = 2_000
LINES = 4 * KEPT
State = Literal["begun", "printed", "unsure", "queued"]


@dataclass(frozen=True)
class Entry:
    """One slip. `told`: the server knows how it ended. No name and no dots are kept."""

    job: int
    queued_at: int
    offer: str
    state: State
    trouble: str | None = None
    told: bool = False

    @property
    def key(self) -> tuple[int, int]:
        return self.job, self.queued_at


class Journal:
    """A file of JSON lines; of a slip's lines the last one counts. `id` names it for the server.

    One process at a time may hold it. What was begun when the last one ended is unsure from now
    on. Raises OSError.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.id, entries = _read(file)
        self._known = {
            entry.key: replace(entry, state="unsure") if entry.state == "begun" else entry
            for entry in entries
        }
        self._write_anew()

    @property
    def interrupted(self) -> bool:
        """The last slip was cut short, or may have been."""
        last = next(reversed(self._known.values()), None)
        return last is not None and last.state != "printed"

    def find(self, job: int, queued_at: int) -> Entry | None:
        """None: not one byte of this slip was ever sent to the printer."""
        return self._known.get((job, queued_at))

    def untold(self) -> list[Entry]:
        """The ends that the server has not heard of, the oldest first."""
        return [each for each in self._known.values() if not each.told and each.state != "begun"]

    def note(self, entry: Entry) -> None:
        """On the disk when this returns. Raises OSError, and then it does not count."""
        line = json.dumps(asdict(entry)) + "\n"
        if self._lines >= LINES:
            self._write_anew()
        with self._file.open("a", encoding="ascii") as out:
            out.write(line)
            out.flush()
            os.fsync(out.fileno())
        self._lines += 1
        self._known[entry.key] = entry
        if entry.state == "queued":
            del self._known[entry.key]

    def _write_anew(self) -> None:
        kept = list(self._known.values())[-KEPT:]
        self._known = {entry.key: entry for entry in kept}
        passing = self._file.with_suffix(".part")
        with passing.open("w", encoding="ascii") as out:
            out.write(json.dumps({"journal": self.id}) + "\n")
            out.writelines(json.dumps(asdict(entry)) + "\n" for entry in kept)
            out.flush()
            os.fsync(out.fileno())
        os.replace(passing, self._file)
        if os.name == "posix":
            folder = os.open(self._file.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        self._lines = len(kept)


def _read(file: Path) -> tuple[str, list[Entry]]:
    """(id, entries in the order in which they were begun). A torn last line was never heeded."""
    try:
        lines = file.read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        lines = []
    found: dict[tuple[int, int], Entry] = {}
    id = secrets.token_hex(8)
    for line in lines:
        try:
            said: dict[str, Any] = json.loads(line)
            if "journal" in said:
                id = said["journal"]
                continue
            entry = Entry(**said)
        except (ValueError, TypeError):
            continue
        found[entry.key] = entry
        if entry.state == "queued":
            del found[entry.key]
    return id, list(found.values())
