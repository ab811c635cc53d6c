"""A counter's PC without a screen: it opens the page and posts what the page's keys post."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from hall import ROOT, HallClock

from office import By
from web.built import Built


@dataclass
class CounterPc:
    """The client of one counter of a wired office."""

    built: Built
    clock: HallClock
    counter: int

    def __post_init__(self) -> None:
        self.client = self.built.app.test_client()

    def get(self, query: str = "") -> Any:
        return self.client.get(f"/counter/{self.counter}{query}")

    def press(self, thing: str, *, at: int | None = None, **body: Any) -> tuple[int, Any]:
        """(status, JSON) of one POST, to another counter with `at`."""
        answer = self.client.post(f"/counter/{at or self.counter}/{thing}", json=body)
        return answer.status_code, answer.get_json()

    def take(self, letter: str, **wishes: Any) -> int:
        """A citizen takes a number; the ticket's id."""
        by = By(surface="kiosk")
        taken = self.built.parts.office.issue(self.service(letter), by=by, **wishes).ticket
        assert taken is not None
        return taken.id

    def called_twice(self) -> None:
        """The next is called twice, long enough ago to be absent."""
        assert self.press("calls")[0] == 201
        self.clock.ahead(seconds=20)
        assert self.press("recalls")[0] == 201
        self.clock.ahead(seconds=20)

    def service(self, letter: str) -> str:
        return next(s.id for s in self.built.parts.ward.services if s.letter == letter)

    def priority(self) -> str:
        return self.built.parts.ward.priorities[0].id

    def desk(self) -> dict[str, Any]:
        found = self.built.parts.live.snapshot(f"desk-{self.counter}")
        assert found is not None
        return found

    def words(self, query: str = "") -> dict[str, str]:
        """What the page's script is given to say."""
        page = self.get(query).get_data(as_text=True)
        found = re.search(r'<script type="application/json" id="words">(.*?)</script>', page, re.S)
        assert found is not None
        words: dict[str, str] = json.loads(found[1])
        return words

    def words_asked(self, *others: str) -> set[str]:
        """The ids that the scripts say literally, but for those `others`."""
        found = (ROOT / "counter" / "static").glob("*.js")
        scripts = [script for script in found if script.name not in others]
        said = [re.findall(r'\bsay\("(\w+)"', script.read_text("utf-8")) for script in scripts]
        return {word for words in said for word in words}
