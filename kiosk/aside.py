"""Calls of pyserial, which waits in C on Windows and by select elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from web.aside import aside

T = TypeVar("T")
BLOCKS = sys.platform == "win32"


def at_port(call: Callable[[], T]) -> T:
    """As `aside` where the server would stand still meanwhile."""
    return aside(call) if BLOCKS else call()
