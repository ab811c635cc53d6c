"""A call -> the sentences that the hall hears. Pure: the office's phrases in, words out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voices.lexicon import KNOWN
from voices.names import spoken_name
from voices.numbers import cardinal_en, cardinal_vi, label_en, label_vi
from voices.prose import spoken

if TYPE_CHECKING:
    from config import Phrases, PhraseSet


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
class Sentence:
    """What is said in one language; clean, and at most LONGEST characters.

    `call`: the call by number that it is all of, which recordings may say too.
    `joined`: follows what was said before it without a pause.
    """

    language: str
    text: str
    call: Said | None = None
    joined: bool = False


@dataclass(frozen=True)
class Told:
    """Words to the hall that are no call, as they are said: a notice, a test of the loudspeaker."""

    texts: tuple[Sentence, ...]


def sentences(
    said: Said, phrases: Phrases, *, lexicon: Mapping[str, str] = KNOWN, south: bool = False
) -> tuple[Sentence, ...]:
    """Vietnamese always; English after it for a ticket taken in English, if the office has it."""
    name = spoken_name(said.name, lexicon) if said.name else ""
    number = {"n": label_vi(said.label), "q": cardinal_vi(said.counter, south=south)}
    calls = [[("vi", _phrase(said, phrases.vi, name).format(name=name, **number))]]
    if said.language == "en" and phrases.en is not None:
        calls.append(_english(said, phrases.en, name))
    texts: list[Sentence] = []
    for parts in calls:
        pieces = [
            (language, piece)
            for language, part in parts
            for piece in spoken(part, language, lexicon, south=south)
        ]
        made = [Sentence(*piece, joined=at > 0) for at, piece in enumerate(pieces)]
        texts += _called(said, name, made)
    return tuple(texts)


def _english(said: Said, phrases: PhraseSet, name: str) -> list[tuple[str, str]]:
    """An English voice makes nothing of Vietnamese letters: the name in it is said by the other."""
    before, _, after = _phrase(said, phrases, name).partition("{name}")
    number = {"n": label_en(said.label), "q": cardinal_en(said.counter)}
    return [("en", before.format(**number)), ("vi", name), ("en", after.format(**number))]


def _called(said: Said, name: str, made: list[Sentence]) -> list[Sentence]:
    """With the call that one sentence is all of; a name was never recorded."""
    if name or len(made) != 1:
        return made
    return [replace(made[0], call=replace(said, name=None))]


def _phrase(said: Said, phrases: PhraseSet, name: str) -> str:
    if name:
        phrase = phrases.result_name if said.result else phrases.name
    else:
        phrase = phrases.result if said.result else phrases.number
    return f"{_prefix(said.calls, phrases)} {phrase}"


def _prefix(calls: int, phrases: PhraseSet) -> str:
    if calls < 2:
        return ""
    return phrases.second if calls == 2 else phrases.last
