"""In thử: a slip for nobody, which shows how the printer prints and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kiosk.bitmap import Bitmap
from kiosk.crew import Crew
from kiosk.job import Trial
from kiosk.memory import seen_to_print
from kiosk.printer import Printer
from kiosk.records import Trials
from kiosk.traits import Raster, Traits
from office import Refused
from web.faults import fenced

OTHER: dict[Raster, Raster] = {"raster": "column", "column": "raster"}


class TestPrint:
    """One test slip at a time for each printer, between two slips of citizens.

    `draw(printer, dots)` makes it, `now` is ms UTC, `changed` is told of every step.
    """

    def __init__(
        self,
        trials: Trials,
        crew: Crew,
        *,
        draw: Callable[[str, int], Bitmap],
        now: Callable[[], int],
        changed: Callable[[str], None],
    ) -> None:
        self._trials = trials
        self._crew = crew
        self._draw = draw
        self._now = now
        self._changed = changed

    def begin(self, printer: str, *, garbled: bool = False) -> Trial:
        """`garbled`: signs came where the picture should be, so the other way of sending one is
        tried. Refused: `unknown_printer`, `trial_under_way`.
        """
        operator = self._crew.at(printer)
        if operator is None:
            raise Refused("unknown_printer")
        last = self._trials.last(printer)
        if last and last.under_way:
            raise Refused("trial_under_way")
        trial = self._move(printer, "waiting")
        operator.send(partial(self._print, printer, garbled))
        return trial

    def seen(self, printer: str, came: bool) -> Trial:
        """What came of a test slip that the printer said nothing of. A second answer changes
        nothing. Refused: `unknown_printer`, also when nothing was ever tried.
        """
        operator, last = self._crew.at(printer), self._trials.last(printer)
        if operator is None or last is None:
            raise Refused("unknown_printer")
        if last.state != "unsure":
            return last
        if came and last.trouble is None:
            seen_to_print(operator.printer)
        return self._move(printer, "printed" if came else "failed", last.trouble)

    def _print(self, id: str, garbled: bool, printer: Printer) -> None:
        """In the operator's own time. A fault once it was begun leaves the slip unsure."""
        begun = False

        def begin() -> None:
            nonlocal begun
            begun = True
            self._move(id, "printing")

        if garbled:
            printer.traits = Traits(raster=OTHER[printer.traits.raster])
        try:
            sent = printer.probe(self._draw(id, printer.width), begin)
        except Exception as error:  # noqa: BLE001 - a device's fault is a state of the trial
            fenced(f"test slip at printer {id}", error)
            self._move(id, "unsure" if begun else "failed", "error")
        else:
            state = "refused" if sent.state == "queued" else sent.state
            self._move(id, state, sent.trouble)

    def _move(self, printer: str, state: str, trouble: str | None = None) -> Trial:
        trial = Trial(printer, state, self._now(), trouble)  # type: ignore[arg-type] # checked there
        self._trials.keep(trial)
        self._changed(printer)
        return trial
