"""What the kiosk's page sends, as typed bodies."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from office import MOST_FILES, Office, Refused, Ticket
from web.asking import Body, Line

Word = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Person = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
"""A keyed hash. A card's number does not pass."""


class Wish(Body):
    """A wish for a number. `name` as typed; `say_name` is the consent to hear it aloud.

    `consent`: the version of the words that were agreed to. `person`: today's hash of a card.
    """

    service: Word
    priority: Word | None = None
    name: Annotated[str, StringConstraints(max_length=300)] | None = None
    say_name: bool = False
    consent: Word | None = None
    language: Word = "vi"
    dossier: Line | None = None
    person: Person | None = None
    key: Word | None = None

    def told(self, name: str | None) -> dict[str, Any]:
        """The arguments of `Office.issue`, with the name as it will be called."""
        return {**self.model_dump(), "name": name}


class GuidesWish(Wish):
    """A number taken for somebody at the door; `reason`: why, outside the hours.

    `quantity`: how many files they bring; `planned`: the service that they need after this one.
    """

    quantity: Annotated[int, Field(ge=1, le=MOST_FILES)] = 1
    planned: Word | None = None
    reason: Word | None = None


class Scan(Body):
    """Whether the page waits for a card, or no longer does."""

    on: bool


Scanned = Annotated[str, StringConstraints(max_length=8000, strip_whitespace=False)]


class Typed(Body):
    """A hex dump that a scanner typed; None: it typed letters, of which nothing is sent."""

    hex: Scanned | None


class Seen(Body):
    """What the kiosk's camera has read, or why there is none: the pictures stay in the page."""

    text: Scanned | None = None
    trouble: Literal["insecure", "denied", "missing"] | None = None


class Visit(Body):
    """A booked visit that has come: its code as typed, or all that a scanner read."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    key: Word | None = None


class Read(Body):
    """Words of the page to be heard, or a name as it will be called.

    `personal`: a name may be among the words, so that nothing of them is kept.
    """

    text: Annotated[str, StringConstraints(max_length=1200)] = ""
    personal: bool = False
    name: Annotated[str, StringConstraints(max_length=300)] | None = None
    language: Word = "vi"


class Holder(Body):
    """A slip once more, or the phone page's code; only who holds the ticket's token may ask."""

    token: Word


class SheetWish(Body):
    """A sheet of this procedure, or of the only one of this service; `token` of their ticket."""

    procedure: Word | None = None
    service: Word | None = None
    language: Word = "vi"
    token: Word | None = None
    key: Word | None = None


class Paper(Body):
    """Whether the ticket's last slip came out, an unsure one; only who holds its token may say."""

    token: Word
    printed: bool


def ticket_of(office: Office, token: str) -> Ticket:
    """Refused: `unknown_ticket`."""
    ticket = office.ticket_by_token(token)
    if ticket is None:
        raise Refused("unknown_ticket")
    return ticket
