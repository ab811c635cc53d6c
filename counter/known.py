"""What the desk's page knows of the office, whatever the day brings."""

from __future__ import annotations

from typing import Any, get_args

from office import Ward
from office.ward import Counter, Priority, Purpose, Reason, Service
from web.words import _

Facts = dict[str, Any]


def office_facts(ward: Ward, n: int, language: str) -> Facts:
    """What the script knows of the office: {counter, services, counters, priorities, reasons}."""

    def named(each: Service | Priority | Reason) -> Facts:
        short = each.short_name if isinstance(each, Service) else each.name
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
    names = {each.id: each.short_name.in_language(language) for each in ward.services}
    own = ", ".join(names[each] for each in counter.services)
    if counter.also == "all":
        return _("{own} · nhận thêm mọi lĩnh vực").format(own=own)
    also = ", ".join(names[each] for each in counter.also)
    return _("{own} · nhận thêm {also}").format(own=own, also=also) if also else own
