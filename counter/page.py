"""What the desk's page is made of: its office, its words, its snapshot."""

from __future__ import annotations

from collections.abc import Callable

from counter.known import Facts, office_facts, serves
from counter.sentences import page_words
from office.hours import issuing
from web.parts import Parts

LIGHTS = ("voice", "displays", "printer")
QUICK_REASONS = 3


def snapshots(parts: Parts) -> Callable[[str], Facts | None]:
    """The maker of the rooms `desk-<n>`; None for a counter that is not.

    DESK with `issuing` (may anybody take a number now) and `health`.
    """
    counters = {str(each.id) for each in parts.ward.counters if not each.retired}

    def snapshot(rest: str) -> Facts | None:
        if rest not in counters:
            return None
        lights = [light for light in parts.health.facts() if light["part"] in LIGHTS]
        office = parts.office
        open_now = issuing(parts.ward, office.time.local(office.now()))
        return {**office.desk_facts(int(rest)), "issuing": open_now, "health": lights}

    return snapshot


def page_facts(parts: Parts, n: int, language: str) -> Facts:
    """All that the template of counter `n` asks for."""
    counter = next(each for each in parts.ward.counters if each.id == n)
    pauses = [reason for reason in parts.ward.reasons if "pause" in reason.for_]
    return {
        "n": n,
        "desk": parts.live.snapshot(f"desk-{n}"),
        "office": office_facts(parts.ward, n, language),
        "words": page_words(),
        "serves": serves(parts.ward, counter, language),
        "rules": parts.ward.rules,
        "pauses": pauses[:QUICK_REASONS],
    }
