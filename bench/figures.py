"""What is measured: a figure beside its yardstick, its aim, and when it counts for nothing."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

SLOWEST_YARDSTICK = 500.0
"""Requests a second; a slower machine, or a busier one, says nothing."""
NEAREST_CEILING = 0.7
"""Above this share of what the load generator can do, the generator is measured."""


@dataclass
class Figure:
    """Rounds of the product and of the bare yardstick that alternated with it.

    `aim` holds for the ratio product / yardstick, or for the product alone where there is no
    yardstick; `better` tells whether it is a ceiling ("lower") or a floor ("higher").
    """

    name: str
    unit: str
    aim: float
    better: Literal["lower", "higher"] = "lower"
    product: list[float] = field(default_factory=list)
    yardstick: list[float] = field(default_factory=list)
    void: str = ""
    note: str = ""

    @property
    def is_ratio(self) -> bool:
        return bool(self.yardstick)

    @property
    def value(self) -> float:
        """The median of the rounds' ratios, or of the product's rounds."""
        if not self.is_ratio:
            return statistics.median(self.product)
        return statistics.median(p / y for p, y in zip(self.product, self.yardstick, strict=True))

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the greatest of what `value` is the median of."""
        each = self.product
        if self.is_ratio:
            each = [p / y for p, y in zip(self.product, self.yardstick, strict=True)]
        return min(each), max(each)

    @property
    def reached(self) -> bool:
        return self.value <= self.aim if self.better == "lower" else self.value >= self.aim

    def facts(self) -> dict[str, Any]:
        """JSON-ready."""
        return {**asdict(self), "value": self.value, "spread": self.spread, "reached": self.reached}


def void_yardstick(per_second: float, ceiling: float) -> str:
    """Why a round of the yardstick counts for nothing; "" when it counts."""
    if per_second < SLOWEST_YARDSTICK:
        return f"the yardstick made {per_second:.0f}/s, under {SLOWEST_YARDSTICK:.0f}"
    if per_second > NEAREST_CEILING * ceiling:
        return f"the yardstick made {per_second:.0f}/s of the generator's {ceiling:.0f}"
    return ""


def void_counts(what: str, counts: dict[str, int]) -> str:
    """Why the product's round counts for nothing: it lost or doubled something."""
    if len(set(counts.values())) == 1:
        return ""
    return f"{what}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
