"""Which voice of an engine speaks a sentence, and how it is said that none does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voices.engines import Voice
from voices.words import Sentence
from voices.worker import NoSpeech


@dataclass(frozen=True)
class Step:
    """A step down: an engine that did not speak, and why.

    `absent`: there is nothing of it on this computer for this language, and nobody named it.
    `text_only`: it may well say another text.
    """

    engine: str
    reason: str
    absent: bool = False
    text_only: bool = False


def chosen(
    engine: str, known: Sequence[Mapping[str, str]], language: str, wanted: str
) -> Voice | Step:
    """The voice of that id, or the first able one of the language where none is named."""
    voices = [Voice(**each) for each in known]
    if wanted:
        voices = [voice for voice in voices if voice.id == wanted]
    else:
        voices = [voice for voice in voices if _may_be(voice, language)]
    able = [voice for voice in voices if not voice.fault]
    if able:
        return able[0]
    if voices:
        return Step(engine, "; ".join(f"{voice.id}: {voice.fault}" for voice in voices))
    if wanted:
        return Step(engine, f'there is no voice "{wanted}"')
    return Step(engine, f"there is no voice for {language}", absent=True)


def _may_be(voice: Voice, language: str) -> bool:
    """A broken voice whose language nobody can tell may be of any."""
    return (not voice.language and bool(voice.fault)) or (
        re.split("[-_]", voice.language)[0] == language
    )


def nobody(steps: Sequence[Step]) -> NoSpeech:
    """Of those that are there the reasons; of those that are not only where none is there."""
    told = [step for step in steps if not step.absent] or steps
    reasons = "; ".join(f"{step.engine}: {step.reason}" for step in told)
    text_only = any(step.text_only for step in steps)
    return NoSpeech(reasons or "no engine is wanted", text_only=text_only)


def syllables(sentence: Sentence) -> int:
    """Vietnamese writes them apart; those of English are counted by their vowels."""
    words = sentence.text.split()
    if sentence.language != "en":
        return len(words)
    return sum(max(1, len(re.findall("[aeiouy]+", word.lower()))) for word in words)
