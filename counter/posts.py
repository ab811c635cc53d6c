"""What a press at the desk may carry. Each class is the body of one thing that is posted."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from office import UNSEEN
from web.asking import Body, Line

Key = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Number = Annotated[int, Field(ge=1, le=2**53)]


class Seat(Body):
    """`take` the counter from whoever sits there."""

    take: bool = False


class Press(Body):
    """`key` makes a repeat harmless; `turn` is the open turn that was seen, null for none."""

    key: Key | None = None
    turn: Number | None = None

    def told(self, *left_out: str) -> dict[str, Any]:
        """All that was said, as arguments of the office; an unsaid turn is not compared."""
        unsaid = {"turn"} - self.model_fields_set - set(left_out)
        said = self.model_dump(exclude={"ticket", *left_out, *unsaid})
        return {**said, **dict.fromkeys(unsaid, UNSEEN)}


class Call(Press):
    ticket: Number | None = None
    reason: Id | None = None


class Absence(Press):
    next: bool = False


class Resume(Press):
    ticket: Number


class OfTicket(Resume):
    reason: Id | None = None


class Hold(Press):
    reason: Id | None = None
    note: Line | None = None


class Transfer(OfTicket):
    service: Id
    counter: Number | None = None
    place: Literal["kept", "first", "last"] = "kept"


class Priority(OfTicket):
    priority: Id | None


class CheckIn(Press):
    code: Id


class State(Press):
    state: Literal["open", "paused", "closed"]
    reason: Id | None = None
    until: Number | None = None


class Issue(Press):
    service: Id
    priority: Id | None = None
    name: Line | None = None
    say_name: bool = False
    language: Id = "vi"
    dossier: Line | None = None
    reason: Id | None = None
