"""Somebody at a kiosk who sees nothing, and all that was read to them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from guarded import until
from kioskpage import KioskPage

IS_SILENT = """async () => {
  const { isReading } = await import("/kiosk/static/aloud.js");
  return !isReading();
}"""


@dataclass
class Listener:
    """`asked`: the bodies of what the page had read, in order; `answered`: the statuses."""

    kiosk: KioskPage
    asked: list[dict[str, Any]] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.kiosk.page.on("response", self._note)

    def hears(self, *words: str) -> dict[str, Any]:
        """What was read last, once all these words are in it."""
        return self._waits(words, slice(-1, None))

    def heard(self, *words: str) -> dict[str, Any]:
        """The latest that has all these words, once there is one, whatever was read after it."""
        return self._waits(words, slice(None))

    def _waits(self, words: tuple[str, ...], among: slice) -> dict[str, Any]:
        found: list[dict[str, Any]] = []

        def come() -> bool:
            # An order to the page lets the browser's own events come in.
            self.kiosk.page.evaluate("0")
            told = self.asked[among]
            found[:] = [each for each in told if all(word in each["text"] for word in words)]
            return bool(found)

        assert until(come), f"{words} were not read: {self.asked}"
        return found[-1]

    def is_silent(self) -> bool:
        """Nothing is read or about to be."""
        return bool(self.kiosk.page.evaluate(IS_SILENT))

    def _note(self, answer: Any) -> None:
        if "/kiosk/readings" in answer.url:
            self.asked.append({"text": "", **json.loads(answer.request.post_data)})
            self.answered.append(answer.status)
