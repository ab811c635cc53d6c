"""What is said next when calls wait for the loudspeaker. Pure: line and time in, a plan out.

One call is said as it is. The more wait, the shorter: first the chime, then the second language
and the repetition go, and calls that have waited long are joined into one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voices.chime import Chime
from voices.zone import Call

if TYPE_CHECKING:
    from config import Backlog

# Whoever listens has just heard the chime: a call that followed another needs only a short one. Ms.
STILL_LISTENING = 2_000
# A notice stands in the line as if it had come so much later: neither can hold up the other. Ms.
PATIENT = 30_000


@dataclass(frozen=True)
class Plan:
    """The calls that are said together, how they begin, and whether all of it may be said.

    `whole`: with the repetitions and second languages that the settings and the ticket ask for.
    """

    calls: tuple[Call, ...]
    chime: Chime
    whole: bool

    @property
    def is_joined(self) -> bool:
        return len(self.calls) > 1


def plan(waiting: Sequence[Call], at: int, rules: Backlog) -> Plan | None:
    """What is to be said at that moment (ms UTC); None when nobody waits.

    Always the call that waits longest, so that none is overtaken; joined are only calls in a row
    that have all waited `join_after` seconds. A notice goes between them.
    """
    calls = [call for call in waiting if not call.is_aside]
    asides = [call for call in waiting if call.is_aside]
    if asides and (not calls or asides[0].since + PATIENT <= calls[0].since):
        chosen: tuple[Call, ...] = (asides[0],)
    elif calls:
        chosen = _together(calls, at, rules)
    else:
        return None
    behind = len(waiting) - len(chosen)
    pressed = behind > 0 or at - chosen[0].since >= STILL_LISTENING
    return Plan(
        chosen,
        "short" if pressed and rules.short_chime else "long",
        len(chosen) == 1 and behind <= rules.whole_up_to,
    )


def _together(calls: Sequence[Call], at: int, rules: Backlog) -> tuple[Call, ...]:
    late = 0
    for call in calls[: rules.join_most]:
        if at - call.since < rules.join_after * 1000:
            break
        late += 1
    return tuple(calls[: max(1, late)])
