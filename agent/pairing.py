"""How this computer is let in: a code in the terminal, until the manager accepts it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

import segno

import bootstrap
from agent.link import Away, Link

ASK_AGAIN = 2.0
COOKIE = "goiso_kiosk"


def read_token(file: Path) -> str:
    """Empty where this computer was never let in."""
    return file.read_text("ascii").strip() if file.exists() else ""


def write_token(file: Path, token: str) -> None:
    """Readable by its owner only. Raises OSError."""
    passing = file.with_suffix(".part")
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(token + "\n")
    os.replace(passing, file)


def pair(link: Link, kiosk: str, over: Event, tell: Callable[[str], None] = bootstrap.tell) -> str:
    """The token of this computer, once it was accepted; empty when it was stopped before.

    Raises Away.
    """
    code = ""
    while not over.is_set():
        if not code:
            code = _ask(link, kiosk, tell)
        told = link.post("/devices/claims", {"kind": "kiosk"}) or {}
        if told.get("state") == "accepted":
            tell("Máy này đã được chấp nhận. · This computer has been let in.")
            return next((each.value or "" for each in link.cookies if each.name == COOKIE), "")
        if told.get("state") == "over":
            code = ""
        over.wait(ASK_AGAIN)
    return ""


def _ask(link: Link, kiosk: str, tell: Callable[[str], None]) -> str:
    asks = link.post("/devices/asks", {"kind": "kiosk", "place": kiosk})
    if asks is None:
        raise Away("the server gives this computer no code")
    tell(f"Mã của máy này · This computer's code:  {asks['code']}   ({' '.join(asks['words'])})")
    tell(f"Phụ trách mở http://{asks['address']} và chấp nhận · The manager accepts it there.")
    segno.make(
        f"{link.server}/manager/devices?code={asks['code']}", error="l", micro=False
    ).terminal(compact=True)
    return str(asks["code"])
