"""The voice that Windows or macOS has for a language, through pyttsx3.

Windows: SAPI 5, whose COM objects belong to the thread that made them; saving is done when the run
returns, with no event. macOS: NSSpeechSynthesizer, which writes AIFF whatever the file's name, and
needs the main thread's run loop. Both rates are words a minute; neither takes a pitch.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from voices.engines import NoSound, Voice

DRIVERS = {"win32": "sapi5", "darwin": "nsss"}
MAGIC = (b"RIFF", b"FORM")
HEADER = 100


class System:
    """The one engine of its process; used by the thread that made it."""

    def __init__(self, _folder: Path, _wanted: Mapping[str, str]) -> None:
        self._driver = DRIVERS.get(sys.platform, "")
        if not self._driver:
            raise NoSound("there is one on Windows and macOS only")
        if self._driver == "sapi5":
            import comtypes

            comtypes.CoInitialize()
        import pyttsx3

        self._engine = pyttsx3.init(self._driver)
        self._engine.runAndWait()
        self._voices = tuple(
            Voice(voice.id, "".join(map(str, voice.languages[:1])), voice.name)
            for voice in self._engine.getProperty("voices")
        )
        if not self._voices:
            raise NoSound("the system has no voices")

    def probe(self) -> str:
        return f"{self._driver} of {platform.platform()}, pyttsx3 {version('pyttsx3')}"

    def voices(self) -> tuple[Voice, ...]:
        return self._voices

    def synth(self, part: Mapping[str, Any], path: Path) -> str:
        """Answers the voice's name: these engines tell nothing of how they read."""
        voice = next((known for known in self._voices if known.id == part["voice"]), None)
        if voice is None:
            raise NoSound(f'there is no voice "{part["voice"]}"')
        # An unknown folder is waited for without end.
        if not path.parent.is_dir():
            raise NoSound(f"there is no folder {path.parent}")
        # Idle, pyttsx3 would save at once and end the run before it began: SAPI then waits without
        # end for an event that has passed, and macOS stops speaking. Busy, all of it is queued.
        self._engine.proxy.setBusy(True)
        self._engine.setProperty("voice", voice.id)
        self._engine.setProperty("rate", part["rate"])
        self._engine.save_to_file(part["text"], str(path))
        self._engine.runAndWait()
        if self._engine.getProperty("voice") != voice.id:
            raise NoSound(f'the voice "{voice.name}" did not answer')
        head = path.read_bytes()[:HEADER] if path.is_file() else b""
        if len(head) < HEADER or head[:4] not in MAGIC:
            raise NoSound("the engine wrote no sound")
        return voice.name
