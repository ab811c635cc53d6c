"""Which calls are heard of whom, and where; each result is kept, so that a long run may go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.hearing.calls import calls
from bench.hearing.ear import Ear
from bench.hearing.room import in_hall
from bench.hearing.trials import TRIALS, VOICES, Trial
from bench.hearing.voice import Call, Score, judged, spoken

if TYPE_CHECKING:
    from config import Config

HEARD = "hearing.jsonl"
TUNING = 20
# Heading: the group of calls, and dB of the voice over the hall's noise; None: no hall.
COLUMNS: dict[str, tuple[str, float | None]] = {
    "alike": ("judged", None),
    "held out": ("held-out", None),
    "unlike": ("mixed", None),
    "numbers only": ("numbers", None),
    "held out, in a hall": ("held-out", 15.0),
}


@dataclass(frozen=True)
class Sitting:
    """A trial, a group of calls, and how many dB the hall's noise is below; None: no hall."""

    trial: Trial
    group: str
    snr: float | None = None

    @property
    def name(self) -> str:
        return f"{self.trial.name} / {self.group} / {self.snr}"


def finals() -> Iterator[Sitting]:
    """What is told of each voice, on calls that no setting was chosen by."""
    for trial in VOICES:
        for group, snr in COLUMNS.values():
            if trial.says_names or group == "numbers":
                yield Sitting(trial, group, snr)


def trials() -> Iterator[Sitting]:
    for trial in TRIALS:
        yield from tuning(trial)


def tuning(trial: Trial) -> tuple[Sitting, Sitting]:
    """In silence and in a hall."""
    return Sitting(trial, "tuning"), Sitting(trial, "tuning", 15.0)


class Hearing:
    """Hears sittings one by one. `folder` keeps what was heard; `voices` has models and packs."""

    def __init__(self, config: Config, folder: Path, voices: Path) -> None:
        self._config = config
        self._kept = folder / HEARD
        self._voices = voices
        self._ear: Ear | None = None

    def score(self, sitting: Sitting) -> Score:
        """What was kept of it, or what is heard now. Raises NoSpeech, ImportError."""
        if sitting.name not in (known := self.known()):
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            heard = {"sitting": sitting.name, **asdict(self._heard(sitting))}
            with self._kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(heard, ensure_ascii=False) + "\n")
            return self.score(sitting)
        return known[sitting.name]

    def known(self) -> dict[str, Score]:
        if not self._kept.is_file():
            return {}
        kept = map(json.loads, self._kept.read_text("utf-8").splitlines())
        return {one.pop("sitting"): Score(**one) for one in kept}

    def _heard(self, sitting: Sitting) -> Score:
        self._ear = self._ear or Ear()
        trial = sitting.trial
        made = spoken(
            self._config,
            trial.voices(self._config.voices),
            calls(sitting.group),
            self._voices,
            trial.words,
            trial.repeat,
        )
        heard = []
        for seed, call in enumerate(made):
            sound = trial.after(call.sound)
            if sitting.snr is not None:
                sound = in_hall(sound, snr=sitting.snr, seed=seed)
            heard.append(Call(call.text, sound))
        return judged(heard, self._ear.hear)
