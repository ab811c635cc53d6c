"""The section `media`: how large what the screens show may be, and how long each is shown."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from office.ward import Part


class Media(Part):
    """MB of one file and of all that are kept; seconds of a picture, text or page."""

    largest_mb: Annotated[int, Field(ge=1, le=2000)] = 300
    total_mb: Annotated[int, Field(ge=10, le=100_000)] = 3000
    seconds: Annotated[int, Field(ge=3, le=600)] = 12
