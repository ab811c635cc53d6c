"""What every engine is in its process: it says what it is, which voices it has, and speaks.

An engine is made with (folder, wanted): the office's voices, and the id of the voice that the
settings name for each language ("" for the first that there is). What cannot speak here raises
when it is made, and the reason is shown as it stands. It is used by the thread that made it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


class NoSound(Exception):  # noqa: N818 - what happened, said to the office as it stands
    """The engine gave no sound for this text, and why."""


@dataclass(frozen=True)
class Voice:
    """`mark`: what else its sound depends on, such as the model's digest.

    `fault`: why it cannot speak though it is there.
    """

    id: str
    language: str
    name: str
    mark: str = ""
    fault: str = ""


class Engine(Protocol):
    def probe(self) -> str:
        """Name and version. Raises NoSound when it cannot speak here."""

    def voices(self) -> Sequence[Voice]: ...

    def synth(self, part: Mapping[str, Any], path: Path) -> str:
        """Say {text, language, syllables, voice, rate, pitch, range, gap, stretch}, or for
        recordings {pack, clips}, into a WAV file of 16 bits; the mixer makes 22,050 Hz mono of it.

        Answers a trace: phonemes, or ids of clips. Raises NoSound.
        """
