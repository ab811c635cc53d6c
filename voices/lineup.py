"""The engines of the office's order, each in a process of its own: who would speak a sentence."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voices.choice import Step, chosen, syllables
from voices.packs.shelf import Shelf
from voices.present import Seen, absent, seen
from voices.recorded import CLIPS, MACHINE, Recordings
from voices.words import Sentence
from voices.worker import START_SECONDS, NoSpeech, Worker
from web.faults import fenced

if TYPE_CHECKING:
    from config import Voices

LANGUAGES = ("vi", "en")
STRANGE = "the process answers something else"


@dataclass(frozen=True)
class Taken:
    """Who is to speak a sentence: what the worker is asked, and what its sound is kept by."""

    engine: str
    worker: Worker
    part: Mapping[str, Any]
    recipe: Mapping[str, Any]


class Lineup:
    """`folder`: the office's voices. `workers`, `mixer`: in place of the real ones.

    `steps` and `spoke`: by language, of the sentence that was spoken last, who did not and who did.
    """

    def __init__(
        self,
        voices: Voices,
        folder: Path,
        *,
        workers: Mapping[str, Worker] | None = None,
        mixer: Worker | None = None,
    ) -> None:
        self.mixer = mixer or Worker(command("mixer"), kind="mixer")
        self.workers: dict[str, Worker] = dict(workers or {}) or {
            engine: Worker(command(engine, folder, voices), kind=engine)
            for engine in voices.engines
        }
        # What a machine has recorded is for when the machine is not there.
        self.order = [*self.workers, *([MACHINE] if CLIPS in self.workers else [])]
        self.shelf = Shelf(folder)
        self._recorded = Recordings(self.shelf)
        self._voices = voices
        self._folder = folder
        self._seen: dict[str, Seen] = {}
        self.steps: dict[str, tuple[Step, ...]] = {}
        self.spoke: dict[str, str] = {}

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

    def look(self, sentence: Sentence) -> list[Taken | Step]:
        """Every engine in its order: what it would speak this with, or why it would not.

        Waits until all that there is has come up.
        """
        self.come_up()
        return [self.take(engine, sentence, START_SECONDS) for engine in self.order]

    def take(self, engine: str, sentence: Sentence, patience: float) -> Taken | Step:
        """What this one would speak it with, or why it would not; it has `patience` s to answer."""
        try:
            return self._taken(engine, sentence, patience)
        except NoSpeech as fault:
            return Step(engine, str(fault))
        except Exception as error:  # noqa: BLE001 - whatever it answers, the next engine speaks
            fenced(f"the voice of {engine}", error)
            return Step(engine, STRANGE)

    def close(self) -> None:
        for worker in (self.mixer, *self.workers.values()):
            worker.close()

    def come_up(self) -> None:
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

    def _taken(self, engine: str, sentence: Sentence, patience: float) -> Taken | Step:
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
        hello = self._greeted(engine, worker, patience)
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
