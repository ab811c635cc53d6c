"""How a program is let in: a code in its terminal, until the manager accepts it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from paired.link import Away, Link

ASK_AGAIN = 2.0


def read_token(file: Path) -> str:
    """Empty where this program was never let in."""
    return file.read_text("ascii").strip() if file.exists() else ""


def write_token(file: Path, token: str) -> None:
    """Readable by its owner only. Raises OSError."""
    passing = file.with_suffix(".part")
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(token + "\n")
    os.replace(passing, file)


def claim(link: Link) -> str | None:
    """ "waiting", "accepted" or "over"; None where the server does not say. Raises Away."""
    return link.post("/devices/claims", {"kind": link.kind}).said.get("state")


def pair(link: Link, place: str, over: Event, show: Callable[[dict[str, Any]], None]) -> bool:
    """Until it is accepted, which gives the link its token, or `over`: whether it is.

    `show` is given each code: {code, words, address, left_ms}. Raises Away.
    """
    link.token = ""
    state: str | None = "over"
    while not over.is_set():
        if state != "waiting":
            asks = link.post("/devices/asks", {"kind": link.kind, "place": place})
            if asks.refused:
                raise Away(str(asks.said.get("message", "the server gives no code")))
            show(asks.said)
        state = claim(link)
        if state == "accepted":
            given = {each.name: each.value or "" for each in link.cookies}
            link.token = given.get(f"goiso_{link.kind}", "")
            return True
        over.wait(ASK_AGAIN)
    return False
