"""The figures as a table for people and as JSON for comparing."""

from __future__ import annotations

import json
import os
import platform
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.drawing import drawing
from bench.figures import Figure

HEAD = ("figure", "product", "yardstick", "value", "aim", "spread", "")


def table(figures: list[Figure]) -> str:
    """One line each; what is void or falls short says so, and why below."""
    rows = [HEAD, *map(_row, figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    lines = [_line(row, widths) for row in rows]
    notes = [f"{each.name}: {text}" for each in figures for text in (each.void, each.note) if text]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:], "", *notes])


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip()


def _row(figure: Figure) -> tuple[str, ...]:
    least, most = figure.spread
    bare = f"{median(figure.yardstick):.3g} {figure.unit}" if figure.is_ratio else "–"
    times = "×" if figure.is_ratio else f" {figure.unit}"
    sign = "≤" if figure.better == "lower" else "≥"
    verdict = "VOID" if figure.void else "" if figure.reached else "falls short"
    return (
        figure.name,
        f"{median(figure.product):.3g} {figure.unit}",
        bare,
        f"{figure.value:.3g}{times}",
        f"{sign} {figure.aim:g}{times}",
        f"{least:.3g} – {most:.3g}",
        verdict,
    )


def write(figures: list[Figure], folder: Path, rounds: int) -> list[Path]:
    """bench.json and bench.svg in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    told, drawn = folder / "bench.json", folder / "bench.svg"
    told.write_text(json.dumps(facts(figures, rounds), ensure_ascii=False, indent=1), "utf-8")
    drawn.write_text(drawing(figures), "utf-8")
    return [told, drawn]


def facts(figures: list[Figure], rounds: int) -> dict[str, Any]:
    """{at, machine, rounds, figures}."""
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "machine": {
            "system": platform.system(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
        "rounds": rounds,
        "figures": [figure.facts() for figure in figures],
    }
