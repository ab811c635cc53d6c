"""Sounds kept in the data folder: looked up by what they say, checked before they are believed.

<key>.wav and <key>.json beside it: {text, language, phonemes, sha256 of the WAV, ms, engine, voice,
parts, personal}. Sounds with a name in them live in `named/` until their call is over; their keys
are made with a secret of this start, so that nobody on the network can work one out.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
import wave
import weakref
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Any

from voices.chime import RATE

LIMIT = 200_000_000
# Bytes that a long sound and its parts may need.
ROOM = 8_000_000
NAMED = "named"
SHORTEST_MS = 200
FAINTEST_PEAK = 300


class BadSound(Exception):  # noqa: N818 - says what is wrong with the file
    """The file is not a sound that can be played to the hall."""


@dataclass(frozen=True)
class Sound:
    """A checked WAV of `ms` milliseconds; `facts` is its sidecar."""

    key: str
    ms: int
    path: Path
    facts: Mapping[str, Any]

    @property
    def url(self) -> str:
        return f"/voices/{self.key}.wav"


class Cache:
    """The audio folder; where nothing can be written there, one in the system's folder of
    temporary files, and `trouble` is why. `limit` bytes, the longest unused go first.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self.trouble = ""
        self._folder = folder
        self._limit = limit
        self._secret = secrets.token_hex(16)
        self._spare: Path | None = None
        ours = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
        self._spare_prefix = f"goiso-voice-{ours}-"
        self._clear()
        with contextlib.suppress(OSError):
            self._room(folder)

    def key(self, recipe: Mapping[str, Any], *, personal: bool) -> str:
        """The name of the sound that `recipe` (engine, voices, texts …) makes; 64 hex digits."""
        salted = {**recipe, "secret": self._secret} if personal else recipe
        text = json.dumps(salted, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def find(self, key: str) -> Sound | None:
        """The sound, if it is there and whole; a spoilt one is deleted."""
        path = self.file(f"{key}.wav")
        if path is None:
            return None
        try:
            facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            if facts["sha256"] != _sha256(path):
                raise BadSound("not the file that was kept")
            ms = int(facts["ms"])
        except (OSError, ValueError, KeyError, TypeError, BadSound):
            _delete(path)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return Sound(key, ms, path, facts)

    def file(self, name: str) -> Path | None:
        """The file <key>.wav or <key>.json as it lies there, if it does."""
        for home in self._homes():
            for folder in (home, home / NAMED):
                if (path := folder / name).is_file():
                    return path
        return None

    def place(self, key: str) -> Path:
        """Where a new sound is written before it is kept. Raises OSError when that is nowhere."""
        try:
            home = self._room(self._folder)
            self.trouble = ""
        except OSError as fault:
            self.trouble = f"{self._folder}: {fault.strerror or fault}"
            if self._spare is None:
                self._spare = Path(mkdtemp(prefix=self._spare_prefix))
                weakref.finalize(self, shutil.rmtree, self._spare, ignore_errors=True)
            home = self._room(self._spare)
        return home / f"{key}.tmp"

    def keep(self, written: Path, key: str, facts: Mapping[str, Any], *, personal: bool) -> Sound:
        """Check what was written at a `place` and give it its name. Raises BadSound or OSError."""
        sidecar = written.with_suffix(".json.tmp")
        try:
            ms = measure(written)
            known = {**facts, "ms": ms, "sha256": _sha256(written), "personal": personal}
            path = (written.parent / NAMED if personal else written.parent) / f"{key}.wav"
            sidecar.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(sidecar, path.with_suffix(".json"))
            os.replace(written, path)
        finally:
            # On a full disk half of what is written about it may be left, with a name.
            for left in (sidecar, written):
                left.unlink(missing_ok=True)
        self._trim(written.parent)
        return Sound(key, ms, path, known)

    def forget(self, sound: Sound) -> None:
        """Delete a sound and what is written about it."""
        _delete(sound.path)

    def forget_named(self) -> None:
        for home in self._homes():
            for path in (home / NAMED).glob("*"):
                with contextlib.suppress(OSError):
                    path.unlink()

    def _clear(self) -> None:
        """What a power cut has left: names, and what was not finished. Needs no room to do it."""
        self.forget_named()
        for left in (*self._folder.glob("*.tmp"), *self._folder.glob("*.part")):
            with contextlib.suppress(OSError):
                left.unlink()
        for left in Path(gettempdir()).glob(f"{self._spare_prefix}*"):
            shutil.rmtree(left, ignore_errors=True)

    def _homes(self) -> list[Path]:
        return [self._folder, *([self._spare] if self._spare else [])]

    def _room(self, home: Path) -> Path:
        """The folder, made when it is missing. Raises OSError when a sound has no room there."""
        (home / NAMED).mkdir(parents=True, exist_ok=True)
        trial = home / f"{secrets.token_hex(8)}.tmp"
        trial.touch()
        trial.unlink()
        if shutil.disk_usage(home).free < ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return home

    def _trim(self, home: Path) -> None:
        sounds = []
        for path in home.glob("*.wav"):
            with contextlib.suppress(OSError):
                sounds.append((path.stat().st_mtime, path.stat().st_size, path))
        total = sum(size for _, size, _ in sounds)
        for _, size, path in sorted(sounds):
            if total <= self._limit:
                return
            _delete(path)
            total -= size


def measure(path: Path) -> int:
    """Milliseconds of sound in a WAV that can be played. Raises BadSound or OSError."""
    try:
        with path.open("rb") as file, wave.open(file) as sound:
            form = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
            frames = sound.readframes(sound.getnframes())
            promised = sound.getnframes()
    except (wave.Error, EOFError) as fault:
        raise BadSound(f"not a WAV: {fault}") from None
    if form != (1, 2, RATE):
        raise BadSound("not 22,050 Hz 16-bit mono")
    if len(frames) != 2 * promised:
        raise BadSound("cut short")
    ms: int = promised * 1000 // RATE
    if ms < SHORTEST_MS:
        raise BadSound(f"only {ms} ms long")
    # Every sixteenth is enough to hear a voice, and takes the hub no time.
    samples = array("h", frames)[::16]
    if max(max(samples), -min(samples)) < FAINTEST_PEAK:
        raise BadSound("silent")
    return ms


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _delete(path: Path) -> None:
    for file in (path, path.with_suffix(".json")):
        with contextlib.suppress(OSError):
            file.unlink()
