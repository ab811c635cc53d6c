"""A call -> the sentences that the hall hears. Pure: the office's phrases in, words out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voices.lexicon import KNOWN
from voices.names import spoken_name
from voices.numbers import cardinal_en, cardinal_vi, label_en, label_vi
from voices.packs.call import sayings
from voices.prose import spoken

if TYPE_CHECKING:
    from config import Phrases, PhraseSet

NONE: Mapping[str, Mapping[str, str]] = {}


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

    `clips`: the same as clip packs have it (`packs.call`), where all of it may be recorded.
    `joined`: follows what was said before it without a pause.
    """

    language: str
    text: str
    clips: tuple[str, ...] = ()
    joined: bool = False


@dataclass(frozen=True)
class Told:
    """Words to the hall that are no call, as they are said: a notice, a test of the loudspeaker."""

    texts: tuple[Sentence, ...]


def sentences(
    said: Said,
    phrases: Phrases,
    *,
    lexicon: Mapping[str, str] = KNOWN,
    south: bool = False,
    further: Mapping[str, Mapping[str, str]] = NONE,
) -> tuple[Sentence, ...]:
    """Vietnamese always; after it the language that the ticket was taken in, if the office has it.

    `further`: {language: phrases} of those that clip packs bring and the settings know nothing of.
    """
    name = spoken_name(said.name, lexicon) if said.name else ""
    number = {"n": label_vi(said.label), "q": cardinal_vi(said.counter, south=south)}
    vietnamese = wording(said, phrases.vi, name)
    calls = [(vietnamese, [("vi", vietnamese.format(name=name, **number))])]
    if said.language == "en" and phrases.en is not None:
        english = wording(said, phrases.en, name)
        calls.append((english, _english(said, english, name)))
    texts: list[Sentence] = []
    for phrase, parts in calls:
        pieces = [
            (language, piece)
            for language, part in parts
            for piece in spoken(part, language, lexicon, south=south)
        ]
        made = [Sentence(*piece, joined=at > 0) for at, piece in enumerate(pieces)]
        texts += made if name else _with_clips(made, said, phrase)
    if len(calls) == 1 and said.language in further:
        texts.append(_recorded(said, further[said.language]))
    return tuple(texts)


def _english(said: Said, phrase: str, name: str) -> list[tuple[str, str]]:
    """An English voice makes nothing of Vietnamese letters: the name in it is said by the other."""
    before, _, after = phrase.partition("{name}")
    number = {"n": label_en(said.label), "q": cardinal_en(said.counter)}
    return [("en", before.format(**number)), ("vi", name), ("en", after.format(**number))]


def _with_clips(made: list[Sentence], said: Said, phrase: str) -> list[Sentence]:
    """A call by number in one piece may be recorded; a name was never."""
    clips = sayings(phrase, said.label, said.counter)
    return [replace(made[0], clips=clips)] if len(made) == 1 else made


def _recorded(said: Said, phrases: Mapping[str, str]) -> Sentence:
    """Nobody but a pack knows the language: its words are shown, and only its clips are heard."""
    phrase = further_wording(said, phrases)
    text = phrase.format(n=" ".join(said.label), q=said.counter)
    return Sentence(said.language, text, clips=sayings(phrase, said.label, said.counter))


def further_wording(said: Said, phrases: Mapping[str, str]) -> str:
    """A pack's words for this call, with their blanks."""
    phrase = phrases["result" if said.result else "number"]
    if said.calls < 2:
        return phrase
    prefix = phrases["second" if said.calls == 2 else "last"].rstrip(" :")
    return f"{prefix}: {phrase}"


def wording(said: Said, phrases: PhraseSet, name: str) -> str:
    """The office's words for this call, with their blanks; `name` is empty where none is said."""
    if name:
        phrase = phrases.result_name if said.result else phrases.name
    else:
        phrase = phrases.result if said.result else phrases.number
    return f"{_prefix(said.calls, phrases)} {phrase}"


def _prefix(calls: int, phrases: PhraseSet) -> str:
    if calls < 2:
        return ""
    return phrases.second if calls == 2 else phrases.last
