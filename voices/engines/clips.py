"""Recorded clips as an engine: what it cannot say has been refused before it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from voices import compose
from voices.engines import Voice
from voices.packs.join import join
from voices.packs.riff import Samples


class Clips:
    """`synth` takes parts with `pack`, the pack's folder, and `clips`, the steps of packs.call."""

    def __init__(self, _folder: Path, _wanted: Mapping[str, str]) -> None:
        self._kept: dict[tuple[str, int, int], Samples] = {}

    def probe(self) -> str:
        return "clips"

    def voices(self) -> tuple[Voice, ...]:
        """None: which pack says a call is known before it is asked."""
        return ()

    def synth(self, part: Mapping[str, Any], path: Path) -> str:
        """Write the joined clips; their ids. Raises OSError or ValueError for a spoilt pack."""
        folder = Path(part["pack"])
        compose.write(path, join(part["clips"], lambda name: self._clip(folder / f"{name}.wav")))
        return " ".join(step for step in part["clips"] if isinstance(step, str))

    def _clip(self, file: Path) -> Samples:
        its = file.stat()
        key = (str(file), its.st_mtime_ns, its.st_size)
        if key not in self._kept:
            self._kept[key] = compose.read(file)
        return self._kept[key]
