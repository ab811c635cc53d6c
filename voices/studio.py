"""From a call to a sound that can be played: words, engines, cache, and what to do without them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from voices.cache import BadSound, Cache, Sound
from voices.chain import Chain
from voices.chime import Chime, chime, write_wav
from voices.words import Said, Sentence, sentences
from voices.worker import NoSpeech

if TYPE_CHECKING:
    from config import Phrases, Voices

# A higher number makes every kept sound anew.
COMPOSER = 2
How = Mapping[str, Any]
"""{chime, repeat}: what a sound is made of besides its sentences."""


@dataclass
class Studio:
    """Makes sounds and keeps them. `trouble` is why there is no speech now; "" when there is."""

    voices: Voices
    phrases: Phrases
    cache: Cache
    chain: Chain
    lexicon: Mapping[str, str]
    trouble: str = ""
    _named: dict[int, list[Sound]] = field(default_factory=dict)

    def sound(
        self,
        said: Said,
        ticket: int,
        *,
        chime: Chime = "long",
        repeat: int = 1,
        second: bool = True,
    ) -> Sound | None:
        """The call's sound: with the name, else the number only, else the chime; None: nothing.

        `second`: also in a second language, if the ticket asks for it. Waits for the engines:
        0.1 s as a rule, some 2 s for one that hangs. What a name is in goes by `forget`.
        """
        whose = ticket if said.name else None
        spoken, instead = (
            texts if second else texts[:1] for texts in (self.texts(said), self._nameless(said))
        )
        return self.say(spoken, whose, chime=chime, repeat=repeat, instead=instead)

    def say(
        self,
        texts: Sequence[Sentence],
        ticket: int | None = None,
        *,
        chime: Chime = "long",
        repeat: int = 1,
        instead: Sequence[Sentence] = (),
    ) -> Sound | None:
        """The sound of these sentences, or of those `instead`, or the chime; None: nothing.

        `ticket`: whose words they are, if nobody else may ever hear them.
        """
        shown: Chime = chime if self.voices.chime else ""
        for tried in filter(None, (texts, instead)) if self.voices.engines else ():
            try:
                sound = self._spoken(tried, ticket if tried is texts else None, shown, repeat)
                self.trouble = ""
                return sound
            except NoSpeech as fault:
                self.trouble = str(fault)
                if not fault.text_only:
                    break
            except (BadSound, OSError) as fault:
                self.trouble = str(fault)
                break
        return self._chime(shown)

    def texts(self, said: Said) -> tuple[Sentence, ...]:
        """What is said of a call."""
        south = self.voices.south
        return sentences(said, self.phrases, lexicon=self.lexicon, south=south)

    def try_voice(self) -> None:
        """Have a sentence spoken to nobody: `trouble` is right before the first citizen comes."""
        if not self.voices.engines:
            return
        tried = self.cache.place("tried")
        try:
            self.chain.record(self.texts(Said("A001", 1)), tried, chime="", repeat=1)
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

    def _nameless(self, said: Said) -> tuple[Sentence, ...]:
        """A name that no engine can say must not take the number with it."""
        return self.texts(replace(said, name=None)) if said.name else ()

    def _spoken(
        self, texts: Sequence[Sentence], ticket: int | None, shown: Chime, repeat: int
    ) -> Sound:
        personal = ticket is not None
        how = {"chime": shown, "repeat": repeat}
        key = self._key(self.chain.recipe(texts), how, personal)
        sound = self.cache.find(key) or self._made(texts, key, how, personal)
        if ticket is not None:
            self._named.setdefault(ticket, []).append(sound)
        return sound

    def _made(self, texts: Sequence[Sentence], key: str, how: How, personal: bool) -> Sound:
        place = self.cache.place(key)
        try:
            made = self.chain.record(texts, place, **how)
        except NoSpeech:
            # What was written of it may be half a name.
            place.unlink(missing_ok=True)
            raise
        # An engine that was to speak may have failed meanwhile: then it is another one's sound.
        kept_as = self._key(made.pop("recipe"), how, personal)
        return self.cache.keep(key, _facts(made), personal=personal, name=kept_as)

    def _key(self, recipe: Sequence[Mapping[str, Any]], how: How, personal: bool) -> str:
        made = {"composer": COMPOSER, **how, "parts": list(recipe)}
        return self.cache.key(made, personal=personal)

    def _chime(self, shown: Chime) -> Sound | None:
        if not shown:
            return None
        key = self.cache.key({"composer": COMPOSER, "chime": shown}, personal=False)
        kept = self.cache.find(key)
        if kept is not None:
            return kept
        facts = dict.fromkeys(("text", "language", "phonemes", "voice"), "")
        try:
            write_wav(self.cache.place(key), chime(short=shown == "short"))
            return self.cache.keep(key, {**facts, "engine": "chime", "parts": []}, personal=False)
        except (BadSound, OSError):
            return None


def _facts(made: Mapping[str, Any]) -> dict[str, Any]:
    """The sidecar: what is said in one text each, and of each part who said it."""
    named = ("text", "language", "phonemes", "voice")
    joined = {key: " ".join(part[key] for part in made["parts"]) for key in named}
    engines = dict.fromkeys(part["engine"] for part in made["parts"])
    return {**joined, "engine": "; ".join(engines), **made}
