"""What a clip pack is: whose voice, which words in which clip, and how its language builds a call.

A pack is a folder of its name with pack.yaml and, for each clip of it, <id>.wav. The ids
letter-a … letter-z, digit-0 … digit-9 and counter-1 … counter-99 mean what they say; every other
clip is found by its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

FILE = "pack.yaml"
WHOSE = ("speaker", "recorded", "licence")
NAME = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]{0,39}")
CLIP = re.compile(r"letter-[a-z]|digit-[0-9]|counter-[1-9][0-9]?|(?!letter-|digit-|counter-)"
                  r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z][a-z0-9-]{1,39}")  # fmt: skip
LANGUAGE = re.compile(r"[a-z]{2,3}")
_NO_WORDS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True)
class Gaps:
    """Milliseconds between clips; a negative gap lets them overlap."""

    words: int = 40
    letter: int = 160
    digits: int = 90
    pause: int = 260


@dataclass(frozen=True)
class Pack:
    """`clips`: {id: the words in it}. `phrases`: {number, result, second, last}, each a sentence
    with {n} and {q}, for a language that the office's settings have none for; else empty.
    """

    name: str
    language: str
    voice: str
    speaker: str
    recorded: str
    licence: str
    clips: Mapping[str, str]
    phrases: Mapping[str, str] = field(default_factory=dict)
    gaps: Gaps = Gaps()
    notes: str = ""

    def phrase(self, words: str) -> str | None:
        """The id of the clip in which just these words are spoken."""
        return self._phrases.get(plain(words))

    @cached_property
    def _phrases(self) -> dict[str, str]:
        return {plain(said): clip for clip, said in self.clips.items() if not is_sign(clip)}


def plain(words: str) -> str:
    """Words as they are compared: small letters, no marks, single spaces."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", words).casefold())
    # Marks that are part of a letter, as in Khmer, are no \w and must stay.
    return " ".join(_NO_WORDS.sub(_kept_marks, folded).split())


def is_sign(clip: str) -> bool:
    """A letter, a digit or a counter, which is found by its id and not by its words."""
    return clip.startswith(("letter-", "digit-", "counter-"))


def written(pack: Pack) -> str:
    """pack.yaml, as `packs.written.read_pack` reads it."""
    lines = [
        "# Bộ giọng thu: lời trong từng tệp .wav cạnh tệp này. Cách thu: docs/voices.md",
        "# A clip pack: the words in each .wav beside this file. How to record: docs/voices.md",
    ]
    facts = {key: getattr(pack, key) for key in ("name", "language", "voice", *WHOSE)}
    facts |= {"notes": pack.notes} if pack.notes else {}
    lines += [f"{key}: {_quoted(value)}" for key, value in facts.items()]
    own = {each.name: getattr(pack.gaps, each.name) for each in fields(pack.gaps)}
    lines += [
        "# mili giây lặng giữa hai đoạn; số âm: đoạn sau chờm lên đoạn trước",
        "# milliseconds between two clips; below zero the later one begins over the earlier",
        "gaps:",
        *(f"  {key}: {value}" for key, value in own.items()),
    ]
    if pack.phrases:
        lines += [
            "# câu gọi; {n} số phiếu, {q} số quầy. Mảnh chữ giữa các dấu câu và ngoặc là một đoạn",
            "# the call; {n} the ticket, {q} the counter. The words between marks and braces are",
            "# one clip each",
        ]
    for key, section in (("phrases", pack.phrases), ("clips", pack.clips)):
        if section:
            lines.append(f"{key}:")
            lines += [f"  {inner}: {_quoted(text)}" for inner, text in section.items()]
    return "\n".join(lines) + "\n"


def _kept_marks(found: re.Match[str]) -> str:
    return "".join(
        sign if unicodedata.category(sign).startswith("M") else " " for sign in found.group()
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
