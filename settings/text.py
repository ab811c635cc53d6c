"""What a settings file says, place by place, and the mistakes found in it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from settings.said import NOTHING, Said

Place = tuple[str | int, ...]
Tree = str | list["Tree"] | dict[str, "Tree"]

LARGEST = 256 * 1024
_YES = {"yes", "true", "on", "y", "t", "1"}


class ConfigMistakes(Exception):  # noqa: N818 (it holds many, and is said so everywhere)
    """Everything that is wrong with a configuration. `lines`: one sentence each, in file order.

    As text: under the file's name each sentence in Vietnamese, and below it in English.
    """

    def __init__(self, source: Path, lines: list[Said]) -> None:
        self.lines = lines
        told = [f"  {line.vietnamese}\n    {line.english}" for line in lines]
        super().__init__("\n".join([f"{source}:", *told]))


class Written:
    """What a file says, and the mistakes found in it so far.

    `tree` holds only text, lists and mappings. A key with nothing written after it is left out
    of the tree, so that its default holds. At most one mistake is kept for each place.
    """

    def __init__(self) -> None:
        self.tree: Tree = {}
        self._lines: dict[Place, int] = {(): 1}
        self._mistakes: dict[Place, tuple[int, Said]] = {}

    def mark(self, place: Place, line: int) -> None:
        self._lines[place] = line

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it that is written."""
        while place not in self._lines:
            place = place[:-1]
        return self._lines[place]

    def is_broken(self) -> bool:
        """True when the file as a whole could not be read."""
        return () in self._mistakes

    def is_written(self, place: Place) -> bool:
        return place in self._lines

    def at(self, place: Place) -> Tree | None:
        found: Tree | None = self.tree
        for step in place:
            if isinstance(found, dict) and isinstance(step, str):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found

    def texts(self) -> list[tuple[Place, str]]:
        """Every text of the file and its place."""
        found = ((place, self.at(place)) for place in self._lines)
        return [(place, value) for place, value in found if isinstance(value, str)]

    def items(self, section: str) -> Iterator[tuple[Place, dict[str, Tree]]]:
        """Every item of a list of mappings and its place."""
        items = self.at((section,))
        for number, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict):
                yield (section, number), item

    def words(self, place: Place) -> list[tuple[Place, str]]:
        """The texts of the list at `place`, or the one text that stands there."""
        value = self.at(place)
        if isinstance(value, list):
            return [((*place, n), item) for n, item in enumerate(value) if isinstance(item, str)]
        return [(place, value)] if isinstance(value, str) else []

    def empty(self) -> list[Place]:
        """The keys with nothing written after them."""
        return [place for place in self._lines if self.at(place) is None]

    def note(self, place: Place, said: Said, line: int | None = None) -> None:
        """Keep a mistake of the file, unless one of the same place is known."""
        self._mistakes.setdefault(place, (line or self.line(place), said))

    def tell(self, place: Place, vietnamese: str, english: str, **facts: object) -> None:
        """`note` of a sentence with {name}, that of the place, and `facts` in braces."""
        facts["name"] = self.name(place)
        self.note(place, Said(vietnamese.format(**facts), english.format(**facts)))

    def name(self, place: Place) -> str:
        """The place as a person reads it: `services[ho-tich].letter`, `hours.mon[2]`."""
        words = ""
        for end, step in enumerate(place, 1):
            if isinstance(step, int):
                item = self.at(place[:end])
                known = item.get("id") if isinstance(item, dict) else None
                words += f"[{shorten(known) if isinstance(known, str) else step + 1}]"
            else:
                key = shorten(step) or '""'
                words += f".{key}" if words else key
        return words or "config.yaml"

    def lines(self) -> list[Said]:
        ordered = sorted(self._mistakes.values(), key=lambda mistake: mistake[0])
        return [Said(f"dòng {line}: ", f"line {line}: ").then(said) for line, said in ordered]


def is_on(item: dict[str, Tree], key: str) -> bool:
    return str(item.get(key, "")).casefold() in _YES


def shorten(value: object) -> str:
    """A value for the middle of a sentence: one line, at most 60 characters."""
    if isinstance(value, list):
        value = "[" + ", ".join(shorten(item) for item in value[:8]) + "]"
    elif isinstance(value, dict):
        value = "{" + ", ".join(f"{key}: …" for key in list(value)[:8]) + "}"
    text = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return text if len(text) <= 60 else text[:59] + "…"


def did_you_mean(value: str, known: list[str]) -> Said:
    """` Did you mean "x"?` when one of `known` is near to `value`; else nothing."""
    folded = {word.casefold(): word for word in known[:200]}
    near = get_close_matches(value.casefold()[:60], list(folded), n=1, cutoff=0.6)
    guess = folded[near[0]] if near else ""
    return Said(f' Có phải "{guess}"?', f' Did you mean "{guess}"?') if near else NOTHING
