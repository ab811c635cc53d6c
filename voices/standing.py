"""How each engine of the settings does: which one speaks, which stand by, and why one cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from voices.chain import Chain
    from voices.choice import Step

How = Literal["speaks", "ready", "absent", "failed"]


@dataclass(frozen=True)
class Standing:
    """`how` an `engine` does: it spoke last in some language, it is `ready`, there is none here,
    or it `failed`; `why` in the engine's own words.
    """

    engine: str
    how: How
    why: str = ""


def standings(chain: Chain, engines: Sequence[str]) -> list[Standing]:
    """In the order in which they are asked."""
    return [_standing(engine, engines, chain.steps, {*chain.spoke}) for engine in engines]


def _standing(
    engine: str, engines: Sequence[str], steps: Mapping[str, Sequence[Step]], spoke: set[str]
) -> Standing:
    down = {step.engine: step for each in steps.values() for step in each}
    speaking = {engines[len(steps[each])] for each in spoke if len(steps[each]) < len(engines)}
    step = down.get(engine)
    if engine in speaking:
        return Standing(engine, "speaks")
    if step is None or step.text_only:
        return Standing(engine, "ready")
    return Standing(engine, "absent" if step.absent else "failed", step.reason)
