"""What is said between the calls: notices, and tests of a loudspeaker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from office import Office
from voices.hall import RECENT, Hall
from voices.words import Told
from voices.zone import Call


class Asides:
    """`is_quiet(at)`: whether nothing is heard at that time; `wake()` has the announcer look."""

    def __init__(
        self,
        office: Office,
        hall: Hall,
        is_quiet: Callable[[int], bool],
        wake: Callable[[], None],
    ) -> None:
        self._office = office
        self._hall = hall
        self._is_quiet = is_quiet
        self._wake = wake
        self._last = 0

    def troubles(self, zones: Iterable[str]) -> dict[str, list[str]]:
        """Why nobody would hear it in these zones: "quiet" hours, "muted", no "speaker" there."""
        quiet = self._is_quiet(self._office.now())
        known = {zone: self._hall.zones[zone] for zone in zones if zone in self._hall.zones}
        return {
            zone: [
                why
                for why, holds in (
                    ("quiet", quiet),
                    ("muted", there.muted),
                    ("speaker", not there.pages),
                )
                if holds
            ]
            for zone, there in known.items()
        }

    def tell(self, zones: Sequence[str], said: Told, ticket: int) -> dict[str, int | str]:
        """Have it said as soon as the calls before it are; `ticket` is below 0 and its own.

        {zone: the seq that `states` knows it by there, or the first of its troubles}
        """
        at = self._office.now()
        self._last = seq = min(self._last - 1, -at)
        found: dict[str, int | str] = {}
        for zone, why in self.troubles(zones).items():
            found[zone] = why[0] if why else seq
            if not why:
                self._hall.zones[zone].add(Call(seq, at, ticket, said), RECENT)
        self._wake()
        return found
