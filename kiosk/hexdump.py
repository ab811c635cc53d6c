"""A scanner that types: only its hex dump can carry Vietnamese, for a keyboard has no such keys."""

from __future__ import annotations

import re

_BYTES = re.compile(r"(?:[0-9A-Fa-f]{2})+")


def decoded(hex: str) -> str | None:
    """The UTF-8 text whose bytes were typed, `31 7C` or `317c`; None where it is none."""
    packed = "".join(hex.split())
    return text(bytes.fromhex(packed)) if _BYTES.fullmatch(packed) else None


def text(scanned: bytes) -> str | None:
    """What a scanner sent, which must be UTF-8."""
    try:
        return scanned.decode("utf-8")
    except UnicodeDecodeError:
        return None
