"""The folder `media`: files under names of our own, and what comes in beside them."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

OURS = re.compile(r"[0-9a-f]{24}-\d{1,3}\.(jpg|png|mp4|webm)")
INCOMING = "incoming-"
TYPES = {"jpg": "image/jpeg", "png": "image/png", "mp4": "video/mp4", "webm": "video/webm"}


class Folder:
    """Made when the first file comes. Names are never used twice."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> frozenset[str]:
        """Of the files of ours that are there."""
        with suppress(OSError), os.scandir(self.path) as entries:
            return frozenset(entry.name for entry in entries if OURS.fullmatch(entry.name))
        return frozenset()

    def find(self, name: str) -> Path | None:
        """A file of ours by its name; None for any other word."""
        path = self.path / name
        return path if OURS.fullmatch(name) and path.is_file() else None

    def free(self) -> int:
        """Bytes that the disk has left. Raises OSError."""
        self.path.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.path).free

    def new_room(self) -> Path:
        """An empty folder for one file that comes in and what is made of it. Raises OSError."""
        self.path.mkdir(parents=True, exist_ok=True)
        room = self.path / f"{INCOMING}{secrets.token_hex(8)}"
        room.mkdir(mode=0o700)
        return room

    def take_in(self, files: Iterable[Path]) -> tuple[str, ...]:
        """Their names from now on; they are on the disk for good. Raises OSError: then none is."""
        token = secrets.token_hex(12)
        names = []
        try:
            for number, file in enumerate(files, 1):
                name = f"{token}-{number}{file.suffix}"
                _settle(file)
                file.replace(self.path / name)
                names.append(name)
            _settle(self.path)
        except OSError:
            self.drop(names)
            raise
        return tuple(names)

    def drop(self, names: Iterable[str]) -> None:
        """A file that is being sent on Windows stays until the next start."""
        for name in names:
            with suppress(OSError):
                (self.path / name).unlink(missing_ok=True)

    def clear(self, room: Path) -> None:
        shutil.rmtree(room, ignore_errors=True)

    def sweep(self, known: Collection[str]) -> None:
        """Takes away what a crash has left: what came in, and files that no item names. Files of
        others stay.
        """
        for room in self.path.glob(f"{INCOMING}*"):
            self.clear(room)
        self.drop(self.names() - set(known))


def _settle(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
