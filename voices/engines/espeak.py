"""pyttsx3 over the espeak-ng library that came with pip. Only its own process imports this.

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
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import espeakng_loader

from voices.engines import NoSound, Voice

# Above about 158 characters espeak-ng ends the process without a word.
LONGEST_DATA_PATH = 150
RANGE, WORD_GAP = 4, 7
UTF8 = 1
SETTLE = 2.0
TRIES = 3


class Espeak:
    """The one engine of its process; used by the thread that made it.

    Raises NoSound, OSError or RuntimeError when the library or its data cannot be opened.
    """

    def __init__(self, _folder: Path, wanted: Mapping[str, str]) -> None:
        data = short_path(
            Path(os.environ.get("ESPEAK_DATA_PATH") or espeakng_loader.get_data_path())
        )
        os.environ["ESPEAK_DATA_PATH"] = data
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
        self._version = f"espeak-ng {library.espeak_Info(None).decode()}"
        voices = {
            voice.id: Voice(voice.id, "".join(voice.languages[:1]), voice.name)
            for voice in self._engine.getProperty("voices")
        }
        if not voices:
            raise NoSound("espeak-ng has no voices")
        varied = _varied(voices, wanted.values(), Path(data))
        self._voices = {**voices, **varied}

    def probe(self) -> str:
        return f"{self._version}, pyttsx3 {version('pyttsx3')}"

    def voices(self) -> tuple[Voice, ...]:
        return tuple(self._voices.values())

    def synth(self, part: Mapping[str, Any], path: Path) -> str:
        """Answers espeak-ng's phonemes; "(en)" in them is a switch to English."""
        self._use(part)
        self._save(part["text"], path)
        return self._trace(part["text"])

    def _use(self, voice: Mapping[str, Any]) -> None:
        """From now on by {voice, rate (words a minute), pitch, range (0–99), gap (10 ms)}."""
        if voice["voice"] not in self._voices:
            raise NoSound(f'there is no voice "{voice["voice"]}"')
        self._settle()
        for name in ("voice", "rate", "pitch"):
            self._engine.setProperty(name, voice[name])
        self._espeak.SetParameter(RANGE, voice["range"], 0)
        self._espeak.SetParameter(WORD_GAP, voice["gap"], 0)
        self._settle()
        if self._engine.getProperty("voice") != voice["voice"].lower():
            raise NoSound(f'the voice "{voice["voice"]}" did not answer')

    def _save(self, text: str, path: Path) -> None:
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

    def _trace(self, text: str) -> str:
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


def _varied(known: Mapping[str, Voice], wanted: Iterable[str], data: Path) -> dict[str, Voice]:
    """Of the wanted voices those that are a known one in another's timbre, as "aav/vi+f2"."""
    varied = {}
    for name in wanted:
        base, _, variant = name.partition("+")
        files = (data / part / "voices" / "!v" / variant for part in ("", "espeak-ng-data"))
        if variant and base in known and any(file.is_file() for file in files):
            varied[name] = replace(known[base], id=name)
    return varied


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
