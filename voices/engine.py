"""pyttsx3 over the espeak-ng library that came with pip. Only the worker process imports this.

The cures here are for faults that were met: the first run of an engine is empty, a
property set right before a synthesis silences it, an unknown voice keeps the one before. The wheel
carries the library for Linux, Windows and macOS, so the `espeak` driver is the same on all three.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import espeakng_loader

# Above about 158 characters espeak-ng ends the process without a word.
LONGEST_DATA_PATH = 150
WORD_GAP = 7
UTF8 = 1
SETTLE = 2.0
TRIES = 3


class NoSound(Exception):  # noqa: N818 - what happened, said to the office as it stands
    """The engine gave no sound for this text, and why."""


class Engine:
    """The one engine of its process; used by the thread that made it.

    Raises NoSound, OSError or RuntimeError when the library or its data cannot be opened.
    """

    def __init__(self) -> None:
        os.environ["ESPEAK_DATA_PATH"] = short_path(
            Path(os.environ.get("ESPEAK_DATA_PATH") or espeakng_loader.get_data_path())
        )
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        # pyttsx3 looks for a library of the system; it is handed ours.
        ctypes.cdll.LoadLibrary = lambda _name: library  # type: ignore
        try:
            from pyttsx3.drivers import _espeak
        finally:
            del ctypes.cdll.LoadLibrary
        import pyttsx3

        self._espeak = _espeak
        self._engine = pyttsx3.init("espeak")
        self._engine.runAndWait()
        self._engine.connect("finished-utterance", self._finished)
        self._done = False
        self._phonemes = library.espeak_TextToPhonemes
        self._phonemes.restype = ctypes.c_char_p
        self._phonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
        library.espeak_Info.restype = ctypes.c_char_p
        self.version = f"espeak-ng {library.espeak_Info(None).decode()}"
        self.voices = frozenset(voice.id for voice in self._engine.getProperty("voices"))
        if not self.voices:
            raise NoSound("espeak-ng has no voices")

    def use(self, voice: Mapping[str, Any]) -> None:
        """Speak with {voice, rate (words a minute), pitch (0–99), gap (10 ms)} from now on."""
        if voice["voice"] not in self.voices:
            raise NoSound(f'there is no voice "{voice["voice"]}"')
        self._settle()
        for name in ("voice", "rate", "pitch"):
            self._engine.setProperty(name, voice[name])
        self._espeak.SetParameter(WORD_GAP, voice["gap"], 0)
        self._settle()
        if self._engine.getProperty("voice") != voice["voice"]:
            raise NoSound(f'the voice "{voice["voice"]}" did not answer')

    def save(self, text: str, path: Path) -> None:
        """Say `text` into a WAV file in a folder that exists. Raises NoSound."""
        if not path.parent.is_dir():
            raise NoSound(f"there is no folder {path.parent}")
        # On a busy machine a run now and then ends unfinished; the next one is whole.
        for _ in range(TRIES):
            self._done = False
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            self._settle()
            if self._done:
                return
        raise NoSound("the engine did not finish")

    def phonemes(self, text: str) -> str:
        """How the present voice reads `text`, in espeak-ng's phoneme names; "(en)" is a switch."""
        rest = ctypes.c_char_p(text.encode())
        clauses = []
        while rest.value is not None:
            clauses.append(self._phonemes(ctypes.byref(rest), UTF8, 0).decode())
        return " ".join(clauses)

    def _finished(self, name: str | None = None, completed: bool = False) -> None:
        self._done = completed

    def _settle(self) -> None:
        end = time.monotonic() + SETTLE
        while self._espeak.IsPlaying():
            if time.monotonic() > end:
                raise NoSound("the engine does not come to rest")
            time.sleep(0.002)


def short_path(data: Path) -> str:
    """The data's path, or a short one that leads to it. Raises NoSound when it is not there."""
    if not any((data / part / "phontab").is_file() for part in ("", "espeak-ng-data")):
        raise NoSound(f"there is no speech data at {data}")
    if len(str(data)) <= LONGEST_DATA_PATH:
        return str(data)
    near = Path(tempfile.mkdtemp(prefix="goiso-")) / "espeak-ng-data"
    try:
        near.symlink_to(data, target_is_directory=True)
    except OSError:
        shutil.copytree(data, near)
    return str(near)
