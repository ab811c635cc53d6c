"""Who speaks a sentence: the first engine in the office's order that can. A step down never waits
longer than a call may, and its reason is kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from voices.chime import Chime
from voices.choice import Step, chosen, nobody, syllables
from voices.packs.shelf import Shelf
from voices.present import Seen, absent, seen
from voices.recorded import CLIPS, MACHINE, Recordings
from voices.words import Sentence
from voices.worker import PATIENCE, START_SECONDS, NoSpeech, Worker

if TYPE_CHECKING:
    from config import Voices

LANGUAGES = ("vi", "en")
# A long text takes longer: a call has some 60 letters, a notice up to 200.
PATIENCE_A_LETTER = 0.01
PATIENCE_AGAIN = 0.6
# Nobody stands in for the mixer; late on a crowded computer is better than not.
PATIENCE_MIXING = 3.0
PATIENTLY = 3

Spoken = dict[str, Any]
Dumb = dict[tuple[str, str], Step]
"""{(engine, language): why it did not speak an earlier part of this sound}: one wait is enough."""


@dataclass(frozen=True)
class Taken:
    """Who is to speak a sentence: what the worker is asked, and what its sound is kept by."""

    engine: str
    worker: Worker
    part: Mapping[str, Any]
    recipe: Mapping[str, Any]


class NoMixer(NoSpeech):
    """No engine can be heard without it."""


class Chain:
    """The engines of `voices.engines`, each in a process of its own, and the mixer in another.

    `folder`: the office's voices. `workers`, `mixer`: in place of the real ones.
    `steps` and `spoke`: by language, of the sentence that was spoken last.
    """

    def __init__(
        self,
        voices: Voices,
        folder: Path,
        *,
        workers: Mapping[str, Worker] | None = None,
        mixer: Worker | None = None,
    ) -> None:
        self.steps: dict[str, tuple[Step, ...]] = {}
        self.spoke: dict[str, str] = {}
        self.mixer = mixer or Worker(command("mixer"))
        self.workers: dict[str, Worker] = dict(workers or {}) or {
            engine: Worker(command(engine, folder, voices)) for engine in voices.engines
        }
        # What a machine has recorded is for when the machine is not there.
        self._order = [*self.workers, *([MACHINE] if CLIPS in self.workers else [])]
        self.shelf = Shelf(folder)
        self._recorded = Recordings(self.shelf)
        self._voices = voices
        self._folder = folder
        self._seen: dict[str, Seen] = {}

    def start(self) -> None:
        """Have the mixer come up, and every engine that there is."""
        for worker in (self.mixer, *(self.workers[engine] for engine in self._there())):
            worker.start()

    def starting(self) -> bool:
        """Whether a process is still coming up: soon there is more to say."""
        return any(worker.is_starting() for worker in (self.mixer, *self.workers.values()))

    def may_speak(self) -> bool:
        """Whether it is worth asking: an engine is there that is not being left alone."""
        able = (self.workers[engine] for engine in self._there())
        return not self.mixer.breaker.is_open() and not all(
            worker.breaker.is_open() for worker in able
        )

    def failed(self) -> tuple[Step, ...]:
        """The engines that are there and did not speak what was spoken last, each once."""
        steps = {step: None for steps in self.steps.values() for step in steps if not step.absent}
        return tuple(steps)

    def recipe(self, texts: Sequence[Sentence]) -> list[Mapping[str, Any]]:
        """What the sound of these sentences would be made of now. Raises NoSpeech."""
        dumb: Dumb = {}
        return [self._first(text, dumb).recipe for text in texts]

    def look(self, sentence: Sentence) -> list[Taken | Step]:
        """Every engine in its order: what it would speak this with, or why it would not.

        Waits until all that there is has come up.
        """
        self._come_up()
        return [self._take(engine, sentence, START_SECONDS) for engine in self._order]

    def record(
        self,
        texts: Sequence[Sentence],
        path: Path,
        *,
        chime: Chime,
        repeat: int = 1,
        patient: bool = False,
        by: str = "",
    ) -> dict[str, Any]:
        """Speak the sentences into one WAV; {ms, level, peak, parts: [{…}], recipe}.

        `patient`: no call waits for it, so that a process may come up first.
        `by`: the only engine that may speak.
        Raises NoSpeech, or OSError for a folder that cannot be written.
        """
        if patient:
            self._come_up()
        pieces = [path.with_name(f"{token_hex(8)}.part") for _ in texts]
        spoken: list[Spoken] = []
        parts = []
        dumb: Dumb = {}
        try:
            for text, piece in zip(texts, pieces, strict=True):
                piece.touch()
                order = [by] if by else self._order
                spoken.append(self._speak(text, piece, order, dumb, patient=patient))
                parts.append({"path": str(piece), "joined": text.joined})
            asked = {"do": "join", "path": str(path), "chime": chime, "repeat": repeat}
            mixed = self._mix({**asked, "parts": parts})
        finally:
            for piece in pieces:
                piece.unlink(missing_ok=True)
        made = {key: mixed[key] for key in ("ms", "level", "peak")}
        return {**made, "recipe": [part.pop("recipe") for part in spoken], "parts": spoken}

    def close(self) -> None:
        for worker in (self.mixer, *self.workers.values()):
            worker.close()

    def _first(self, sentence: Sentence, dumb: Dumb) -> Taken:
        steps: list[Step] = []
        for engine in self._order:
            known = dumb.get((engine, sentence.language))
            taken = known or self._take(engine, sentence, PATIENCE)
            if isinstance(taken, Taken):
                return taken
            steps.append(taken)
            if not taken.text_only:
                dumb[engine, sentence.language] = taken
        raise nobody(steps)

    def _come_up(self) -> None:
        """Wait for every process that there is to be ready, or to say that it will not be."""
        self.start()
        for worker in (self.mixer, *(self.workers[engine] for engine in self._there())):
            with suppress(NoSpeech):
                worker.greet(START_SECONDS)

    def _there(self) -> list[str]:
        """Recordings are played by a process that comes up quickly, and often there are none."""
        return [
            engine
            for engine in self.workers
            if engine != CLIPS and not absent(engine, self._folder)
        ]

    def _speak(
        self, sentence: Sentence, path: Path, order: Sequence[str], dumb: Dumb, *, patient: bool
    ) -> Spoken:
        steps: list[Step] = []
        patience = PATIENCE + PATIENCE_A_LETTER * len(sentence.text)
        for engine in order:
            known = dumb.get((engine, sentence.language))
            told = known or self._try(
                engine, sentence, path, patience * (PATIENTLY if patient else 1)
            )
            if not isinstance(told, Step):
                break
            steps.append(told)
            if not told.text_only:
                dumb[engine, sentence.language] = told
        else:
            told = self._try_again(steps, sentence, path)
        self.steps[sentence.language] = tuple(steps)
        if isinstance(told, Step):
            self.spoke.pop(sentence.language, None)
            raise nobody(steps)
        self.spoke[sentence.language] = told["engine"]
        return {**told, "steps": [{"engine": s.engine, "reason": s.reason} for s in steps]}

    def _try_again(self, steps: Sequence[Step], sentence: Sentence, path: Path) -> Spoken | Step:
        """Nobody is left below; a process that had to be replaced may be there again."""
        there = [step for step in steps if not step.absent]
        if not there or there[-1].text_only:
            return Step("", "")
        return self._try(there[-1].engine, sentence, path, PATIENCE_AGAIN)

    def _try(self, engine: str, sentence: Sentence, path: Path, patience: float) -> Spoken | Step:
        taken = self._take(engine, sentence, patience)
        if isinstance(taken, Step):
            return taken
        asked = {"do": "synth", "part": taken.part, "path": str(path)}
        try:
            trace = taken.worker.ask(asked, patience)["trace"]
            levelled = self._level(taken, sentence, path)
        except NoMixer:
            raise
        except NoSpeech as fault:
            return Step(engine, str(fault), text_only=fault.text_only)
        taken.worker.breaker.succeed()
        return {
            "text": sentence.text,
            "language": sentence.language,
            "phonemes": trace,
            "ms": levelled["ms"],
            "voice": taken.part["voice"],
            "engine": taken.recipe["engine"],
            "recipe": taken.recipe,
        }

    def _level(self, taken: Taken, sentence: Sentence, path: Path) -> dict[str, Any]:
        asked = {"do": "level", "path": str(path), "syllables": syllables(sentence)}
        try:
            return self._mix(asked)
        except NoMixer:
            raise
        except NoSpeech as fault:
            taken.worker.breaker.fail(str(fault))
            raise

    def _mix(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = self.mixer.ask(asked, PATIENCE_MIXING)
        except NoSpeech as fault:
            if not fault.text_only:
                raise NoMixer(f"mixer: {fault}") from None
            # It works; what it refuses is another's fault.
            self.mixer.breaker.succeed()
            raise
        self.mixer.breaker.succeed()
        return answer

    def _take(self, engine: str, sentence: Sentence, patience: float) -> Taken | Step:
        worker = self.workers[CLIPS if engine == MACHINE else engine]
        ours = self._voices.of(sentence.language)
        if reason := absent(engine, self._folder):
            worker.rest()
            return Step(engine, reason, absent=True)
        said = {"text": sentence.text, "language": sentence.language, "joined": sentence.joined}
        said |= {"syllables": syllables(sentence)}
        if engine in (CLIPS, MACHINE):
            part = self._recorded.take(engine, sentence, ours.named(CLIPS))
            if isinstance(part, Step):
                return part
            return Taken(engine, worker, {**said, **part}, {"engine": engine, **said, **part})
        try:
            hello = self._greeted(engine, worker, patience)
        except NoSpeech as fault:
            return Step(engine, str(fault))
        voice = chosen(engine, hello["voices"], sentence.language, ours.named(engine))
        if isinstance(voice, Step):
            return voice
        how = ours.model_dump(include={"rate", "pitch", "range", "gap", "stretch"})
        part = {**said, **how, "voice": voice.id, "mark": voice.mark}
        return Taken(engine, worker, part, {"engine": hello["engine"], **part})

    def _greeted(self, engine: str, worker: Worker, patience: float) -> dict[str, Any]:
        """The child's hello; another child's when the folder is another one than it saw."""
        now = seen(engine, self._folder)
        if self._seen.setdefault(engine, now) != now and worker.rest():
            self._seen[engine] = now
        return worker.greet(patience)


def command(kind: str, folder: Path | None = None, voices: Voices | None = None) -> list[str]:
    """The command line of a child."""
    line = [sys.executable, "-B", "-m", "voices.child", kind]
    if folder is None or voices is None:
        return line
    wanted = {language: voices.of(language).named(kind) for language in LANGUAGES}
    return [*line, json.dumps({"folder": str(folder), "wanted": wanted})]
