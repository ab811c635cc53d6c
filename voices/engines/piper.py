"""Piper voices that the office put into its folder: <name>.onnx and <name>.onnx.json beside it.

Piper is GPL and comes only with `bootstrap.py piper`. A model that is none, or half copied, is a
voice with a fault; the others speak.
"""

from __future__ import annotations

import hashlib
import json
import re
import wave
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from voices.engines import NoSound, Voice

MISSING = "Piper is not installed: python3 bootstrap.py piper"
LONGEST_FAULT = 160


class Piper:
    """Loads, of each language that is wanted, the voice that is wanted or the first one."""

    def __init__(self, folder: Path, wanted: Mapping[str, str]) -> None:
        try:
            import piper  # noqa: F401
        except ImportError as fault:
            raise NoSound(MISSING if fault.name == "piper" else f"{MISSING} ({fault})") from None
        self._folder = folder
        self._loaded: dict[str, Any] = {}
        self._voices = {path.name: _look(path) for path in sorted(folder.glob("*.onnx"))}
        for language, name in wanted.items():
            self._load_one(language, name)

    def probe(self) -> str:
        return f"Piper {version('piper-tts')}"

    def voices(self) -> tuple[Voice, ...]:
        return tuple(self._voices.values())

    def synth(self, part: Mapping[str, Any], path: Path) -> str:
        """Answers the phonemes, IPA, a space between sentences."""
        from piper import SynthesisConfig

        voice = self._loaded.get(part["voice"]) or self._load(part["voice"])
        if voice is None:
            raise NoSound(f"{part['voice']}: {self._voices[part['voice']].fault}")
        # Without noise the same words always sound the same.
        how = SynthesisConfig(
            length_scale=part["stretch"] * voice.config.length_scale,
            noise_scale=0.0,
            noise_w_scale=0.0,
        )
        # What stands in [[ ]] would be taken for phonemes.
        text = re.sub(r"\[\[|\]\]", " ", part["text"])
        phonemes = []
        with path.open("wb") as file, wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(voice.config.sample_rate)
            for chunk in voice.synthesize(text, syn_config=how):
                sound.writeframes(chunk.audio_int16_bytes)
                phonemes.append("".join(chunk.phonemes))
        return " ".join(phonemes)

    def _load_one(self, language: str, name: str) -> None:
        for voice in list(self._voices.values()):
            spoken = re.split("[-_]", voice.language)[0] == language
            if (voice.id == name if name else spoken) and self._load(voice.id):
                return

    def _load(self, name: str) -> Any:
        """The voice ready to speak; None, and its fault is noted, when it cannot be loaded."""
        known = self._voices.get(name)
        if known is None:
            raise NoSound(f'there is no voice "{name}"')
        if known.fault:
            return None
        try:
            self._loaded[name] = _opened(self._folder / name)
        except Exception as fault:  # noqa: BLE001 - whatever the runtime says of a broken model
            why = " ".join(str(fault).split())[:LONGEST_FAULT] or type(fault).__name__
            self._voices[name] = Voice(name, known.language, known.name, known.mark, why)
        return self._loaded.get(name)


def _look(model: Path) -> Voice:
    """What the file beside a model says of it."""
    beside = model.with_name(f"{model.name}.json")
    try:
        facts = json.loads(beside.read_text("utf-8"))
        language = str(facts["espeak"]["voice"])
        with model.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except FileNotFoundError:
        return Voice(model.name, "", model.stem, fault=f"there is no {beside.name} beside it")
    except (OSError, ValueError, LookupError, TypeError) as fault:
        why = f"{beside.name} is no description of a voice ({type(fault).__name__})"
        return Voice(model.name, "", model.stem, fault=why)
    digest.update(json.dumps(facts, sort_keys=True).encode())
    return Voice(model.name, language, model.stem, digest.hexdigest())


def _opened(model: Path) -> Any:
    """On one thread: the office's computer has two cores, and its server needs one. The graph as
    it is: to optimise it takes longer than all else in a start, and no call is spoken sooner."""
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
    from piper import PiperVoice
    from piper.config import PiperConfig

    facts = json.loads(model.with_name(f"{model.name}.json").read_text("utf-8"))
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 4
    providers = ["CPUExecutionProvider"]
    session = InferenceSession(str(model), sess_options=options, providers=providers)
    return PiperVoice(session=session, config=PiperConfig.from_dict(facts))
