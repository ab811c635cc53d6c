"""The figures as one drawing: how far each is from its aim, which is a line down the middle."""

from __future__ import annotations

from html import escape
from math import log10

from bench.figures import Figure

WIDTH, ROW, TOP = 900, 34, 64
LEFT, MIDDLE, REACH = 300, 580, 250
"""Where the names end, where the aim stands, how far a bar may go to either side."""
DECADE = 1.0
"""Powers of ten from the aim to the end of a bar."""
COLOURS = {"good": "#0a4f38", "short": "#9e1420", "void": "#8fa3b8"}


def drawing(figures: list[Figure]) -> str:
    """SVG. To the left of the line is better than the aim, to the right worse; the scale is
    logarithmic, a thin line is the spread of the rounds.
    """
    height = TOP + ROW * len(figures) + 30
    rows = "".join(_row(figure, TOP + i * ROW) for i, figure in enumerate(figures))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        ' font-family="sans-serif" font-size="15">'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        '<text x="20" y="30" font-size="20" font-weight="bold">Gọi Số: figures, aims</text>'
        f'<text x="{MIDDLE - 12}" y="{TOP - 12}" text-anchor="end" fill="#3b4655">← better</text>'
        f'<text x="{MIDDLE + 12}" y="{TOP - 12}" fill="#3b4655">falls short →</text>'
        f"{rows}"
        f'<line x1="{MIDDLE}" x2="{MIDDLE}" y1="{TOP - 24}" y2="{height - 24}" stroke="#14202f"'
        ' stroke-width="2"/></svg>\n'
    )


def _row(figure: Figure, y: int) -> str:
    x, (least, most) = _x(figure, figure.value), (_x(figure, each) for each in figure.spread)
    kind = "void" if figure.void else "good" if figure.reached else "short"
    unit = "×" if figure.is_ratio else f" {figure.unit}"
    left, wide = min(x, MIDDLE), abs(x - MIDDLE)
    said = "void" if figure.void else f"{figure.value:.3g}{unit} (aim {figure.aim:g}{unit})"
    at, anchor = (MIDDLE + 12, "start") if x <= MIDDLE else (MIDDLE - 12, "end")
    return (
        f'<text x="{LEFT}" y="{y + 20}" text-anchor="end">{escape(figure.name)}</text>'
        f'<rect x="{left:.1f}" y="{y + 6}" width="{wide:.1f}" height="18" fill="{COLOURS[kind]}"/>'
        f'<line x1="{least:.1f}" x2="{most:.1f}" y1="{y + 15}" y2="{y + 15}" stroke="#f2b82e"'
        ' stroke-width="3"/>'
        f'<text x="{at}" y="{y + 20}" text-anchor="{anchor}" fill="#3b4655">{said}</text>'
    )


def _x(figure: Figure, value: float) -> float:
    """The aim is the middle; worse is to the right."""
    worse = value / figure.aim if figure.better == "lower" else figure.aim / value
    share = max(-1.0, min(1.0, log10(max(worse, 1e-9)) / DECADE))
    return MIDDLE + REACH * share
