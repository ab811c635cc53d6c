"""How many sheets of procedures a kiosk prints, so that nobody empties the roll for fun."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from office.ward import Part


class Sheets(Part):
    """`seconds`: from one sheet of a kiosk to the next; `per_hour`: of a kiosk, at most.

    Those whom the guide prints for count, and are not refused.
    """

    seconds: Annotated[int, Field(ge=0, le=600)] = 10
    per_ticket: Annotated[int, Field(ge=1, le=20)] = 3
    per_hour: Annotated[int, Field(ge=1, le=600)] = 60
