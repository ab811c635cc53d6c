"""A child process with one engine, or the mixer: JSON lines in, JSON lines out, on one thread.

First it says {ready: true, engine, voices} or {ready: false, error}; then each line {id, do, …}
is answered {id, ok: true, …} or {id, ok: false, error}. Run as `python -m voices.child espeak
{"folder": …, "wanted": {language: voice}}`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from voices.engines import Engine, NoSound
from web.faults import where

ENGINES = {"clips": "Clips", "piper": "Piper", "system": "System", "espeak": "Espeak"}
Verbs = Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]]


def main(kind: str, settings: str = "{}") -> None:
    # Ctrl-C and a service manager tell the whole family; a child ends when its server hangs up.
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.SIG_IGN)
    answers = _take_stdout()
    try:
        hello, verbs = _mixer() if kind == "mixer" else _engine(kind, json.loads(settings))
    except Exception as fault:  # noqa: BLE001 - whatever a library raises, the parent shows it
        _answer(answers, {"ready": False, "error": _told(fault)})
        return
    _answer(answers, {"ready": True, **hello})
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        try:
            answer = {"ok": True, **verbs[asked["do"]](asked)}
        except (NoSound, OSError) as fault:
            answer = {"ok": False, "error": _told(fault)}
        except Exception as fault:  # noqa: BLE001 - as above, but a library may quote a name
            answer = {"ok": False, "error": where(fault)}
        _answer(answers, {"id": asked["id"], **answer})


def _engine(kind: str, settings: Mapping[str, Any]) -> tuple[dict[str, Any], Verbs]:
    module = import_module(f"voices.engines.{kind}")
    made = getattr(module, ENGINES[kind])(Path(settings["folder"]), settings["wanted"])
    engine: Engine = made
    hello = {"engine": engine.probe(), "voices": [asdict(voice) for voice in engine.voices()]}

    def synth(asked: dict[str, Any]) -> dict[str, Any]:
        return {"trace": engine.synth(asked["part"], Path(asked["path"]))}

    return hello, {"synth": synth}


def _mixer() -> tuple[dict[str, Any], Verbs]:
    from voices import mixer

    return {"engine": "mixer", "voices": []}, {"level": mixer.level, "join": mixer.join}


def _told(fault: Exception) -> str:
    return str(fault) or type(fault).__name__


def _take_stdout() -> TextIO:
    """The answers' own way out; what the libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _answer(answers: TextIO, facts: Mapping[str, Any]) -> None:
    answers.write(json.dumps(facts) + "\n")
    answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
