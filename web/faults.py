"""Log lines for what was fenced off: where it broke, never with what; values may be personal."""

from __future__ import annotations

import logging
import traceback

log = logging.getLogger("goiso")


def fenced(what: str, error: BaseException) -> None:
    """Logs that `what` failed: the type and the places of the error, not its message."""
    log.error("%s failed: %s", what, where(error, 6))


def where(error: BaseException, frames: int = 1) -> str:
    """Its type and the innermost places: "ValueError at voices/pcm.py:36 read"."""
    found = reversed(traceback.extract_tb(error.__traceback__)[-frames:])
    places = " < ".join(f"{_short(f.filename)}:{f.lineno} {f.name}" for f in found)
    return f"{type(error).__name__} at {places}"


def _short(filename: str) -> str:
    return "/".join(filename.replace("\\", "/").split("/")[-2:])
