"""The operators of all printers: called in with the server, sent home with it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from threading import Thread

from kiosk.line import load_escpos
from kiosk.operator import Operator
from kiosk.studio import Studio
from web.faults import fenced

FAREWELL = 4
"""Seconds that a slip being printed is waited for when the server stops."""
SETTLED = 5
"""Seconds after which a server has opened its pages, so that the artist takes no time from them."""


class Crew:
    """`work` runs for as long as the server. `cache`: for python-escpos; None where none is
    needed.
    """

    def __init__(self, operators: list[Operator], studio: Studio, cache: Path | None) -> None:
        self._operators = {operator.id: operator for operator in operators}
        self._studio = studio
        self._cache = cache
        self._unable = ""

    def at(self, printer: str | None) -> Operator | None:
        return self._operators.get(printer or "")

    def all(self) -> list[Operator]:
        return list(self._operators.values())

    @property
    def unable(self) -> str:
        """Why nobody can print; empty where they can."""
        return self._unable if sys.modules.get("escpos.printer") is None else ""

    def work(self) -> None:
        """Runs the operators; returns, and lets a slip come out to its end, when it is killed."""
        if self._cache:
            self._load(self._cache)
        threads = [Thread(target=each.run, daemon=True) for each in self.all()]
        for thread in threads:
            thread.start()
        try:
            if threads:
                threads[0].join(SETTLED)
                if threads[0].is_alive():
                    self._call_in()
            for thread in threads:
                thread.join()
        finally:
            self.stop()
            until = time.monotonic() + FAREWELL
            for thread in threads:
                thread.join(max(0, until - time.monotonic()))
            self._studio.close()

    def _call_in(self) -> None:
        """Without memory for the artist now, each slip tries again: nobody stops printing."""
        try:
            self._studio.open()
        except OSError as error:
            fenced("the artist", error)

    def stop(self) -> None:
        for operator in self.all():
            operator.stop()

    def rest(self, resting: bool) -> None:
        """No slip is begun while resting; the one that is being printed comes out to its end."""
        for operator in self.all():
            operator.rest(resting)

    def busy(self) -> bool:
        return any(operator.at_work for operator in self.all())

    def wake(self) -> None:
        for operator in self.all():
            operator.wake()

    def _load(self, cache: Path) -> None:
        """A full or read-only cache must not end those who print: they try again themselves."""
        try:
            load_escpos(cache)
        except Exception as error:  # noqa: BLE001 - a package may fail in its own ways
            fenced("python-escpos", error)
            self._unable = f"python-escpos: {type(error).__name__}"
