"""Log lines for what was fenced off: where it broke, never with what; values may be personal."""

from __future__ import annotations

import logging
import traceback

log = logging.getLogger("goiso")


def fenced(what: str, error: BaseException) -> None:
    """Logs that `what` failed: the type and the places of the error, not its message."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(f"{_short(f.filename)}:{f.lineno} {f.name}" for f in reversed(frames))
    log.error("%s failed: %s at %s", what, type(error).__name__, places)


def _short(filename: str) -> str:
    return "/".join(filename.replace("\\", "/").split("/")[-2:])
