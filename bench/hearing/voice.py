"""One voice judged: its calls spoken by the office's own chain, heard by the recogniser."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.hearing.heard import errors, interval, nearest, syllables
from voices.chain import Chain
from voices.chime import RATE
from voices.compose import Samples, read
from voices.lineup import command
from voices.words import Said, Sentence, sentences
from voices.worker import Worker

if TYPE_CHECKING:
    from config import Config, Voices

Hear = Callable[[Samples], str]
Words = Callable[[str], str]
PATIENCE = 60.0


class Unhurried(Worker):
    """A process that may be slow: nobody stands in a hall here, and the machine may be busy."""

    def ask(self, request: Mapping[str, Any], patience: float = PATIENCE) -> dict[str, Any]:
        return super().ask(request, max(patience, PATIENCE))


@dataclass(frozen=True)
class Call:
    """What was said in one call and how it sounded, without the chime."""

    text: str
    sound: Samples


@dataclass(frozen=True)
class Score:
    """How well `of` calls were understood. `wrong`: syllables of 100; `seconds`: of a call."""

    right: int
    of: int
    wrong: float
    seconds: float

    @property
    def between(self) -> tuple[int, int]:
        """Between how many right of `of` the true share lies, 95 of 100 times."""
        low, high = interval(self.right, self.of)
        return round(low * self.of), round(high * self.of)


def spoken(
    config: Config,
    voices: Voices,
    said: Sequence[Said],
    folder: Path,
    words: Words = str,
    repeat: int = 1,
) -> Iterator[Call]:
    """The calls in that voice; `folder` has the office's voices. Raises NoSpeech.

    `words`: the sentence as it is to be said instead, to try other wordings.
    """
    workers: dict[str, Worker] = {
        name: Unhurried(command(name, folder, voices)) for name in voices.engines
    }
    chain = Chain(voices, folder, workers=workers, mixer=Unhurried(command("mixer")))
    try:
        with tempfile.TemporaryDirectory("", "goiso-bench-") as made:
            for call in said:
                texts = [
                    replace(text, text=words(text.text)) for text in sentences(call, config.phrases)
                ]
                path = Path(made) / "call.wav"
                path.touch()
                chain.record(texts, path, chime="", repeat=repeat, patient=True)
                yield Call(_whole(texts, repeat), read(path))
    finally:
        chain.close()


def judged(calls: Sequence[Call], hear: Hear) -> Score:
    """Whether each is taken for itself among all of them; a tie is not understood."""
    texts = [call.text for call in calls]
    heard = [hear(call.sound) for call in calls]
    right = sum(nearest(told, texts) == index for index, told in enumerate(heard))
    missed = sum(errors(text, told) for text, told in zip(texts, heard, strict=True))
    said = sum(len(syllables(text)) for text in texts)
    seconds = sum(len(call.sound) for call in calls) / RATE / len(calls)
    return Score(right, len(calls), 100 * missed / said, seconds)


def _whole(texts: Sequence[Sentence], repeat: int) -> str:
    return " ".join(text.text for text in texts for _ in range(repeat))
