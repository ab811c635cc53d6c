"""Which settings a page was made from: a page of another edition makes itself anew."""

from __future__ import annotations

import hashlib

from config import Config
from web.version import version

LENGTH = 12


def edition(config: Config) -> str:
    """A short mark of the program's version and everything in the settings."""
    whole = f"{version()}\n{config.model_dump_json(by_alias=True)}"
    return hashlib.sha256(whole.encode()).hexdigest()[:LENGTH]
