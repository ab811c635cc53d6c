"""What the screens show beside the calls, as lines of the journal: who, when, which; no words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from office.attendance import Attendance
from office.change import Change
from office.store import Tx
from office.ticket import By


class Showing(Attendance):
    """Pictures are put up in the evening too, so none of this asks for an open day."""

    def put_on_screens(self, kind: str, *, by: By, also: Callable[[Tx, int], None]) -> int:
        """The new item's id, which is its line in the journal; `also(tx, id)`."""
        item = 0

        def also_item(tx: Tx) -> None:
            also(tx, item)

        def act(c: Change) -> None:
            nonlocal item
            item = c.write("media_added", what=kind).seq

        self._attend(by, also_item, act)
        return item

    def change_on_screens(
        self,
        what: Literal["changed", "ordered", "removed"],
        item: int | None,
        *,
        by: By,
        also: Callable[[Tx], None],
    ) -> None:
        """`item`: None where it is the order of all."""
        self._attend(by, also, lambda c: c.write(f"media_{what}", item=item))
