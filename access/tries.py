"""Failures of one person from one device. Guessing gets slow; nobody is locked out by others.

Paired machines are counted each by itself. All unknown ones share one small budget a person, so
that guessing from a hundred phones is no faster, and it is not the paired machine that waits.
"""

from __future__ import annotations

from access.records import Records, Try
from office import Refused

FREE = 5
FIRST_WAIT, LONGEST_WAIT = 30_000, 15 * 60_000
STRANGERS = -1
STRANGER_FREE = 5
STRANGER_WAIT = 15 * 60_000
"""After its five a stranger's budget gives one more each quarter of an hour."""


class Tries:
    """Counted before the secret is looked at, so that many at once count as many."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._known = {(each.person, each.device): each for each in records.all(Try)}

    def begin(self, person: int, device: int, now: int) -> None:
        """Refused: `too_many_tries` with `at`, ms UTC, when one more is free."""
        before = self._known.get((person, device)) or Try(person, device, 0, 0)
        at = before.last_at + pause(before)
        if before.failed and now < at:
            raise Refused("too_many_tries", at=at)
        self._keep(Try(person, device, before.failed + 1, now))

    def succeeded(self, person: int, device: int, now: int) -> None:
        if (person, device) in self._known:
            self._keep(Try(person, device, 0, now))

    def of(self, person: int) -> list[Try]:
        """With failures since the last success, by device."""
        return [each for each in self._known.values() if each.person == person and each.failed]

    def forgive(self, person: int) -> None:
        self._records.forget(person)
        self._known = {key: each for key, each in self._known.items() if key[0] != person}

    def _keep(self, each: Try) -> None:
        self._known[each.person, each.device] = each
        self._records.keep(each)


def pause(tries: Try) -> int:
    """ms after the last failure before one more is taken."""
    if tries.device == STRANGERS:
        return 0 if tries.failed < STRANGER_FREE else STRANGER_WAIT
    doublings = tries.failed - FREE
    return 0 if doublings < 0 else min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(doublings, 10))
