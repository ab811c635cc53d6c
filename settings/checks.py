"""What no type can say: things that are named twice, or named and not there."""

from __future__ import annotations

import re
from datetime import time

from pydantic import BaseModel

from office.ward import Words
from settings.devices import check_devices
from settings.errors import fields, model_at, note_unknown
from settings.screens import check_screens
from settings.text import Place, Written, did_you_mean, is_on, shorten
from settings.values import clock_time, span

_NOT_LARGER = (
    ("min_calls", "offer_absent_calls"),
    ("mean_needs", "mean_of"),
    ("slot_due", "slot_lead"),
)
_BUTTONS = 8
_LAST_MINUTE = time(23, 59)
_NEEDS_REASON = ("pause", "hold", "cancel", "issue", "call", "return", "priority")


def check(written: Written, model: type[BaseModel]) -> None:
    """Add these mistakes to `written`; its own schema is `model`."""
    for section in ("services", "counters", "priorities", "reasons", "zones", "printers"):
        _once(written, section, "id")
    for section in ("kiosks", "displays", "groups"):
        _once(written, section, "id")
    _once(written, "services", "letter")
    _named(written, "services", "group", "groups")
    _named(written, "counters", "services", "services")
    _named(written, "counters", "also", "services", "all")
    _named(written, "counters", "zone", "zones")
    _named(written, "displays", "zone", "zones")
    _named(written, "displays", "zones", "zones")
    _named(written, "displays", "counter", "counters")
    _named(written, "zones", "speaker", "kiosks", "display", "server")
    _named(written, "zones", "hears", "zones", "all")
    _named(written, "kiosks", "printer", "printers")
    _known(written, ("cards", "elderly"), "priorities")
    _served(written)
    _fit_on_a_kiosk(written)
    check_screens(written)
    check_devices(written)
    _reasons(written)
    _numbers(written, model)
    _languages(written, model)
    _blank(written)
    _opens(written)
    _two_ports(written, model)


def _ids(written: Written, section: str) -> list[str]:
    ids = (item.get("id") for _, item in written.items(section))
    return list(dict.fromkeys(name for name in ids if isinstance(name, str)))


def _once(written: Written, section: str, key: str) -> None:
    seen: dict[str, int] = {}
    for place, item in written.items(section):
        value = item.get(key)
        if not isinstance(value, str) or (key != "id" and is_on(item, "retired")):
            continue
        at, value = (*place, key), value.lstrip("0") or value
        if value in seen:
            written.tell(
                at,
                '{section}: {key} "{value}" đã có ở dòng {line}.',
                '{section}: the {key} "{value}" is already in line {line}.',
                section=section,
                key=key,
                value=shorten(value),
                line=seen[value],
            )
        seen.setdefault(value, written.line(at))


def _named(written: Written, section: str, key: str, among: str, *besides: str) -> None:
    for place, _ in written.items(section):
        _known(written, (*place, key), among, *besides)


def _known(written: Written, place: Place, among: str, *besides: str) -> None:
    known = _ids(written, among)
    allowed, shown = {*known, *besides}, shorten(", ".join(known[:20]))
    for at, value in written.words(place):
        if value not in allowed:
            guess = did_you_mean(value, known)
            written.tell(
                at,
                '{name} là "{value}", mà trong {among} không có.{guess.vietnamese}'
                " Đang có: {shown}.",
                '{name} is "{value}", which is not in {among}.{guess.english} Known: {shown}.',
                value=shorten(value),
                among=among,
                guess=guess,
                shown=shown,
            )


def _served(written: Written) -> None:
    served: set[str] = set()
    for place, item in written.items("counters"):
        if not is_on(item, "retired"):
            for key in ("services", "also"):
                served |= {value for _, value in written.words((*place, key))}
    for place, item in written.items("services"):
        name = str(item.get("id"))
        if name not in served and "all" not in served and not is_on(item, "retired"):
            written.tell(
                (*place, "served"),
                "chưa có quầy nào phục vụ {service}.",
                "{service} is served by no counter.",
                service=written.name(place),
            )


def _fit_on_a_kiosk(written: Written) -> None:
    """On its first screen the groups and the services of none, then those of one group."""
    screens: dict[object, dict[object, Place]] = {None: {}}
    for place, item in written.items("services"):
        group = item.get("group") or None
        if is_on(item, "retired") or isinstance(group, list | dict):
            continue
        if group is not None:
            screens[None].setdefault(("group", group), place)
        screens.setdefault(group, {})[place] = place
    for screen in screens.values():
        for place in list(screen.values())[_BUTTONS:]:
            written.tell(
                (*place, "id"),
                "{button} là thừa: một màn hình máy lấy số có {most} nút."
                " Hãy xếp lĩnh vực vào các nhóm (groups).",
                "{button} is one too many: a kiosk's screen has {most} buttons."
                " Put services into groups.",
                button=written.name(place),
                most=_BUTTONS,
            )


def _reasons(written: Written) -> None:
    given = {
        value
        for place, _ in written.items("reasons")
        for _, value in written.words((*place, "for"))
    }
    lacking = [purpose for purpose in _NEEDS_REASON if purpose not in given]
    if lacking and written.is_written(("reasons",)):
        written.tell(
            ("reasons", "for"),
            "reasons: chưa có lý do nào cho {lacking}, mà ở đó cán bộ phải nêu lý do.",
            "reasons: no reason is for {lacking}, and an officer must give one there.",
            lacking=", ".join(lacking),
        )


def _numbers(written: Written, model: type[BaseModel]) -> None:
    pairs: list[tuple[Place, str, str]] = [(("rules",), low, high) for low, high in _NOT_LARGER]
    pairs += [(place, "warn_seconds", "idle_seconds") for place, _ in written.items("kiosks")]
    for place, low, high in pairs:
        small, large = (_number(written, (*place, key), model) for key in (low, high))
        if small is not None and large is not None and small > large:
            at = (*place, low if written.is_written((*place, low)) else high)
            written.tell(
                at,
                "{name}: {low} không được lớn hơn {high}.",
                "{name}: {low} may not be larger than {high}.",
                low=f"{low} ({small})",
                high=f"{high} ({large})",
            )


def _number(written: Written, place: Place, model: type[BaseModel]) -> int | None:
    value: object = written.at(place)
    if value is None and (parent := model_at(model, place[:-1])):
        value = fields(parent)[str(place[-1])].default
    return int(str(value)) if re.fullmatch(r"[0-9]{1,9}", str(value)) else None


def _languages(written: Written, model: type[BaseModel]) -> None:
    """Vietnamese, English, and those that the office gives a name to."""
    own = written.at(("languages",))
    known = ["vi", "en", *(own if isinstance(own, dict) else ())]
    for place, _ in written.items("kiosks"):
        for at, value in written.words((*place, "languages")):
            if value == "en" and not written.at(("phrases", "en")):
                written.tell(
                    at,
                    "{name} là en, nhưng phrases chưa có en.",
                    "{name} is en, but phrases has no en.",
                )
            if value not in known:
                written.tell(
                    at,
                    '{name} là "{value}", nhưng languages chưa có {value}. Ở đây có: {known}.',
                    '{name} is "{value}", but languages has no {value}. Known here: {known}.',
                    value=value,
                    known=", ".join(known),
                )
    for place, _ in written.texts():
        if model_at(model, place[:-1]) is Words and place[-1] not in known:
            note_unknown(written, place, known)


def _blank(written: Written) -> None:
    for place, value in written.texts():
        if place[-1] == "vi" and not value.strip():
            written.tell(
                place,
                "{name} đang trống; phải có lời tiếng Việt.",
                "{name} is empty; the Vietnamese words are needed.",
            )


def _ends(written: Written) -> list[time]:
    """When each sitting ends, 23:59 for midnight. Raises ValueError for what are no hours."""
    hours = written.at(("hours",))
    days = [day for day in hours if day != "holidays"] if isinstance(hours, dict) else []
    ends = [span(text).end for day in days for _, text in written.words(("hours", day))]
    return [end if end != time(0) else _LAST_MINUTE for end in ends]


def _opens(written: Written) -> None:
    """The office opens some day, and the day is not closed by force while it is open."""
    latest, place = written.at(("rules", "close_latest")), ("rules", "close_latest")
    try:
        ends = _ends(written)
        if not ends and isinstance(written.at(("hours",)), dict):
            written.tell(
                ("hours",),
                "{name} chưa có giờ mở cửa cho ngày nào trong tuần.",
                "{name} has no opening hours on any day of the week.",
            )
        elif isinstance(latest, str) and max(ends) > clock_time(latest):
            written.tell(
                place,
                "{name} là {latest}, trước giờ đóng cửa cuối cùng trong tuần.",
                "{name} is {latest}, before the last closing time.",
                latest=latest,
            )
    except ValueError:
        return


def _two_ports(written: Written, model: type[BaseModel]) -> None:
    place = ("web", "tls", "port")
    port = _number(written, ("web", "port"), model)
    if written.at(place[:-1]) and port and port == _number(written, place, model):
        written.tell(
            place,
            "{name} là {port}, mà web.port đã là cổng ấy.",
            "{name} is {port}, which is web.port already.",
            port=port,
        )
