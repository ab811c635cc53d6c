"""The section `notices`: what may be said to the hall between the calls."""

from __future__ import annotations

from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field

from office.ward import Id, Part, Words

LONGEST = 120


def open_blanks(words: Words) -> Words:
    """Blanks are {n} and {text}, each at most once and the same in every language."""
    asked = None
    for text in filter(None, (words.vi, words.en)):
        try:
            blanks = sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)
        except ValueError:
            blanks = ["?"]
        allowed = set(blanks) <= {"n", "text"} and len(set(blanks)) == len(blanks)
        if not allowed or (asked is not None and blanks != asked) or len(text) > LONGEST:
            raise ValueError(
                f"at most {LONGEST} letters with {{n}} or {{text}}, each once, alike in vi and en"
            )
        asked = blanks
    return words


def told_apart(chosen: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    if len({each.id for each in chosen}) < len(chosen):
        raise ValueError("notices whose ids differ")
    return chosen


class Chosen(Part):
    """A notice that is written already; {n} is a number, {text} some words."""

    id: Id
    text: Annotated[Words, AfterValidator(open_blanks)]


class Notices(Part):
    """How long a notice is shown after it was last spoken, and the written ones."""

    shown_seconds: Annotated[int, Field(ge=10, le=3600)] = 60
    chosen: Annotated[tuple[Chosen, ...], Field(max_length=20), AfterValidator(told_apart)] = ()
