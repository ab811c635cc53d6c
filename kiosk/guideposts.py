"""What the guide's page sends about numbers that were taken, as typed bodies."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from kiosk.posts import Word
from office import Office, Refused, Ticket
from web.asking import Body, Line


class Find(Body):
    """What is left of a lost slip: a part of the name, its number or a time, and the service."""

    text: Annotated[Line, StringConstraints(max_length=80)] = ""
    service: Word | None = None


class Found(Body):
    """A ticket that staff have found."""

    ticket: Annotated[int, Field(ge=1, le=2**53)]


class Move(Found):
    """A move of a found ticket; `key` makes a repeat harmless."""

    reason: Word | None = None
    key: Word | None = None

    def told(self) -> dict[str, Any]:
        """The arguments of the office's verb, but for the ticket."""
        return self.model_dump(exclude={"ticket"})


class Priority(Move):
    """Null withdraws it."""

    priority: Word | None


def numbered(office: Office, found: Found) -> Ticket:
    """Refused: `unknown_ticket`; `wrong_state` for what is only booked."""
    ticket = office.ticket(found.ticket)
    if ticket.number is None:
        raise Refused("wrong_state", state=ticket.state)
    return ticket
