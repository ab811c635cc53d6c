"""Who has taken a number today, without knowing who: a keyed hash whose key lives for one day."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

FILE = "card.key"


class DayKey:
    """The key is made with the day's first card, outlives a restart and is deleted with the day.

    It lies in a file of its own in the data folder, so that no copy of the database has both the
    hashes and the key.
    """

    def __init__(self, data: Path, today: str) -> None:
        """A key of an older day, when the server was off at its end, is deleted."""
        self._file = data / FILE
        self._day, self._key = self._kept()
        if self._day < today:
            self.forget()

    def person(self, number: str, day: str) -> str:
        """The same for the same number all day. Raises OSError when the key cannot be kept."""
        if self._day != day:
            self._make(day)
        return hmac.new(self._key, number.encode("ascii"), hashlib.sha256).hexdigest()

    def forget(self) -> None:
        self._day, self._key = "", b""
        self._file.unlink(missing_ok=True)

    def _make(self, day: str) -> None:
        self.forget()
        key = secrets.token_bytes(32)
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(f"{day} {key.hex()}")
        self._day, self._key = day, key

    def _kept(self) -> tuple[str, bytes]:
        try:
            day, _, key = self._file.read_text("ascii").partition(" ")
            return day, bytes.fromhex(key)
        except (FileNotFoundError, ValueError):
            return "", b""
