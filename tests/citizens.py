"""Citizens at the kiosk, by their bodies: what each can see, reach or press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import zxingcpp
from fake_printer import FakePrinter, Paper
from kioskpage import KioskPage

FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow];
}"""
INK, GOLD = "rgb(20, 32, 47)", "rgb(242, 184, 46)"
# Every touch of the screen, counted by the page.
TOUCHES = (
    "addEventListener('pointerdown', () => (window.touches = (window.touches ?? 0) + 1), true)"
)


@dataclass
class Citizen:
    """Somebody at a kiosk whose printer is at hand."""

    kiosk: KioskPage
    printer: FakePrinter

    @property
    def page(self) -> Any:
        return self.kiosk.page

    def count_touches(self) -> None:
        self.page.evaluate(TOUCHES)

    def touches(self) -> int:
        return int(self.page.evaluate("window.touches"))

    def reads_the_slip(self, number: int = 1) -> str:
        """The number behind the code on the paper, as the citizen's phone shows it."""
        paper: Paper = self.printer.wait(number)[-1]
        assert paper.cut
        (code,) = zxingcpp.read_barcodes(paper.image.convert("L"))
        phone = self.kiosk.served.get("/t/" + code.text.rpartition("/")[2]).text
        shown = self.kiosk.number()
        assert f'aria-label="{shown}"' in phone
        return shown

    def keys(self, *pressed: str) -> None:
        """Presses keys one by one; what is focused by Tab must be seen to be."""
        for key in pressed:
            self.page.keyboard.press(key)
            if key.endswith("Tab"):
                self.sees_the_focus()

    def sees_the_focus(self) -> None:
        """4 px of ink and a gold ring outside."""
        style, width, colour, ring = self.page.evaluate(FOCUS)
        assert (style, width, colour) == ("solid", "4px", INK)
        assert ring.startswith(GOLD) and " 8px" in ring

    def tabs_to(self, words: str) -> None:
        """Tab until the key with these words is focused."""
        for _ in range(40):
            self.keys("Tab")
            if words in self.page.evaluate("document.activeElement.innerText"):
                return
        raise AssertionError(f"no key says {words}")
