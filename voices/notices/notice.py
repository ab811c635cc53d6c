"""A notice to the hall, and when it is spoken and how long it is shown. Pure: no clock here."""

from __future__ import annotations

from dataclasses import dataclass, replace

MINUTE = 60_000
# What should have been spoken longer ago is not spoken late. Ms.
RECENT = 60_000


@dataclass(frozen=True)
class Notice:
    """`id` is its line in the journal. Times are ms UTC.

    `texts`: {language: words as shown}, Vietnamese always; `zones` where it is shown and heard;
    `times` to be spoken (0: shown only), every `every` minutes, `told` of them done, the last one
    at `told_at`; `stays`: shown until it is taken down.
    """

    id: int
    texts: dict[str, str]
    zones: tuple[str, ...]
    at: int
    times: int
    every: int
    stays: bool
    officer: str | None = None
    told: int = 0
    told_at: int | None = None

    @property
    def next_at(self) -> int | None:
        """When it is to be spoken next; None when all of it is said."""
        if self.told >= self.times:
            return None
        return self.at + self.told * self.every * MINUTE

    def shown_until(self, shown: int) -> int | None:
        """When it leaves the screens, `shown` ms after it was last said; None: nobody knows yet."""
        if self.stays or self.next_at is not None:
            return None
        return max(self.at, self.told_at or 0) + shown

    def said(self, telling: int, now: int) -> Notice:
        """The telling of that number, from 1, has begun or is over, heard or not."""
        return replace(self, told=telling, told_at=now)

    def hushed(self, now: int) -> Notice:
        """No longer spoken; the screens show it as long as if it had been said now."""
        return replace(self, times=self.told, told_at=now)

    def caught_up(self, now: int) -> Notice:
        """Without the tellings that nobody was there to begin."""
        found = self
        while found.next_at is not None and found.next_at < now - RECENT:
            found = found.said(found.told + 1, found.next_at)
        return found
