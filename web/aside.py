"""Calls that wait for a disk, or in a library's C code, made in a thread beside the server's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from gevent import get_hub

T = TypeVar("T")


def aside(call: Callable[[], T]) -> T:
    """What `call` returns or raises."""
    found: list[T] = []
    errors: list[Exception] = []

    def kept() -> None:
        # An error that leaves a thread of the hub would be written to the log as well.
        try:
            found.append(call())
        except Exception as error:  # noqa: BLE001 - raised again below
            errors.append(error)

    get_hub().threadpool.apply(kept)
    if errors:
        raise errors[0]
    return found[0]
