"""Taking a number: by a citizen at the kiosk, or by a guide for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask.typing import ResponseReturnValue as Answer

from kiosk.answers import given
from kiosk.names import tidy
from kiosk.page import kiosk_asked
from office import By, Ticket, Tx
from web.parts import Parts

if TYPE_CHECKING:
    from kiosk.posts import Wish
    from kiosk.press import Press


def take(parts: Parts, press: Press, wish: Wish, place: str | None, by: By) -> Answer:
    """The number is committed with its print job at the kiosk `place`, and printed afterwards.

    Raises `BadName` and Refused.
    """
    kiosk = kiosk_asked(parts.config, place)
    name = None if wish.name is None else tidy(wish.name, parts.ward.not_aloud)

    def also(tx: Tx, ticket: Ticket) -> None:
        press.job(tx, ticket, kiosk.id)

    taken = parts.office.issue(**wish.told(name), by=by, also=also)
    press.crew.wake()
    return given(parts, press, taken)
