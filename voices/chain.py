"""Who speaks a sentence: the first engine in the office's order that can, each step down with its
reason."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from voices.chime import Chime
from voices.engines import Voice
from voices.present import Seen, absent, seen
from voices.words import Sentence
from voices.worker import PATIENCE, NoSpeech, Worker

if TYPE_CHECKING:
    from config import Voices

LANGUAGES = ("vi", "en")
# A long text takes longer: a call has some 60 letters, a notice up to 200.
PATIENCE_A_LETTER = 0.01
PATIENCE_AGAIN = 0.6

Spoken = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """An engine that did not speak, and why.

    `absent`: there is nothing of it on this computer; `text_only`: it may well say another text.
    """

    engine: str
    reason: str
    absent: bool = False
    text_only: bool = False


@dataclass(frozen=True)
class Taken:
    """Who is to speak a sentence: the worker, what it is asked, what its sound is kept by."""

    engine: str
    worker: Worker
    part: Mapping[str, Any]
    recipe: Mapping[str, Any]


class NoMixer(NoSpeech):
    """No engine can be heard without it."""


class Chain:
    """The engines of `voices.engines`, each in a process of its own, and the mixer in another.

    `folder`: the office's voices. `workers`, `mixer`: in place of the real ones.
    `steps`: by language, the steps down of the sentence that was spoken last.
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
        self.workers = workers or {
            engine: Worker(command(engine, folder, voices)) for engine in voices.engines
        }
        self._voices = voices
        self._folder = folder
        self._seen: dict[str, Seen] = {}

    def start(self) -> None:
        """Have the mixer come up, and every engine that may be wanted."""
        self.mixer.start()
        for engine, worker in self.workers.items():
            if not absent(engine, self._folder, Sentence("vi", "", clips=("",))):
                worker.start()

    def may_speak(self) -> bool:
        """Whether it is worth asking: an engine is there that is not being left alone."""
        return not self.mixer.breaker.is_open() and any(
            not worker.breaker.is_open() and not absent(engine, self._folder, Sentence("vi", ""))
            for engine, worker in self.workers.items()
        )

    def take(self, sentence: Sentence) -> tuple[Taken, tuple[Step, ...]]:
        """Who would speak it now, and who would not. Raises NoSpeech when nobody would."""
        steps: list[Step] = []
        for engine in self.workers:
            taken = self._take(engine, sentence, PATIENCE)
            if isinstance(taken, Taken):
                return taken, tuple(steps)
            steps.append(taken)
        raise nobody(steps)

    def recipe(self, texts: Sequence[Sentence]) -> list[Mapping[str, Any]]:
        """What the sound of these sentences would be made of now. Raises NoSpeech."""
        return [self.take(text)[0].recipe for text in texts]

    def record(
        self, texts: Sequence[Sentence], path: Path, *, chime: Chime, repeat: int
    ) -> dict[str, Any]:
        """Speak the sentences into one WAV; {ms, level, peak, parts: [{…}], recipe}.

        Raises NoSpeech, or OSError for a folder that cannot be written.
        """
        spoken: list[dict[str, Any]] = []
        pieces = [path.with_name(f"{token_hex(8)}.part") for _ in texts]
        try:
            for text, piece in zip(texts, pieces, strict=True):
                piece.touch()
                spoken.append(self._speak(text, piece))
            parts = [
                {"path": str(piece), "joined": text.joined}
                for text, piece in zip(texts, pieces, strict=True)
            ]
            asked = {"do": "join", "path": str(path), "chime": chime, "repeat": repeat}
            mixed = self._mix({**asked, "parts": parts})
        finally:
            for piece in pieces:
                piece.unlink(missing_ok=True)
        recipe = [part.pop("recipe") for part in spoken]
        return {key: mixed[key] for key in ("ms", "level", "peak")} | {
            "parts": spoken,
            "recipe": recipe,
        }

    def failed(self) -> tuple[Step, ...]:
        """The engines that are there and did not speak what was spoken last, each once."""
        steps = {step: None for steps in self.steps.values() for step in steps if not step.absent}
        return tuple(steps)

    def close(self) -> None:
        for worker in (self.mixer, *self.workers.values()):
            worker.close()

    def _speak(self, sentence: Sentence, path: Path) -> dict[str, Any]:
        steps: list[Step] = []
        patience = PATIENCE + PATIENCE_A_LETTER * len(sentence.text)
        for engine in self.workers:
            told = self._try(engine, sentence, path, patience)
            if not isinstance(told, Step):
                break
            steps.append(told)
        else:
            told = self._try_again(steps, sentence, path)
        self.steps[sentence.language] = tuple(steps)
        if isinstance(told, Step):
            self.spoke.pop(sentence.language, None)
            raise nobody(steps)
        self.spoke[sentence.language] = told["engine"]
        return {**told, "steps": [asdict(step) for step in steps]}

    def _try_again(self, steps: Sequence[Step], sentence: Sentence, path: Path) -> Spoken | Step:
        """Nobody is left below; a process that had to be replaced may be there again."""
        last = steps[-1] if steps else Step("", "no engine is wanted", absent=True)
        if last.absent or last.text_only:
            return last
        return self._try(last.engine, sentence, path, PATIENCE_AGAIN)

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
        try:
            return self._mix({"do": "level", "path": str(path), **_counted(sentence)})
        except NoMixer:
            raise
        except NoSpeech as fault:
            taken.worker.breaker.fail(str(fault))
            raise

    def _mix(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = self.mixer.ask(asked)
        except NoSpeech as fault:
            if fault.text_only:
                raise
            raise NoMixer(f"mixer: {fault}") from None
        self.mixer.breaker.succeed()
        return answer

    def _take(self, engine: str, sentence: Sentence, patience: float) -> Taken | Step:
        if reason := absent(engine, self._folder, sentence):
            return Step(engine, reason, absent=True)
        worker = self.workers[engine]
        try:
            hello = self._greeted(engine, worker, patience)
            voice = chosen(hello["voices"], sentence.language, self._wanted(engine, sentence))
        except NoSpeech as fault:
            return Step(engine, str(fault))
        ours = self._voices.of(sentence.language)
        how = {"voice": voice.id, "rate": ours.rate, "pitch": ours.pitch, "gap": ours.gap}
        said = asdict(sentence)
        recipe = {"engine": hello["engine"], "mark": voice.mark, **how, **said}
        return Taken(engine, worker, {**how, **said, **_counted(sentence)}, recipe)

    def _greeted(self, engine: str, worker: Worker, patience: float) -> dict[str, Any]:
        now = seen(engine, self._folder)
        if self._seen.setdefault(engine, now) != now:
            self._seen[engine] = now
            worker.renew()
        return worker.greet(patience)

    def _wanted(self, engine: str, sentence: Sentence) -> str:
        return self._voices.of(sentence.language).named(engine)


def command(kind: str, folder: Path | None = None, voices: Voices | None = None) -> list[str]:
    """The command line of a child."""
    line = [sys.executable, "-B", "-m", "voices.child", kind]
    if folder is None or voices is None:
        return line
    wanted = {language: voices.of(language).named(kind) for language in LANGUAGES}
    return [*line, json.dumps({"folder": str(folder), "wanted": wanted})]


def chosen(known: Sequence[Mapping[str, str]], language: str, wanted: str) -> Voice:
    """The voice of that id, or the first of the language where none is named. Raises NoSpeech."""
    voices = [Voice(**each) for each in known]
    if wanted:
        voices = [voice for voice in voices if voice.id == wanted]
    else:
        voices = [voice for voice in voices if re.split("[-_]", voice.language)[0] == language]
    if not voices:
        what = f'voice "{wanted}"' if wanted else f"voice that speaks {language}"
        raise NoSpeech(f"there is no {what}")
    able = [voice for voice in voices if not voice.fault]
    if not able:
        raise NoSpeech(f"{voices[0].id}: {voices[0].fault}")
    return able[0]


def nobody(steps: Sequence[Step]) -> NoSpeech:
    """Of those that are there the reasons; of those that are not only where none is there."""
    told = [step for step in steps if not step.absent] or steps
    reasons = "; ".join(f"{step.engine}: {step.reason}" for step in told)
    text_only = all(step.text_only for step in told)
    return NoSpeech(reasons or "no engine is wanted", text_only=text_only and bool(told))


def _counted(sentence: Sentence) -> dict[str, int]:
    """Vietnamese writes syllables apart; those of other languages are counted by their vowels."""
    words = sentence.text.split()
    if sentence.language != "en":
        return {"syllables": len(words)}
    return {"syllables": sum(max(1, len(re.findall("[aeiouy]+", word.lower()))) for word in words)}
