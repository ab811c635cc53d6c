"""YAML read as it is written: every scalar is text, every place knows its line."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

Place = tuple[str | int, ...]
Tree = str | list["Tree"] | dict[str, "Tree"]

LARGEST = 256 * 1024
DEEPEST = 12
_REFUSED = "refused"
_NO_BREAK = "a no-break space stands here; use plain spaces"


class ConfigMistakes(Exception):  # noqa: N818 (it holds many, and is said so everywhere)
    """Everything that is wrong with a configuration. `lines`: one sentence each, in file order."""

    def __init__(self, source: Path, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join([f"{source}:", *(f"  {line}" for line in lines)]))


class Written:
    """What a file says, and the mistakes found in it so far.

    `tree` holds only text, lists and mappings. A key with nothing written after it is left out
    of the tree, so that its default holds. At most one mistake is kept for each place.
    """

    def __init__(self) -> None:
        self.tree: Tree = {}
        self._lines: dict[Place, int] = {(): 1}
        self._mistakes: dict[Place, tuple[int, str]] = {}

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

    def empty(self) -> list[Place]:
        """The keys with nothing written after them."""
        return [place for place in self._lines if self.at(place) is None]

    def note(self, place: Place, sentence: str, line: int | None = None) -> None:
        self._mistakes.setdefault(place, (line or self.line(place), sentence))

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
        return words or "the file"

    def lines(self) -> list[str]:
        ordered = sorted(self._mistakes.values(), key=lambda mistake: mistake[0])
        return [f"line {line}: {sentence}" for line, sentence in ordered]


def shorten(value: object) -> str:
    """A value for the middle of a sentence: one line, at most 60 characters."""
    if isinstance(value, list):
        value = "[" + ", ".join(shorten(item) for item in value[:8]) + "]"
    elif isinstance(value, dict):
        value = "{" + ", ".join(f"{key}: …" for key in list(value)[:8]) + "}"
    text = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return text if len(text) <= 60 else text[:59] + "…"


def did_you_mean(value: str, known: list[str]) -> str:
    """` Did you mean "x"?` when one of `known` is near to `value`; else nothing."""
    folded = {word.casefold(): word for word in known[:200]}
    near = get_close_matches(value.casefold()[:60], list(folded), n=1, cutoff=0.6)
    return f' Did you mean "{folded[near[0]]}"?' if near else ""


def read(data: bytes) -> Written:
    """Read a whole file. Never raises for what is in it: see the mistakes of the answer."""
    written = Written()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        written.note((), "this is not UTF-8 text. Save the file again as UTF-8.", line)
        return written
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except (yaml.YAMLError, ValueError, OverflowError) as fault:
        # ValueError and OverflowError: PyYAML lets them out for escapes such as "\UFFFFFFFF".
        written.note((), *_broken(fault, text))
        node = None
    for number, (line, sentence) in enumerate(loader.refused if loader else ()):
        written.note((_REFUSED, number), sentence, line)
    if isinstance(node, yaml.MappingNode):
        written.tree = _mapping(node, (), written)
    elif node is not None:
        written.note((), "the file must hold keys with values, such as office:, hours:.")
    elif not written.lines():
        written.note((), "the file is empty. Copy the config.yaml of the program and change it.")
    return written


class _Loader(yaml.BaseLoader):
    """Composes nodes; what a plain file of settings does not need is refused with its line."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.refused: list[tuple[int, str]] = []
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        start: Any = event.start_mark
        line = start.line + 1
        if isinstance(event, yaml.AliasEvent):
            self.get_event()  # type: ignore[no-untyped-call]
            sentence = f'"*{event.anchor}" points to another place; write the value out here.'
            return yaml.ScalarNode(_REFUSED, sentence, start, start)
        if event.anchor:
            self.refused.append((line, f'"&{event.anchor}" is not used here; leave it out.'))
            event.anchor = None
        if event.tag:
            self.refused.append((line, f'the tag "{shorten(event.tag)}" is not used here.'))
            event.tag = None
        if self._depth == DEEPEST:
            raise yaml.MarkedYAMLError(
                problem=f"lists and keys stand more than {DEEPEST} deep",
                problem_mark=event.start_mark,
            )
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _broken(fault: Exception, text: str) -> tuple[str, int]:
    """A sentence for a file that is no YAML, and the line."""
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(fault, "problem", None) or "an impossible character is written here"
    if isinstance(fault, yaml.reader.ReaderError):
        line = text.count("\n", 0, fault.position) + 1
        problem = f"the character U+{fault.character:04X} may not stand in this file"
    there = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    if "\t" in there:
        problem = "a tab stands here; use spaces"
    elif "\xa0" in there:
        problem = _NO_BREAK
    elif "mapping values" in problem:
        problem = 'a second ": " stands here; put the text in quotes, or start a new line'
    elif "another document" in problem:
        problem = 'a second document begins here; remove the line "---"'
    return f"{problem}. Until this is right, the rest cannot be read.", line


def _mapping(node: yaml.MappingNode, place: Place, written: Written) -> dict[str, Tree]:
    mapping: dict[str, Tree] = {}
    for key_node, value in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            written.note((*place, "?"), "a key must be one word, not a list or keys.", line)
            continue
        key = unicodedata.normalize("NFC", key_node.value)
        inner = (*place, key)
        if key == "<<":
            written.note(inner, '"<<" is not used here; write the keys out.', line)
        elif key_node.tag == _REFUSED:
            written.note(inner, key, line)
        elif "\xa0" in key:
            written.note(inner, f"{_NO_BREAK}.", line)
        elif written.is_written(inner):
            first = written.line(inner)
            sentence = f"{written.name(inner)} is written twice, in line {first} and line {line}."
            written.note((*inner, "again"), sentence, line)
        else:
            written.mark(inner, line)
            if (read_value := _value(value, inner, written)) is not None:
                mapping[key] = read_value
    return mapping


def _value(node: yaml.Node, place: Place, written: Written) -> Tree | None:
    """What a node says; None when nothing is written, or what is written was refused."""
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, written)
    if isinstance(node, yaml.SequenceNode):
        items: list[Tree] = []
        for number, item in enumerate(node.value):
            inner = (*place, number)
            written.mark(inner, item.start_mark.line + 1)
            read_item = _value(item, inner, written)
            if read_item is None:
                written.note(inner, f"{written.name(inner)} is empty; write it or remove it.")
            items.append("" if read_item is None else read_item)
        return items
    assert isinstance(node, yaml.ScalarNode)
    if node.tag == _REFUSED:
        written.note(place, node.value)
        return None
    text = unicodedata.normalize("NFC", node.value)
    for sign in text:
        if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            sentence = f"holds the invisible character U+{ord(sign):04X}; remove it."
            written.note(place, f"{written.name(place)} {sentence}")
            break
    return None if not text and node.style is None else text
