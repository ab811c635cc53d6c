"""The packs that are there: the office's own in the data folder, and the one of the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from voices.packs.pack import FILE, NAME, Fault, Pack
from voices.packs.written import read_pack

OWN = Path("voices") / "packs"
SHIPPED = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class Kept:
    """A pack and its folder. `edition` changes with its words and its sounds."""

    pack: Pack
    folder: Path
    edition: str


class Shelf:
    """Looks at its folders when it is asked, so that an imported pack speaks from the next call.

    `folders` in the order in which their packs are preferred; within one, by name.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._seen: dict[Path, tuple[str, Kept | None, Fault | None]] = {}

    def packs(self) -> list[Kept]:
        """Every pack that can be used."""
        return [kept for kept, _ in self._read() if kept]

    def of(self, language: str, *, voice: str) -> list[Kept]:
        """Packs of a language that a "person" or a "machine" speaks."""
        packs = self.packs()
        return [
            each for each in packs if (each.pack.language, each.pack.voice) == (language, voice)
        ]

    def faults(self) -> list[Fault]:
        """Why a folder that lies among the packs is not used."""
        return [fault for _, fault in self._read() if fault]

    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kept.pack.language for kept in self.packs()))

    def _read(self) -> Iterator[tuple[Kept | None, Fault | None]]:
        for folder in self._folders:
            for path in _folders(folder):
                yield self._look(path)

    def _look(self, path: Path) -> tuple[Kept | None, Fault | None]:
        edition = _edition(path)
        known = self._seen.get(path)
        if known is None or known[0] != edition:
            known = self._seen[path] = (edition, *_open(path, edition))
        return known[1:]


def _folders(folder: Path) -> list[Path]:
    """A hidden folder is half an import, or what one has replaced."""
    try:
        return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
    except OSError:
        return []


def _edition(path: Path) -> str:
    """Of names, sizes and times only: it is asked for at every call."""
    try:
        kept = sorted((each.name, each.stat()) for each in path.iterdir())
    except OSError:
        return ""
    facts = [(name, its.st_size, its.st_mtime_ns) for name, its in kept]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _open(path: Path, edition: str) -> tuple[Kept | None, Fault | None]:
    lacking: list[str] = []
    try:
        pack, faults = read_pack((path / FILE).read_bytes())
        clips = pack.clips if pack else ()
        lacking = [clip for clip in clips if not (path / f"{clip}.wav").is_file()]
    except OSError:
        pack, faults, lacking = None, [], [FILE]
    if pack and not lacking and pack.name == path.name:
        return Kept(pack, path, edition), None
    why = faults[0] if faults else _unlike(lacking)
    return None, Fault(
        f"Bộ giọng {path.name} không dùng được: {why.vietnamese}",
        f"The pack {path.name} cannot be used: {why.english}",
    )


def _unlike(lacking: Sequence[str]) -> Fault:
    if lacking:
        return Fault(f"thiếu {', '.join(lacking)}.", f"without {', '.join(lacking)}.")
    return Fault("tên thư mục khác tên trong pack.yaml.", "its folder is named otherwise.")
