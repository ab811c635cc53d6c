"""What the terminal of a kiosk's computer shows until the manager lets it in."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import segno

import bootstrap
from paired import pairing
from paired.link import Link


def pair(link: Link, kiosk: str, over: Event, tell: Callable[[str], None] = bootstrap.tell) -> bool:
    """Whether it was accepted before it was stopped. Raises Away."""

    def show(asks: dict[str, Any]) -> None:
        address = f"{link.server.partition('://')[0]}://{asks['address']}"
        words = " ".join(asks["words"])
        tell(f"Mã của máy này · This computer's code:  {asks['code']}   ({words})")
        tell(f"Phụ trách mở {address} và chấp nhận · The manager accepts it there.")
        segno.make(f"{address}?code={asks['code']}", error="l", micro=False).terminal(compact=True)

    accepted = pairing.pair(link, kiosk, over, show)
    if accepted:
        tell("Máy này đã được chấp nhận. · This computer has been let in.")
    return accepted
