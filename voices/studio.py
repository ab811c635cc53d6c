"""From a call to a sound that can be played: words, worker, cache, and what to do without them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from voices.cache import BadSound, Cache, Sound
from voices.chime import chime, write_wav
from voices.words import Said, Sentence, Told, sentences
from voices.worker import NoSpeech, Worker

if TYPE_CHECKING:
    from config import Phrases, Voices

# A higher number makes every kept sound anew.
COMPOSER = 1


@dataclass
class Studio:
    """Makes sounds and keeps them. `trouble` is why there is no speech now; "" when there is."""

    voices: Voices
    phrases: Phrases
    cache: Cache
    worker: Worker
    lexicon: Mapping[str, str]
    trouble: str = ""
    _named: dict[int, list[Sound]] = field(default_factory=dict)

    def sound(self, said: Said | Told, ticket: int) -> Sound | None:
        """The call's sound: with the name, else the number only, else the chime; None: nothing.

        What is `Told` is as personal as a name: its words are kept no longer.

        May wait for the worker: 0.1 s as a rule, some seconds when it has to be started again.
        """
        if self.voices.engine == "silent":
            return self._chime()
        try:
            sound = self._spoken(said)
            if _is_personal(said):
                self._named.setdefault(ticket, []).append(sound)
            return sound
        except NoSpeech as fault:
            if isinstance(said, Told) and fault.text_only:
                return self._chime()
            if isinstance(said, Said) and said.name and fault.text_only:
                # A name that the engine cannot say must not take the number with it.
                return self.sound(replace(said, name=None), ticket)
            self.trouble = str(fault)
        except (BadSound, OSError) as fault:
            self.trouble = str(fault)
        return self._chime()

    def try_voice(self) -> None:
        """Have a sentence spoken to nobody: `trouble` is right before the first citizen comes."""
        if self.voices.engine == "silent" or self.worker.breaker.is_open():
            return
        tried = self.cache.place("tried")
        try:
            self._ask(sentences(Said("A001", 1), self.phrases), str(tried))
            self.trouble = ""
        except (NoSpeech, OSError) as fault:
            self.trouble = str(fault)
        finally:
            with contextlib.suppress(OSError):
                tried.unlink(missing_ok=True)

    def forget(self, ticket: int) -> None:
        """The sound of a name is personal: it goes when the call is over."""
        for sound in self._named.pop(ticket, []):
            self.cache.forget(sound)

    def forget_names(self) -> None:
        self._named.clear()
        self.cache.forget_named()

    def _spoken(self, said: Said | Told) -> Sound:
        texts = self._texts(said)
        personal = _is_personal(said)
        key = self.cache.key(self._recipe(texts), personal=personal)
        kept = self.cache.find(key)
        if kept is not None:
            return kept
        try:
            answer = self._ask(texts, str(self.cache.place(key)))
        except NoSpeech:
            # What was written of it may be half a name.
            self.cache.place(key).unlink(missing_ok=True)
            raise
        sound = self.cache.keep(key, self._facts(texts, answer), personal=personal)
        self.trouble = ""
        return sound

    def _texts(self, said: Said | Told) -> tuple[Sentence, ...]:
        if isinstance(said, Told):
            return said.texts
        south = "south" in self.voices.vi.voice
        return sentences(said, self.phrases, lexicon=self.lexicon, south=south)

    def _ask(self, texts: Sequence[Sentence], path: str) -> dict[str, Any]:
        asked = {"chime": self.voices.chime, "repeat": self.voices.repeat}
        return self.worker.ask({"path": path, **asked, "parts": in_voices(texts, self.voices)})

    def _recipe(self, texts: Sequence[Sentence]) -> dict[str, Any]:
        return {
            "composer": COMPOSER,
            "engine": [version("pyttsx3"), version("espeakng-loader")],
            "chime": self.voices.chime,
            "repeat": self.voices.repeat,
            "parts": [
                {**asdict(text), "voice": self.voices.of(text.language).model_dump()}
                for text in texts
            ],
        }

    def _facts(self, texts: Sequence[Sentence], answer: Mapping[str, Any]) -> dict[str, Any]:
        parts = [
            {**asdict(text), **said, "voice": self.voices.of(text.language).voice}
            for text, said in zip(texts, answer["parts"], strict=True)
        ]
        return {
            "text": " ".join(part["text"] for part in parts),
            "language": " ".join(part["language"] for part in parts),
            "phonemes": " ".join(part["phonemes"] for part in parts),
            "voice": " ".join(part["voice"] for part in parts),
            "engine": f"{self.worker.engine}, pyttsx3 {version('pyttsx3')}",
            "level": answer["level"],
            "peak": answer["peak"],
            "parts": parts,
        }

    def _chime(self) -> Sound | None:
        if not self.voices.chime:
            return None
        key = self.cache.key({"composer": COMPOSER, "chime": True}, personal=False)
        kept = self.cache.find(key)
        if kept is not None:
            return kept
        facts = dict.fromkeys(("text", "language", "phonemes", "voice"), "")
        try:
            write_wav(self.cache.place(key), chime())
            return self.cache.keep(key, {**facts, "engine": "chime", "parts": []}, personal=False)
        except (BadSound, OSError):
            return None


def _is_personal(said: Said | Told) -> bool:
    return isinstance(said, Told) or said.name is not None


def in_voices(texts: Sequence[Sentence], voices: Voices) -> list[dict[str, Any]]:
    """As the worker is asked for them: [{text, syllables, voice}]."""
    return [
        {
            "text": text.text,
            "syllables": _syllables(text),
            "voice": voices.of(text.language).model_dump(),
        }
        for text in texts
    ]


def _syllables(text: Sentence) -> int:
    """Vietnamese writes syllables apart; English ones are counted by their vowels."""
    words = text.text.split()
    if text.language == "vi":
        return len(words)
    return sum(max(1, len(re.findall("[aeiouy]+", word.lower()))) for word in words)
