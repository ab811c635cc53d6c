"""An officer at a real browser: presses keys and reads what the desk shows."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from hall import Pages, Served

QUICK = {
    "rules.recall_gap": "0",
    "rules.min_calls": "1",
    "rules.absent_after": "0",
    "rules.arrival_floor": "0",
}
# For tests that are not about paper: drawing it is work.
PAPERLESS = {"kiosks.0.printer": "", "printers": []}
BOUNCE_SECONDS = 0.3
SECONDS = 10


@dataclass
class DeskPage:
    """The page of one counter. Every answer is waited for; nothing is clicked."""

    pages: Pages
    served: Served
    counter: int = 1
    size: tuple[int, int] = (1366, 768)
    query: str = ""
    page: Any = field(init=False)

    def __post_init__(self) -> None:
        url = f"{self.served.page}/counter/{self.counter}{self.query}"
        self.page = self.pages.open(url, *self.size)
        self.page.wait_for_selector("html[data-live=up]")

    def keys(self, *names: str) -> None:
        """Presses keys one after the other; an Enter is far enough from the one before."""
        for name in names:
            if name in ("Enter", "+"):
                time.sleep(BOUNCE_SECONDS)
            self.page.keyboard.press(name)

    def types(self, text: str) -> None:
        self.page.keyboard.type(text)

    def shows(self, part: str, text: str) -> None:
        """Waits until the part of the page says `text`."""
        found = self.page.locator(f'[data-part="{part}"]', has_text=text)
        found.first.wait_for(state="visible", timeout=SECONDS * 1000)

    def number(self, label: str) -> None:
        """Waits until this number is the one at the counter."""
        number = self.page.locator(f'[data-part="number"][aria-label="{label}"]')
        number.wait_for(state="visible", timeout=SECONDS * 1000)

    def vacant(self) -> None:
        self.page.locator("[data-vacant]").wait_for(timeout=SECONDS * 1000)

    def lists(self, name: str, *labels: str) -> None:
        """Waits until the list (waiting, held, missed, served) is exactly this."""
        until = time.monotonic() + SECONDS
        while (found := self.listed(name)) != list(labels) and time.monotonic() < until:
            time.sleep(0.05)
        assert found == list(labels)

    def listed(self, name: str) -> list[str]:
        labels = "numbers => numbers.map((number) => number.getAttribute('aria-label'))"
        found: list[str] = self.page.eval_on_selector_all(f'[data-part="{name}"] .num', labels)
        return found

    def asks(self, title: str) -> None:
        """Waits until a panel with this heading has the keyboard."""
        self.page.locator(".ask h2", has_text=title).wait_for(timeout=SECONDS * 1000)

    def asks_nothing(self) -> None:
        self.page.locator(".ask").wait_for(state="hidden", timeout=SECONDS * 1000)

    def places(self) -> dict[str, Any]:
        """Where each key stands."""
        return {
            key.get_attribute("data-move") or "smart": key.bounding_box()
            for key in self.page.locator("[data-move], [data-part=smart]").all()
        }


def take(served: Served, service: str = "chung-thuc", **wishes: Any) -> str:
    """A citizen takes a number at the kiosk; its label."""
    answer = served.post("/kiosk/tickets", {"service": service, **wishes})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["ticket"]["label"])
