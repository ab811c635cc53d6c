"""The day's figures as shapes: where each bar and line stands in its SVG, in its own units."""

from __future__ import annotations

from math import ceil
from typing import Any

Shape = dict[str, Any]
LEFT, TOP, BOTTOM = 40, 14, 30
"""Room for the scale, above the highest bar, and for the words below."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


def columns(
    groups: list[tuple[str, list[tuple[str, float]]]],
    *,
    width: int,
    height: int,
    stacked: bool = False,
    line: list[float] | None = None,
) -> Shape:
    """Groups of columns, (label, [(kind, value)]) each, and a line over the groups' ends.

    {width, height, base, left, bars: [{kind, x, y, w, h}], labels: [{x, text}],
    grid: [{y, text}], points: "x,y …"}
    """
    together = sum if stacked else max
    tops = [together([value for _, value in values] or [0]) for _, values in groups]
    step, top = _scale(max([*tops, *(line or [])], default=0))
    base, room = height - BOTTOM, height - BOTTOM - TOP
    each = (width - LEFT) / max(1, len(groups))
    bars, labels = [], []
    for i, (label, values) in enumerate(groups):
        x, gap = LEFT + i * each, each * 0.14
        wide = (each - 2 * gap) / (1 if stacked else max(1, len(values)))
        under = 0.0
        for j, (kind, value) in enumerate(values):
            tall = room * value / top
            at = x + gap + (0 if stacked else j * wide)
            bars.append(_bar(kind, at, base - under - tall, wide, tall))
            under += tall if stacked else 0
        labels.append({"x": round(x + each / 2, 1), "text": label})
    points = [
        f"{LEFT + (i + 1) * each:.1f},{base - room * value / top:.1f}"
        for i, value in enumerate(line or [])
    ]
    return {
        "width": width,
        "height": height,
        "left": LEFT,
        "base": base,
        "bars": bars,
        "labels": labels,
        "grid": [
            {"y": round(base - room * value / top, 1), "text": value}
            for value in range(0, top + 1, step)
        ],
        "points": " ".join(points),
    }


def share(value: float, whole: float) -> float:
    """Percent of a whole, at most 100."""
    return round(min(100.0, 100 * value / whole), 1) if whole > 0 else 0.0


def _bar(kind: str, x: float, y: float, w: float, h: float) -> Shape:
    return {"kind": kind, "x": round(x, 1), "y": round(y, 1), "w": round(w, 1), "h": round(h, 1)}


def _scale(highest: float) -> tuple[int, int]:
    """A step that people count in, and the lowest multiple of it that holds the highest value."""
    step = next((step for step in STEPS if highest / step <= 5), STEPS[-1])
    return step, max(step, ceil(highest / step) * step)
