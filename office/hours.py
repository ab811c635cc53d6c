"""Opening hours as pure functions of local time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from office.ward import Service, Span, Ward

WHOLE_DAY = (Span(start=time(0), end=time(0)),)
LOOK_AHEAD = 60


def spans(ward: Ward, day: date) -> tuple[Span, ...]:
    return WHOLE_DAY if ward.always_open else ward.hours.on(day)


def bounds(span: Span, on: datetime) -> tuple[datetime, datetime]:
    """First moment and first moment after a span on the local day of `on`."""
    start = on.replace(hour=span.start.hour, minute=span.start.minute, second=0, microsecond=0)
    end = on.replace(hour=span.end.hour, minute=span.end.minute, second=0, microsecond=0)
    return start, end + timedelta(days=1) if span.end == time(0) else end


def issuing(ward: Ward, local: datetime) -> bool:
    """Whether numbers are given at this local time; closing stops issuing, not calling.

    They are given `Rules.issue_before` minutes before each sitting already, on its own day.
    """
    return any(
        _gives_from(ward, span, local) <= local < bounds(span, local)[1]
        for span in spans(ward, local.date())
    )


def opens_next(ward: Ward, local: datetime) -> int | None:
    """When numbers are next given after `local`, ms UTC; None: not within two months."""
    for days in range(LOOK_AHEAD):
        on = local + timedelta(days=days)
        for span in spans(ward, on.date()):
            start = _gives_from(ward, span, on)
            if start > local:
                return int(start.timestamp() * 1000)
    return None


def _gives_from(ward: Ward, span: Span, on: datetime) -> datetime:
    early = bounds(span, on)[0] - timedelta(minutes=ward.rules.issue_before)
    return max(early, on.replace(hour=0, minute=0, second=0, microsecond=0))


def last_closing(ward: Ward, local: datetime) -> datetime | None:
    """When the last sitting of that local day ends; None on a day without any."""
    ends = [bounds(span, local)[1] for span in spans(ward, local.date())]
    return max(ends, default=None)


def is_slot(ward: Ward, service: Service, local: datetime) -> bool:
    """Whether a bookable slot of the service starts at this local time."""
    if service.slots is None:
        return False
    for span in spans(ward, local.date()):
        start, end = bounds(span, local)
        step = timedelta(minutes=service.slots.minutes)
        if start <= local and local + step <= end and (local - start) % step == timedelta(0):
            return True
    return False
