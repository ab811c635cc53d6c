"""Sounds kept in the data folder: looked up by what they say, checked before they are believed.

<key>.wav and <key>.json beside it: {text, language, phonemes, sha256 of the WAV, ms, engine, voice,
parts, personal}. Sounds with a name in them live in `named/` until their call is over; their keys
are made with a secret of this start, so that nobody on the network can work one out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import wave
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voices.chime import RATE

LIMIT = 200_000_000
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
    """The audio folder, made when it is missing. `limit` bytes, the longest unused go first."""

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self._folder = folder
        self._named = folder / "named"
        self._limit = limit
        self._secret = secrets.token_hex(16)
        self._named.mkdir(parents=True, exist_ok=True)
        self.forget_named()
        for left in (*folder.glob("*.tmp"), *folder.glob("*.part")):
            left.unlink(missing_ok=True)

    def key(self, recipe: Mapping[str, Any], *, personal: bool) -> str:
        """The name of the sound that `recipe` (engine, voices, texts …) makes; 64 hex digits."""
        salted = {**recipe, "secret": self._secret} if personal else recipe
        text = json.dumps(salted, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def find(self, key: str) -> Sound | None:
        """The sound, if it is there and whole; a spoilt one is deleted."""
        for folder in (self._folder, self._named):
            path = folder / f"{key}.wav"
            if path.is_file():
                try:
                    facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
                    if facts["sha256"] != _sha256(path):
                        raise BadSound("not the file that was kept")
                    os.utime(path)
                    return Sound(key, int(facts["ms"]), path, facts)
                except (OSError, ValueError, KeyError, TypeError, BadSound):
                    _delete(path)
        return None

    def file(self, name: str) -> Path | None:
        """The file <key>.wav or <key>.json as it lies there, if it does."""
        for folder in (self._folder, self._named):
            if (path := folder / name).is_file():
                return path
        return None

    def place(self, key: str) -> Path:
        """Where a new sound is written before it is kept."""
        return self._folder / f"{key}.tmp"

    def keep(self, key: str, facts: Mapping[str, Any], *, personal: bool, name: str = "") -> Sound:
        """Check the file at `place(key)` and give it its name, `key` unless another one is right.

        Raises BadSound or OSError.
        """
        written, key = self.place(key), name or key
        try:
            ms = measure(written)
            known = {**facts, "ms": ms, "sha256": _sha256(written), "personal": personal}
            path = (self._named if personal else self._folder) / f"{key}.wav"
            sidecar = written.with_suffix(".json.tmp")
            sidecar.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(sidecar, path.with_suffix(".json"))
            os.replace(written, path)
        finally:
            written.unlink(missing_ok=True)
        self._trim()
        return Sound(key, ms, path, known)

    def forget(self, sound: Sound) -> None:
        """Delete a sound and what is written about it."""
        _delete(sound.path)

    def forget_named(self) -> None:
        for path in self._named.iterdir():
            with contextlib.suppress(OSError):
                path.unlink()

    def _trim(self) -> None:
        sounds = []
        for path in self._folder.glob("*.wav"):
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
