"""From a call to a sound that can be played: words, engines, cache, and what to do without them."""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from voices.cache import BadSound, Cache, Sound
from voices.chain import Chain
from voices.chime import Chime, chime, write_wav
from voices.words import Said, Sentence, sentences
from voices.worker import NoSpeech
from web.faults import fenced

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
    _ahead: set[int] = field(default_factory=set)

    def sound(
        self,
        said: Said,
        ticket: int,
        *,
        chime: Chime = "long",
        repeat: int = 1,
    ) -> Sound | None:
        """The call's sound: with the name, else the number only, else the chime; None: nothing.

        Waits for the engines: 0.1 s as a rule, some 2 s for one that hangs.
        """
        texts, instead = self._both(said)
        whose = ticket if said.name else None
        return self.say(texts, whose, chime=chime, repeat=repeat, instead=instead)

    def prepare(
        self, said: Said, ticket: int, *, chime: Chime = "long", repeat: int = 1
    ) -> threading.Thread:
        """Make the sound of a ticket that is next in line, so that its call need not wait for it.

        Waits for nothing, and keeps an engine no longer than a call does: one may come meanwhile.
        A name goes by `forget`, whether the ticket was called or not.
        """
        making = threading.Thread(
            target=self._prepare,
            args=(said, ticket, chime, repeat),
            name="sound ahead",
            daemon=True,
        )
        self._ahead.add(ticket)
        making.start()
        return making

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

        `ticket`: whose words they are, if they are to be forgotten with it.
        """
        shown: Chime = chime if self.voices.chime else ""
        how = {"chime": shown, "repeat": repeat}
        silent: list[set[str]] = []
        for tried, whose in _ways(texts, ticket, instead) if self.voices.engines else ():
            languages = {text.language for text in tried}
            if languages in silent:
                continue
            try:
                sound = self._spoken(tried, whose, how)
                self.trouble = ""
                return sound
            except NoSpeech as fault:
                self.trouble = str(fault)
                if not fault.text_only:
                    silent.append(languages)
            except (BadSound, OSError) as fault:
                self.trouble = str(fault)
                break
        return self._chime(shown)

    def is_able(self) -> bool:
        """Whether a sound that is made now will be the one that its call would have."""
        return not self.trouble and not self.chain.starting()

    def ails(self) -> bool:
        """Whether something is not as it should be, so that a trial might mend or tell it."""
        return bool(self.trouble or self.cache.trouble or self.chain.failed())

    def texts(self, said: Said) -> tuple[Sentence, ...]:
        """What is said of a call."""
        return sentences(
            said,
            self.phrases,
            lexicon=self.lexicon,
            south=self.voices.south,
            further=self.further() if said.language != "vi" else {},
        )

    def further(self) -> dict[str, dict[str, str]]:
        """{language: phrases} of the languages that clip packs bring."""
        return self.chain.shelf.phrases()

    def try_voice(self, *, patient: bool = False) -> None:
        """Have a sentence spoken to nobody, in every language that is called in: what there is to
        say of the voices is known before the first citizen comes. The chime is laid by.

        `patient`: no call waits behind it.
        """
        self._chime("long")
        if not self.voices.engines:
            return
        self.chain.start()
        tried = None
        try:
            tried = self.cache.place("tried")
            texts = self.texts(Said("A001", 1, language="en"))
            self.chain.record(texts, tried, chime="", patient=patient)
            self.trouble = ""
        except (NoSpeech, OSError) as fault:
            self.trouble = str(fault)
        finally:
            if tried is not None:
                with contextlib.suppress(OSError):
                    tried.unlink(missing_ok=True)

    def forget(self, ticket: int) -> None:
        """The sound of a name is personal: it goes when the call is over."""
        self._ahead.discard(ticket)
        for sound in self._named.pop(ticket, []):
            self.cache.forget(sound)

    def forget_names(self) -> None:
        self._ahead.clear()
        self._named.clear()
        self.cache.forget_named()

    def close(self) -> None:
        """The processes end. Only its own names go: another may have begun in the same folder."""
        self.chain.close()
        self._ahead.clear()
        for ticket in [*self._named]:
            self.forget(ticket)

    def _prepare(self, said: Said, ticket: int, chime: Chime, repeat: int) -> None:
        whose = ticket if said.name else None
        try:
            texts, instead = self._both(said)
            self.say(texts, whose, chime=chime, repeat=repeat, instead=instead)
        except Exception as error:  # noqa: BLE001 - a thread would print what broke, and it is a name
            fenced("a sound made ahead", error)
        finally:
            if ticket not in self._ahead:
                # It was forgotten while it was made.
                self.forget(ticket)
            self._ahead.discard(ticket)

    def _both(self, said: Said) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
        """What is said, and instead of it: a name that no engine can say must not take the number
        with it."""
        return self.texts(said), self.texts(replace(said, name=None)) if said.name else ()

    def _spoken(self, texts: Sequence[Sentence], ticket: int | None, how: How) -> Sound:
        personal = ticket is not None
        key = self._key(self.chain.recipe(texts), how, personal)
        sound = self.cache.find(key)
        if sound is None:
            sound = self._made(texts, how, personal)
        if ticket is not None:
            self._named.setdefault(ticket, []).append(sound)
        return sound

    def _made(self, texts: Sequence[Sentence], how: How, personal: bool) -> Sound:
        place = self.cache.place(secrets.token_hex(8))
        try:
            made = self.chain.record(texts, place, **how)
        except NoSpeech:
            # What was written of it may be half a name.
            place.unlink(missing_ok=True)
            raise
        # An engine that was to speak may have failed meanwhile: then it is another one's sound.
        key = self._key(made.pop("recipe"), how, personal)
        return self.cache.keep(place, key, _facts(made), personal=personal)

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
            place = self.cache.place(key)
            write_wav(place, chime(short=shown == "short"))
            facts_of_it = {**facts, "engine": "chime", "parts": []}
            return self.cache.keep(place, key, facts_of_it, personal=False)
        except (BadSound, OSError):
            return None


def _ways(
    texts: Sequence[Sentence], ticket: int | None, instead: Sequence[Sentence]
) -> list[tuple[tuple[Sentence, ...], int | None]]:
    """What may be said and whose words it is: a second language that nobody can speak now must not
    take the first with it."""
    ways: dict[tuple[Sentence, ...], int | None] = {}
    for all_of_it, whose in ((texts, ticket), (instead, None)):
        ways.setdefault(tuple(all_of_it), whose)
    for all_of_it, whose in list(ways.items()):
        ways.setdefault(tuple(takewhile(lambda each: each.language == "vi", all_of_it)), whose)
    return [way for way in ways.items() if way[0]]


def _facts(made: Mapping[str, Any]) -> dict[str, Any]:
    """The sidecar: what is said in one text each, and of each part who said it."""
    named = ("text", "language", "phonemes", "voice")
    joined = {key: " ".join(part[key] for part in made["parts"]) for key in named}
    engines = dict.fromkeys(part["engine"] for part in made["parts"])
    return {**joined, "engine": "; ".join(engines), **made}
