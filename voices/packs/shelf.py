"""The packs that are there: the office's own in `<data>/voices/packs`, then the program's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from settings.said import Said
from voices.packs.pack import FILE, NAME, Pack
from voices.packs.written import read_pack

OWN = "packs"
SHIPPED = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class Kept:
    """A pack and its folder. `edition` changes whenever it is written."""

    pack: Pack
    folder: Path
    edition: str

    @property
    def is_shipped(self) -> bool:
        return self.folder.parent == SHIPPED


class Shelf:
    """Looks again whenever it is asked, so that an imported pack speaks from the next call.

    `voices`: the office's folder of voices, or None for the shipped packs alone.
    """

    def __init__(self, voices: Path | None = None) -> None:
        self._folders = [*([voices / OWN] if voices else []), SHIPPED]
        self._seen: dict[Path, tuple[str, Kept | Said]] = {}

    def packs(self) -> list[Kept]:
        """Those that can be used, by name, people before machines and the shipped ones last."""
        kept = (found for found in self._looks().values() if isinstance(found, Kept))
        return sorted(kept, key=lambda each: self._rank(each))

    def named(self, name: str) -> Kept | None:
        return next((each for each in self.packs() if each.pack.name == name), None)

    def faults(self) -> dict[str, Said]:
        """{name of a folder among the packs: why it is not used}."""
        looks = self._looks().items()
        return {path.name: found for path, found in looks if isinstance(found, Said)}

    def phrases(self) -> dict[str, dict[str, str]]:
        """{language: {number, result, second, last}} of the packs that bring their own."""
        brought = [each.pack for each in self.packs() if each.pack.phrases]
        return {pack.language: dict(pack.phrases) for pack in reversed(brought)}

    def _looks(self) -> dict[Path, Kept | Said]:
        return {path: self._look(path) for path in self._places()}

    def _places(self) -> Iterator[Path]:
        """A hidden folder is half an import, or what one has replaced."""
        for folder in self._folders:
            try:
                yield from sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
            except OSError:
                continue

    def _look(self, path: Path) -> Kept | Said:
        edition = _edition(path)
        known = self._seen.get(path)
        if known is None or known[0] != edition:
            known = self._seen[path] = (edition, _opened(path, edition))
        return known[1]

    def _rank(self, kept: Kept) -> tuple[bool, bool, str]:
        return kept.is_shipped, kept.pack.voice == "machine", kept.pack.name


def _edition(path: Path) -> str:
    """Of times and a size only, for it is asked for at every call; an import writes pack.yaml anew,
    and a clip that comes or goes is seen in the folder's own time.
    """
    try:
        folder, text = path.stat(), (path / FILE).stat()
    except OSError:
        return ""
    seen = (folder.st_mtime_ns, text.st_mtime_ns, text.st_size)
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _opened(path: Path, edition: str) -> Kept | Said:
    try:
        pack, faults = read_pack((path / FILE).read_bytes())
    except OSError:
        return _unused(path, Said(f"không đọc được {FILE}.", f"{FILE} cannot be read."))
    if pack is None:
        return _unused(path, faults[0])
    lacking = ", ".join(clip for clip in pack.clips if not (path / f"{clip}.wav").is_file())
    if lacking:
        return _unused(path, Said(f"thiếu {lacking}.", f"{lacking} is not there."))
    if pack.name != path.name:
        return _unused(path, Said(f"name là {pack.name}.", f"its name is {pack.name}."))
    return Kept(pack, path, edition)


def _unused(path: Path, why: Said) -> Said:
    return Said(
        f"bộ giọng {path.name} không dùng được: {why.vietnamese}",
        f"the pack {path.name} cannot be used: {why.english}",
    )
