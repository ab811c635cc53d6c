"""A call -> the sentences that the hall hears. Pure: the office's phrases in, words out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voices.names import KNOWN, clean, spoken_name
from voices.numbers import cardinal_en, cardinal_vi, label_en, label_vi

if TYPE_CHECKING:
    from config import Phrases, PhraseSet

# espeak-ng dies of very long texts without a space.
LONGEST = 300


@dataclass(frozen=True)
class Sentence:
    """What is said in one language; clean, and at most LONGEST characters.

    `clips`: the ids of recordings that say the same, where there are such for all of it.
    `joined`: follows what was said before it without a pause.
    """

    language: str
    text: str
    clips: tuple[str, ...] = ()
    joined: bool = False


@dataclass(frozen=True)
class Said:
    """What is to be said: `calls` is 1 for the first call of a turn, 2 for the second …

    `name` is there only with the citizen's consent to hear it in the hall.
    """

    label: str
    counter: int
    calls: int = 1
    language: str = "vi"
    result: bool = False
    name: str | None = None


@dataclass(frozen=True)
class Told:
    """Words to the hall that are no call, as they are said: a notice, a test of the loudspeaker."""

    texts: tuple[Sentence, ...]


def sentences(
    said: Said, phrases: Phrases, *, lexicon: Mapping[str, str] = KNOWN, south: bool = False
) -> tuple[Sentence, ...]:
    """Vietnamese always; English after it for a ticket taken in English, if the office has it."""
    texts = [Sentence("vi", _vietnamese(said, phrases.vi, lexicon, south))]
    if said.language == "en" and phrases.en is not None:
        texts.append(Sentence("en", _english(said, phrases.en)))
    return tuple(texts)


def _vietnamese(said: Said, phrases: PhraseSet, lexicon: Mapping[str, str], south: bool) -> str:
    name = spoken_name(said.name, lexicon) if said.name else ""
    if name:
        phrase = phrases.result_name if said.result else phrases.name
    else:
        phrase = phrases.result if said.result else phrases.number
    counter = cardinal_vi(said.counter, south=south)
    text = phrase.format(n=label_vi(said.label), q=counter, name=name)
    return _bounded(f"{_prefix(said.calls, phrases)} {text}")


def _english(said: Said, phrases: PhraseSet) -> str:
    """The number only: an English voice makes nothing understandable of Vietnamese letters."""
    phrase = phrases.result if said.result else phrases.number
    text = phrase.format(n=label_en(said.label), q=cardinal_en(said.counter))
    return _bounded(f"{_prefix(said.calls, phrases)} {text}")


def _prefix(calls: int, phrases: PhraseSet) -> str:
    if calls < 2:
        return ""
    return phrases.second if calls == 2 else phrases.last


def _bounded(text: str) -> str:
    text = clean(text)
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]
