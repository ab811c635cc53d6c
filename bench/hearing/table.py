"""What was heard, as the two tables of docs/voices.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bench.hearing.sittings import COLUMNS, TUNING, Sitting, tuning
from bench.hearing.trials import TRIALS, VOICES, Trial
from bench.hearing.voice import Score

PAGE = Path(__file__).resolve().parents[2] / "docs" / "voices.md"
BEGIN, END = "<!-- made by run.py hearing --write -->", "<!-- end -->"
HEADS = ("Voice", *COLUMNS, "wrong syllables of 100", "s a call")
TRIED = (
    "Tried",
    f"right of {TUNING}",
    "wrong syllables of 100",
    "right in a hall, 15 dB",
    "wrong in a hall",
    "s a call",
)


def tables(known: Mapping[str, Score]) -> str:
    """Markdown of all that was heard so far; a row for each voice and each trial."""
    voices = [row for trial in VOICES if len(row := _voice(trial, known)) > 1]
    tried = [row for trial in TRIALS if len(row := _tried(trial, known)) > 1]
    return "\n\n".join(_table(heads, rows) for heads, rows in ((HEADS, voices), (TRIED, tried)))


def page_with(page: str, tables: str) -> str:
    """The page with these tables in the place of those that it had."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{rest.partition(END)[2]}"


def _voice(trial: Trial, known: Mapping[str, Score]) -> list[str]:
    sittings = [Sitting(trial, *column) for column in COLUMNS.values()]
    scores = [known.get(sitting.name) for sitting in sittings]
    heard = [score for score in scores if score]
    if not heard:
        return [trial.name]
    return [trial.name, *map(_cell, scores), f"{heard[0].wrong:.0f}", f"{heard[0].seconds:.1f}"]


def _tried(trial: Trial, known: Mapping[str, Score]) -> list[str]:
    scores = [known.get(sitting.name) for sitting in tuning(trial)]
    heard = [score for score in scores if score]
    if not heard:
        return [trial.name]
    told = [
        cell
        for score in scores
        for cell in ((str(score.right), f"{score.wrong:.0f}") if score else ("–", "–"))
    ]
    return [trial.name, *told, f"{heard[0].seconds:.1f}"]


def _cell(score: Score | None) -> str:
    if score is None:
        return "–"
    low, high = score.between
    return f"{score.right} of {score.of} ({low}–{high})"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))
