"""What the desk's page is made of: its office, its words, its snapshot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from counter.sentences import page_words
from office import Ward
from office.hours import issuing
from office.ward import Counter, Priority, Purpose, Reason, Service
from web.parts import Parts
from web.words import _

Facts = dict[str, Any]
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


def office_facts(ward: Ward, n: int, language: str) -> Facts:
    """What the script knows of the office: {counter, services, counters, priorities, reasons}."""

    def named(each: Service | Priority | Reason) -> Facts:
        short = getattr(each, "short", None) or each.name
        return {"id": each.id, "name": short.in_language(language)}

    reasons: dict[str, list[Facts]] = {purpose: [] for purpose in get_args(Purpose)}
    for reason in ward.reasons:
        for purpose in reason.for_:
            reasons[purpose].append(named(reason))
    return {
        "counter": n,
        "services": [
            {**named(each), "letter": each.letter} for each in ward.services if not each.retired
        ],
        "counters": [each.id for each in ward.counters if not each.retired],
        "priorities": [named(each) for each in ward.priorities if not each.retired],
        "reasons": reasons,
        "rules": {
            "head": ward.rules.head_start,
            "late": ward.rules.also_penalty,
            "needs": ward.rules.min_calls,
            "undo": ward.rules.undo_within,
            "reopen": ward.rules.reopen_within,
            "in_a_row": ward.rules.priority_in_a_row,
        },
    }


def serves(ward: Ward, counter: Counter, language: str) -> str:
    """For the bar above the desk: "Chứng thực · nhận thêm Trả kết quả"."""
    names = {each.id: (each.short or each.name).in_language(language) for each in ward.services}
    own = ", ".join(names[each] for each in counter.services)
    if counter.also == "all":
        return _("{own} · nhận thêm mọi lĩnh vực").format(own=own)
    also = ", ".join(names[each] for each in counter.also)
    return _("{own} · nhận thêm {also}").format(own=own, also=also) if also else own


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
