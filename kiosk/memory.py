"""Remembers over a restart what each printer was found to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from kiosk.printer import Printer
from kiosk.records import Known
from kiosk.traits import Traits

if TYPE_CHECKING:
    from config import Printer as Described


class Memory:
    """A printer that is described otherwise in the settings is another printer."""

    def __init__(self, known: Known, described: tuple[Described, ...]) -> None:
        self._known = known
        self._joined = {each.id: each.model_dump_json() for each in described}
        self._kept: dict[str, Traits | None] = {}

    def of(self, printer: str) -> Traits | None:
        """None: nothing is known of it, or nothing that this version understands."""
        kept = self._known.of(printer, self._joined[printer])
        try:
            self._kept[printer] = Traits.model_validate_json(kept) if kept else None
        except ValidationError:
            self._kept[printer] = None
        return self._kept[printer]

    def keep(self, printer: str, traits: Traits) -> None:
        if traits != (self._kept.get(printer) or Traits()):
            self._kept[printer] = traits
            self._known.keep(printer, self._joined[printer], traits.model_dump_json())


def seen_to_print(printer: Printer) -> None:
    """Somebody saw the paper of a slip that the printer said nothing about.

    One that used to give its word is another printer now: it is learned anew.
    """
    if printer.traits.fence in ("ident", "sensor"):
        printer.traits = Traits(raster=printer.traits.raster)
    else:
        printer.trust()
