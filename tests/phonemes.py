"""How espeak-ng reads texts, from one process of it for as many as a test has."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence

from hall import ROOT

NORTH, SOUTH, CENTRE = "aav/vi", "aav/vi-vn-x-south", "aav/vi-vn-x-central"
ENGLISH = "gmw/en-us"
_READ = """
import json, os, sys
from pathlib import Path
from voices.engines.espeak import Espeak
answers = os.fdopen(os.dup(1), "w", encoding="ascii")
os.dup2(2, 1)
engine = Espeak(Path("."), {})
traces = {}
for voice, texts in json.load(sys.stdin).items():
    engine._use({"voice": voice, "rate": 115, "pitch": 75, "range": 90, "gap": 4})
    traces[voice] = [engine._trace(text) for text in texts]
json.dump(traces, answers)
"""


def read(asked: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """{voice: texts} -> {voice: {text: its phonemes}}; a syllable or word ends with _."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", _READ],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    traces = json.loads(done.stdout)
    return {voice: dict(zip(asked[voice], traces[voice], strict=True)) for voice in asked}


def astray(traces: Mapping[str, str]) -> dict[str, str]:
    """Those that are not one Vietnamese syllable with a vowel for each that is written."""
    return {text: trace for text, trace in traces.items() if not _is_vietnamese(text, trace)}


def _is_vietnamese(text: str, trace: str) -> bool:
    syllables = [each for each in trace.split() if each.strip("_")]
    switched = "(" in trace or "_:" in trace
    return not switched and len(syllables) == len(_words(text)) and all(map(_vowel, syllables))


def _words(text: str) -> list[str]:
    return [word for word in text.split() if re.search(r"\w", word)]


def _vowel(syllable: str) -> bool:
    return re.search("[aeiouyAEIOUV@]", syllable) is not None


def of_all(texts: Iterable[str]) -> dict[str, dict[str, str]]:
    """The same texts by the voices of all three regions."""
    each = list(texts)
    return read({NORTH: each, SOUTH: each, CENTRE: each})
