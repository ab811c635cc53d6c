"""What a slip says, in finished words; how it looks is drawn elsewhere."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of a slip: frozen, and JSON on its way to the process that draws."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(Part):
    """One text of the slip; `en` is empty when the slip is in Vietnamese only."""

    vi: str
    en: str = ""


class Fact(Part):
    """A short answer under its question: "Người phía trước", "4 người"."""

    question: Said
    answer: Said


class Slip(Part):
    """Everything on one piece of paper. `width` is in printer dots; texts are finished.

    `notes`: what else the number is for, as several files or a service that comes after.
    """

    width: int
    unit: Said
    office: Said
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
    phone: Said
    not_receipt: Said
    again: Said | None = None
    demo: bool = False
