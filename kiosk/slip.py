"""What a slip or a sheet says, in finished words; how it looks is drawn elsewhere."""

from __future__ import annotations

import unicodedata
from typing import Literal

from pydantic import BaseModel, ConfigDict


def is_latin(text: str) -> bool:
    """The slips' font has Latin letters and no others."""
    letters = (each for each in text if each.isalpha())
    return all(unicodedata.name(each, "").startswith("LATIN") for each in letters)


class Part(BaseModel):
    """A piece of paper's contents: frozen, and JSON on its way to the process that draws."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )


class Said(Part):
    """One text of the slip; `own`: the same in the citizen's language, empty for Vietnamese."""

    vi: str
    own: str = ""

    @property
    def both(self) -> str:
        """On one line."""
        return " · ".join(filter(None, (self.vi, self.own)))


class Fact(Part):
    """A short answer under its question: "Người phía trước", "4 người"."""

    question: Said
    answer: Said


class Picture(Part):
    """Black and white dots as the printer has them: mode "1" of Pillow, `width` across."""

    width: int
    data: bytes


class Head(Part):
    """Who gives the paper: what stands at its top."""

    logo: Picture | None
    unit: Said
    office: Said


class Slip(Part):
    """Everything on one piece of paper. `width` is in printer dots; texts are finished.

    `notes`: what else the number is for, as several files or a service that comes after.
    `phones`: whose telephone (the question) and its number. `last`: a line of the office's own.
    """

    width: int
    head: Head
    title: Said
    label: str
    service: Said
    name: str | None
    notes: tuple[Said, ...] = ()
    counters: Fact | None
    facts: tuple[Fact, ...]
    url: str
    follow: Said
    how: Said | None
    taken: Said
    phones: tuple[Fact, ...]
    not_receipt: Said
    last: Said | None
    again: Said | None = None
    demo: bool = False


class Line(Part):
    """One paragraph of a sheet; beside a `check` is a box to be ticked."""

    kind: Literal["heading", "text", "check"]
    text: str


class Sheet(Part):
    """What a citizen takes home of a procedure: a title, and what to bring, to be ticked.

    `about`: when it was written and by which decision.
    """

    width: int
    head: Head
    title: str
    lines: tuple[Line, ...]
    about: tuple[Said, ...]
    phones: tuple[Fact, ...]
    printed: Said
    demo: bool = False
