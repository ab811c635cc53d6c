"""The manners of the loudspeaker by the hour: when it keeps quiet, and how loud it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config import Loudness
    from office.ward import Span


def is_quiet(clock: time, quiet: Sequence[Span]) -> bool:
    return any(_holds(span, clock) for span in quiet)


def volume(clock: time, usual: int, hours: Sequence[Loudness]) -> int:
    """Per cent. The first hours that hold count; outside all of them the usual volume."""
    found = (each.percent for each in hours if any(_holds(span, clock) for span in each.hours))
    return next(found, usual)


def _holds(span: Span, clock: time) -> bool:
    """A span that ends at 00:00 lasts until midnight."""
    return span.start <= clock and (clock < span.end or span.end == span.end.min)
