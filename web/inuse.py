"""What is still in use, as one sentence: (Vietnamese, English)."""

from __future__ import annotations

from office import Ward
from office.inuse import Use
from office.ward import Words

Said = tuple[str, str]

PEOPLE = {
    "waiting": ("{n} người chờ", "{n} waiting"),
    "called": ("{n} người đang được gọi", "{n} being called"),
    "serving": ("{n} người đang ở quầy", "{n} at a counter"),
    "held": ("{n} hồ sơ tạm giữ", "{n} on hold"),
    "missed": ("{n} người vắng mặt có thể quay lại", "{n} absent who may return"),
    "booked": ("{n} lịch hẹn", "{n} booked"),
    "sent": ("{n} người được chuyển đến", "{n} sent there"),
    "planned": ("{n} người sẽ sang sau lĩnh vực khác", "{n} who come on from another service"),
}
AT_COUNTER = {
    "called": ("đang gọi {label}", "is calling {label}"),
    "serving": ("đang phục vụ {label}", "is serving {label}"),
}
DESK = {"open": ("đang mở", "is open"), "paused": ("đang tạm ngừng", "is paused")}
ADVICE = (
    "Hãy làm xong hoặc chuyển những việc này, rồi nạp lại.",
    "Finish or transfer these first, then reload.",
)
REACHED = (
    "Tệp cấu hình không còn những mục này: hãy đưa chúng trở lại, rồi nạp lại cấu hình.",
    "The settings no longer have these: put them back, then reload.",
)


def refusal(uses: list[Use], *wards: Ward) -> Said:
    """Why a change of settings has to wait. `wards`: where names are looked up, first to last."""
    vietnamese, english = _all(uses, wards)
    return f"Chưa đổi được: {vietnamese}. {ADVICE[0]}", f"Not changed: {english}. {ADVICE[1]}"


def notice(uses: list[Use], *wards: Ward) -> Said:
    """The same of settings that were changed while the server was off."""
    vietnamese, english = _all(uses, wards)
    return f"Cần chú ý: {vietnamese}. {REACHED[0]}", f"Take care: {english}. {REACHED[1]}"


def _all(uses: list[Use], wards: tuple[Ward, ...]) -> Said:
    said = [_one(use, wards) for use in uses]
    return "; ".join(each for each, _ in said), "; ".join(each for _, each in said)


def _one(use: Use, wards: tuple[Ward, ...]) -> Said:
    people = _people(use)
    if use.kind == "counter":
        return _counter(use, people)
    if use.kind == "roll":
        return f"cuộn số {use.letter} đang mở", f"the paper roll {use.letter} is open"
    vi, en = _name(use, wards)
    if use.kind == "reason":
        return f"lý do {vi} đang được dùng", f"the reason {en} is in use"
    if use.kind == "letter":
        return (
            f"chữ {use.letter} của lĩnh vực {vi} còn {people[0]}",
            f"the letter {use.letter} of {en} has {people[1]}",
        )
    kind = {"service": ("lĩnh vực", "the service"), "priority": ("diện ưu tiên", "the priority")}
    return f"{kind[use.kind][0]} {vi} còn {people[0]}", f"{kind[use.kind][1]} {en} has {people[1]}"


def _counter(use: Use, people: Said) -> Said:
    at_desk = next((state for state, _ in use.people if state in AT_COUNTER), None)
    facts: list[Said] = []
    if at_desk:
        vi, en = AT_COUNTER[at_desk]
        facts.append((vi.format(label=use.label), en.format(label=use.label)))
    elif use.state:
        facts.append(DESK[use.state])
    if people[0]:
        facts.append((f"còn {people[0]}", f"has {people[1]}"))
    vietnamese, english = (", ".join(each[language] for each in facts) for language in (0, 1))
    return f"quầy {use.id} {vietnamese}", f"counter {use.id} {english}"


def _people(use: Use) -> Said:
    """How many in which state; who sits at the counter itself is told apart."""
    counted = [
        tuple(words.format(n=n) for words in PEOPLE[state])
        for state, n in use.people
        if use.kind != "counter" or state not in AT_COUNTER
    ]
    return ", ".join(vi for vi, _ in counted), ", ".join(en for _, en in counted)


def _name(use: Use, wards: tuple[Ward, ...]) -> Said:
    for ward in wards:
        known: dict[str, Words] = {
            "priority": {each.id: each.name for each in ward.priorities},
            "reason": {each.id: each.name for each in ward.reasons},
        }.get(use.kind) or {each.id: each.name for each in ward.services}
        if use.id in known:
            return known[use.id].vi, known[use.id].in_language("en")
    return use.id, use.id
