"""Who speaks a sentence: the first engine in the office's order that can. A step down never waits
longer than a call may, and its reason is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from voices.chime import Chime
from voices.choice import Step, nobody, syllables
from voices.lineup import STRANGE, Lineup, Taken
from voices.mixing import NoMixer, mix
from voices.words import Sentence
from voices.worker import PATIENCE, NoSpeech, patience_for
from web.faults import fenced

if TYPE_CHECKING:
    pass

PATIENCE_AGAIN = 1.3
PATIENTLY = 3

Spoken = dict[str, Any]
Dumb = dict[tuple[str, str], Step]
"""{(engine, language): why it did not speak an earlier part of this sound}: one wait is enough."""


class Chain(Lineup):
    """Who of the lineup speaks, one below the other."""

    def failed(self) -> tuple[Step, ...]:
        """The engines that are there and did not speak what was spoken last, each once."""
        steps = {step: None for steps in self.steps.values() for step in steps if not step.absent}
        return tuple(steps)

    def recipe(self, texts: Sequence[Sentence]) -> list[Mapping[str, Any]]:
        """What the sound of these sentences would be made of now. Raises NoSpeech."""
        dumb: Dumb = {}
        return [self._first(text, dumb).recipe for text in texts]

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
            self.come_up()
        pieces = [path.with_name(f"{token_hex(8)}.part") for _ in texts]
        spoken: list[Spoken] = []
        parts = []
        dumb: Dumb = {}
        try:
            for text, piece in zip(texts, pieces, strict=True):
                piece.touch()
                order = [by] if by else self.order
                spoken.append(self._speak(text, piece, order, dumb, patient=patient))
                parts.append({"path": str(piece), "joined": text.joined})
            asked = {"do": "join", "path": str(path), "chime": chime, "repeat": repeat}
            mixed = mix(self.mixer, {**asked, "parts": parts})
        finally:
            for piece in pieces:
                piece.unlink(missing_ok=True)
        made = {key: mixed[key] for key in ("ms", "level", "peak")}
        return {**made, "recipe": [part.pop("recipe") for part in spoken], "parts": spoken}

    def _first(self, sentence: Sentence, dumb: Dumb) -> Taken:
        steps: list[Step] = []
        for engine in self.order:
            known = dumb.get((engine, sentence.language))
            taken = known or self.take(engine, sentence, PATIENCE)
            if isinstance(taken, Taken):
                return taken
            steps.append(taken)
            if not taken.text_only:
                dumb[engine, sentence.language] = taken
        raise nobody(steps)

    def _speak(
        self, sentence: Sentence, path: Path, order: Sequence[str], dumb: Dumb, *, patient: bool
    ) -> Spoken:
        steps: list[Step] = []
        patience = patience_for(len(sentence.text))
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
        taken = self.take(engine, sentence, patience)
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
        except Exception as error:  # noqa: BLE001 - as in Lineup.take
            fenced(f"the voice of {engine}", error)
            taken.worker.breaker.fail(STRANGE)
            return Step(engine, STRANGE)
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
            return mix(self.mixer, asked)
        except NoMixer:
            raise
        except NoSpeech as fault:
            taken.worker.breaker.fail(str(fault))
            raise
