"""The section `cards`: what a citizen's card, read at a kiosk, brings with it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from office.ward import Id, Part


class Cards(Part):
    """Whoever is `elderly_from` or older is offered the priority `elderly`, if there is one."""

    elderly_from: Annotated[int, Field(ge=50, le=120)] = 75
    elderly: Id | None = None
