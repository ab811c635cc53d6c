"""The worker process: its main thread owns the engine; JSON lines in, JSON lines out.

In, one line a sound: {id, path, chime, repeat, parts: [{text, syllables, voice, joined}]}, where
voice is {voice, rate, pitch, gap} and joined is true for a part that goes on with the sentence
before it. Out: {ready, engine} once, then for each line {id, ok: true, ms, level, peak,
parts: [{phonemes, ms}]} or {id, ok: false, error}. Run as `python -m voices.child`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from voices import compose
from voices.chime import RATE
from voices.engine import Engine, NoSound

# Seconds a syllable: outside of this something else than the text was spoken.
SHORTEST, LONGEST = 0.08, 1.5
FAINTEST = -50.0


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = _take_stdout()
    with tempfile.TemporaryDirectory(prefix="goiso-voice-") as folder:
        try:
            engine = Engine()
        except (NoSound, OSError, RuntimeError) as fault:
            _answer(answers, {"ready": False, "error": str(fault)})
            return
        _answer(answers, {"ready": True, "engine": engine.version})
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            try:
                answer = {"ok": True, **make(engine, asked, Path(folder))}
            except (NoSound, OSError, ValueError) as fault:
                answer = {"ok": False, "error": str(fault)}
            _answer(answers, {"id": asked["id"], **answer})


def make(engine: Engine, asked: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Write the sound that was asked for; what it is. Raises NoSound, OSError or ValueError."""
    voices, parts = [], []
    for part in asked["parts"]:
        voice, phonemes = _speak(engine, part, folder / "voice.wav")
        voices.append(voice)
        parts.append({"phonemes": phonemes, "ms": len(voice) * 1000 // RATE})
    sound = compose.compose(
        voices,
        with_chime=asked["chime"],
        repeat=asked["repeat"],
        joined=[part.get("joined", False) for part in asked["parts"]],
    )
    compose.write(Path(asked["path"]), sound)
    return {
        "ms": len(sound) * 1000 // RATE,
        "level": round(compose.active_rms(sound), 1),
        "peak": round(compose.peak(sound), 1),
        "parts": parts,
    }


def _speak(engine: Engine, part: Mapping[str, Any], path: Path) -> tuple[compose.Samples, str]:
    path.unlink(missing_ok=True)
    engine.use(part["voice"])
    engine.save(part["text"], path)
    voice = compose.trimmed(compose.read(path))
    seconds = len(voice) / RATE / max(1, part["syllables"])
    if not SHORTEST <= seconds <= LONGEST:
        raise NoSound(f"{len(voice) / RATE:.2f} s of sound for {part['syllables']} syllables")
    if compose.active_rms(voice) < FAINTEST:
        raise NoSound("the voice is silent")
    return voice, engine.phonemes(part["text"])


def _take_stdout() -> TextIO:
    """The answers' own way out; what pyttsx3 prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _answer(answers: TextIO, facts: Mapping[str, Any]) -> None:
    answers.write(json.dumps(facts) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
