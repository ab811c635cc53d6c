"""A wired office, ready to be served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from flask import Flask
from flask_socketio import SocketIO

from web.guard import Guard
from web.parts import Parts


class Worker(Protocol):
    """Who does what a person sees or hears happen: it can be asked to end that, and begin no more.

    `busy` is whether something is under way; after `rest(False)` it goes on as before.
    """

    def rest(self, resting: bool) -> None: ...

    def busy(self) -> bool: ...


@dataclass(frozen=True)
class Built:
    """A wired office. `work` are the jobs that run beside the requests, each in a greenlet.

    `workers`, the one that may take longest first: the others go on while it is waited for.
    `key` is the command line's; `moved_from` the last start's address, if it was another.
    """

    app: Flask
    socketio: SocketIO
    parts: Parts
    work: tuple[Callable[[], None], ...]
    stop: Callable[[], None]
    guard: Guard
    key: str
    moved_from: str | None
    workers: tuple[Worker, ...]
