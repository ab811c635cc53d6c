"""What the mixer's process does: looks at what was spoken, levels it, and joins one sound of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from voices import compose
from voices.chime import RATE
from voices.engines import NoSound

# Seconds a syllable: outside of this something else than the text was spoken.
SHORTEST, LONGEST = 0.08, 1.5
FAINTEST = -50.0


def level(asked: dict[str, Any]) -> dict[str, Any]:
    """{path, syllables}: trim and level that WAV where it lies; {ms}. Raises NoSound."""
    path = Path(asked["path"])
    voice = compose.trimmed(compose.read(path))
    seconds, syllables = len(voice) / RATE, max(1, asked["syllables"])
    if not SHORTEST <= seconds / syllables <= LONGEST:
        raise NoSound(f"{seconds:.2f} s of sound for {syllables} syllables")
    if compose.active_rms(voice) < FAINTEST:
        raise NoSound("the voice is silent")
    compose.write(path, compose.limited(compose.as_loud(voice)))
    return {"ms": len(voice) * 1000 // RATE}


def join(asked: dict[str, Any]) -> dict[str, Any]:
    """{path, chime, repeat, parts: [{path, joined}]}: one sound in `path`; {ms, level, peak}."""
    parts = [(compose.read(Path(part["path"])), part["joined"]) for part in asked["parts"]]
    sound = compose.compose(parts, chime_is=asked["chime"], repeat=asked["repeat"])
    compose.write(Path(asked["path"]), sound)
    return {
        "ms": len(sound) * 1000 // RATE,
        "level": round(compose.active_rms(sound), 1),
        "peak": round(compose.peak(sound), 1),
    }
