"""A citizen at a real kiosk: touches what is there, types, reads the number."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from hall import Pages, Served

PORTRAIT = (1080, 1920)
LANDSCAPE = (1920, 1080)
SMALL = (1366, 768)


@dataclass
class KioskPage:
    """The page of one kiosk, once it is connected."""

    pages: Pages
    served: Served
    size: tuple[int, int] = PORTRAIT
    query: str = ""
    touch: bool = True
    base: str = ""
    page: Any = field(init=False)

    def __post_init__(self) -> None:
        url = f"{self.base or self.served.page}/kiosk/{self.query}"
        self.page = self.pages.open(url, *self.size, has_touch=self.touch)
        self.page.wait_for_selector("html[data-live=up]")

    def press(self, choice: str) -> None:
        """Touches the element, or clicks it where there is no touch screen."""
        target = self.page.locator(choice).filter(visible=True).first
        target.tap() if self.touch else target.click()

    def choose(self, service: str = "chung-thuc") -> None:
        self.press(f"[data-service={service}]")

    def spell(self, *keys: str) -> None:
        """Touches keys of the screen keyboard: letters, or a tone by its name ("huyen")."""
        for key in keys:
            kind = "tone" if len(key) > 1 else "sign"
            self.press(f'#board [data-{kind}="{key}"]')

    def by_name(self) -> None:
        """Chooses to be called by name, being 16 or older; asked for the age once."""
        self.press("#by-name")
        if self.page.locator("#age[open]").count():
            self.press("[data-do=adult]")

    def number(self) -> str:
        """The number shown, as soon as it is."""
        return str(self.page.locator("#number #label .num").get_attribute("aria-label"))

    def screen(self) -> str:
        return str(self.page.locator("main .screen:not([hidden])").get_attribute("id"))

    def paper(self) -> Any:
        return self.page.locator("#paper > :not([hidden])")

    def focus(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))

    def see(self, words: str) -> None:
        self.page.get_by_text(words).filter(visible=True).first.wait_for(timeout=15_000)

    def waiting(self, service: str = "chung-thuc") -> int:
        """How many the server says are waiting."""
        html = self.served.get("/kiosk/").text
        facts = json.loads(re.findall(r'id="facts">(.*?)</script>', html, re.S)[0])
        return next(int(s["waiting"]) for s in facts["services"] if s["id"] == service)
