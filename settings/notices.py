"""The section `notices`: what may be said to the hall between the calls."""

from __future__ import annotations

from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field

from office.ward import Id, Part, Words
from settings.said import Allowed

LONGEST = 120
ALLOWED: tuple[list[str], ...] = ([], ["n"], ["text"], ["n", "text"])


def open_blanks(words: Words) -> Words:
    """Blanks are {n} and {text}, each at most once and the same in every language."""
    texts = [words.vi, *([words.en] if words.en else [])]
    blanks = [_blanks(text) for text in texts]
    alike = all(each == blanks[0] for each in blanks)
    if not alike or blanks[0] not in ALLOWED or max(map(len, texts)) > LONGEST:
        raise Allowed(
            f"lời dài nhất {LONGEST} chữ, có {{n}} hoặc {{text}}, mỗi dấu một lần,"
            " vi và en như nhau",
            f"at most {LONGEST} letters with {{n}} or {{text}}, each once, alike in vi and en",
        )
    return words


def _blanks(text: str) -> list[str]:
    """In the order of the alphabet; "?" for what is written wrongly."""
    try:
        parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return ["?"]
    return sorted(f"{name}" if (spec, kind) == ("", None) else "?" for name, spec, kind in parts)


def told_apart(chosen: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    if len({each.id for each in chosen}) < len(chosen):
        raise Allowed("các thông báo có id khác nhau", "notices whose ids differ")
    return chosen


class Chosen(Part):
    """A notice that is written already; {n} is a number, {text} some words."""

    id: Id
    text: Annotated[Words, AfterValidator(open_blanks)]


class Notices(Part):
    """How long a notice is shown after it was last spoken, and the written ones."""

    shown_seconds: Annotated[int, Field(ge=10, le=3600)] = 60
    chosen: Annotated[tuple[Chosen, ...], Field(max_length=20), AfterValidator(told_apart)] = ()
