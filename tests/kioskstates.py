"""Every state of the kiosk's page, shown by the page's own code, so that all can be measured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kioskpage import KioskPage

STATES = Path(__file__).with_name("kioskstates.js").read_text("utf-8")
MODES: dict[str, dict[str, bool]] = {
    "plain": {},
    "large": {"large": True},
    "low": {"low": True},
    "large and low": {"large": True, "low": True},
}


@dataclass
class States:
    """`show` puts the page into one of `names`."""

    kiosk: KioskPage

    def __post_init__(self) -> None:
        self.page: Any = self.kiosk.page
        self.page.emulate_media(reduced_motion="reduce")
        self.names: list[str] = self.page.evaluate(STATES)

    def show(self, state: str, mode: str) -> None:
        how = {"large": False, "low": False, **MODES[mode]}
        self.page.evaluate("([state, how]) => show(state, how)", [state, how])

    def speak(self, language: str) -> None:
        self.page.evaluate("speak", language)
