"""Notices to the hall as lines of the journal: who, when, how long, where; never their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from office.change import Change
from office.days import Days
from office.store import Tx
from office.ticket import By


class Noticing(Days):
    """The words are the loudspeaker's and wiped with the names; `also` adds or takes its row."""

    def put_up(
        self,
        length: int,
        zones: Sequence[str],
        *,
        by: By,
        times: int,
        also: Callable[[Tx, int], None],
        chosen: str | None = None,
    ) -> int:
        """The notice's id, which is its line in the journal; `also(tx, id)`.

        `length` in letters; `times` it is to be spoken; `chosen`: its id in the settings.
        Refused: `day_closed`.
        """
        notice = 0

        def act(c: Change) -> None:
            nonlocal notice
            notice = c.write(
                "notice_up", length=length, zones=list(zones), times=times, chosen=chosen
            ).seq
            also(c.tx, notice)

        self._do(by, None, [], act)
        return notice

    def take_down(self, notice: int, *, by: By, also: Callable[[Tx], None]) -> None:
        """Refused: `day_closed`, when nothing is up."""

        def act(c: Change) -> None:
            c.write("notice_down", notice=notice)
            also(c.tx)

        self._do(by, None, [], act)

    def hush(self, notice: int, *, by: By, also: Callable[[Tx], None]) -> None:
        """It stays on the screens and is no longer spoken. Refused: `day_closed`."""

        def act(c: Change) -> None:
            c.write("notice_hushed", notice=notice)
            also(c.tx)

        self._do(by, None, [], act)
