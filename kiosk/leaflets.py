"""The office's leaflets, <data>/procedures: read when they are asked for, whoever just wrote them.

A file is `<procedure>.<language>.md`, as `ket-hon.vi.md`; a procedure whose id is a service's
belongs to that service, another one says `service: id` in its first lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kiosk.procedure import Leaflet, NotALeaflet, read

NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z]{2,3})\.md")
MOST = 500
"""Files of one office: what is beyond is not looked at."""
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Offered:
    """A procedure whose sheet can be printed; `lang` is the language of its leaflet."""

    id: str
    service: str
    title: str
    lang: str
    leaflet: Leaflet


class Leaflets:
    """`services`: the ids that a leaflet may belong to. A file is parsed anew when it changed."""

    def __init__(self, folder: Path, services: Collection[str]) -> None:
        self._folder = folder
        self._services = services
        self._known: dict[str, tuple[Stamp, Leaflet | NotALeaflet]] = {}

    def offered(self, language: str) -> list[Offered]:
        """By title. One that is not written in `language` is offered in Vietnamese."""
        found: dict[str, dict[str, Leaflet]] = {}
        for name, leaflet in self._read().items():
            named = NAME.fullmatch(name)
            if named and isinstance(leaflet, Leaflet):
                found.setdefault(named[1], {})[named[2]] = leaflet
        offered = [self._offer(id, leaflets, language) for id, leaflets in found.items()]
        return sorted(offered, key=lambda each: (each.title, each.id))

    def faults(self) -> list[tuple[Path, NotALeaflet]]:
        """What is no leaflet, and why; by name."""
        return [
            (self._folder / name, found)
            for name, found in self._read().items()
            if isinstance(found, NotALeaflet)
        ]

    def _offer(self, id: str, leaflets: dict[str, Leaflet], language: str) -> Offered:
        lang = next(each for each in (language, "vi", *sorted(leaflets)) if each in leaflets)
        service = leaflets.get("vi", leaflets[lang]).service or id
        return Offered(id, service, leaflets[lang].title, lang, leaflets[lang])

    def _read(self) -> dict[str, Leaflet | NotALeaflet]:
        try:
            files = sorted(self._folder.glob("*.md"))[:MOST]
        except OSError:
            files = []
        known: dict[str, tuple[Stamp, Leaflet | NotALeaflet]] = {}
        for file in files:
            stamp = _stamp(file)
            before = self._known.get(file.name)
            found = before[1] if before and before[0] == stamp else self._look(file)
            known[file.name] = stamp, found
        # Whole at once: others may be reading too.
        self._known = known
        return {name: found for name, (_, found) in known.items()}

    def _look(self, file: Path) -> Leaflet | NotALeaflet:
        named = NAME.fullmatch(file.name)
        if named is None:
            return NotALeaflet(
                "Tên tệp phải là <id>.vi.md, <id>.en.md …, chữ thường không dấu.",
                "A file is called <id>.vi.md, <id>.en.md …",
            )
        try:
            leaflet = read(file)
        except NotALeaflet as reason:
            return reason
        if (leaflet.service or named[1]) not in self._services:
            return NotALeaflet(
                "Không có lĩnh vực này: cần “service: id”, hoặc đặt tên tệp theo id lĩnh vực.",
                "No such service: write “service: id”, or name the file after one.",
                1,
            )
        return leaflet


def _stamp(file: Path) -> Stamp:
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
