"""What no type can say: things that are named twice, or named and not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from pydantic import BaseModel

from office.ward import Words
from settings.devices import check_owners
from settings.errors import fields, model_at, note_unknown
from settings.text import Place, Tree, Written, did_you_mean, shorten
from settings.values import clock_time, span

_YES = {"yes", "true", "on", "y", "t", "1"}
_NOT_LARGER = (
    ("min_calls", "offer_absent_calls"),
    ("mean_needs", "mean_of"),
    ("slot_due", "slot_lead"),
)
_PRINTER_NEEDS = (
    ("network", "host"),
    ("serial", "path"),
    ("lp", "path"),
    ("file", "path"),
    ("windows", "queue"),
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
    _one_sound_in_a_zone(written)
    _one_zone_a_speaker(written)
    _layouts(written)
    _printers(written)
    _scanners(written)
    check_owners(written)
    _reasons(written)
    _numbers(written, model)
    _languages(written, model)
    _blank(written)
    _opens(written)
    _two_ports(written, model)


def _items(written: Written, section: str) -> Iterator[tuple[Place, dict[str, Tree]]]:
    items = written.at((section,))
    for number, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield (section, number), item


def _texts(written: Written, place: Place) -> list[tuple[Place, str]]:
    value = written.at(place)
    if isinstance(value, list):
        return [((*place, n), item) for n, item in enumerate(value) if isinstance(item, str)]
    return [(place, value)] if isinstance(value, str) else []


def _on(item: dict[str, Tree], key: str) -> bool:
    return str(item.get(key, "")).casefold() in _YES


def _ids(written: Written, section: str) -> list[str]:
    ids = (item.get("id") for _, item in _items(written, section))
    return list(dict.fromkeys(name for name in ids if isinstance(name, str)))


def _once(written: Written, section: str, key: str) -> None:
    seen: dict[str, int] = {}
    for place, item in _items(written, section):
        value = item.get(key)
        if not isinstance(value, str) or (key != "id" and _on(item, "retired")):
            continue
        at, value = (*place, key), value.lstrip("0") or value
        if value in seen:
            sentence = f'{section}: the {key} "{shorten(value)}" is already in line {seen[value]}.'
            written.note(at, sentence)
        seen.setdefault(value, written.line(at))


def _named(written: Written, section: str, key: str, among: str, *besides: str) -> None:
    for place, _ in _items(written, section):
        _known(written, (*place, key), among, *besides)


def _known(written: Written, place: Place, among: str, *besides: str) -> None:
    known = _ids(written, among)
    allowed, shown = {*known, *besides}, shorten(", ".join(known[:20]))
    for at, value in _texts(written, place):
        if value not in allowed:
            guess = did_you_mean(value, known)
            sentence = f'{written.name(at)} is "{shorten(value)}", which is not in {among}.'
            written.note(at, sentence + guess + f" Known: {shown}.")


def _served(written: Written) -> None:
    served: set[str] = set()
    for place, item in _items(written, "counters"):
        if not _on(item, "retired"):
            for key in ("services", "also"):
                served |= {value for _, value in _texts(written, (*place, key))}
    for place, item in _items(written, "services"):
        name = str(item.get("id"))
        if name not in served and "all" not in served and not _on(item, "retired"):
            written.note((*place, "served"), f"{written.name(place)} is served by no counter.")


def _fit_on_a_kiosk(written: Written) -> None:
    """On its first screen the groups and the services of none, then those of one group."""
    screens: dict[object, dict[object, Place]] = {None: {}}
    for place, item in _items(written, "services"):
        group = item.get("group") or None
        if _on(item, "retired") or isinstance(group, list | dict):
            continue
        if group is not None:
            screens[None].setdefault(("group", group), place)
        screens.setdefault(group, {})[place] = place
    for screen in screens.values():
        for place in list(screen.values())[_BUTTONS:]:
            sentence = f"{written.name(place)} is one too many: a kiosk's screen has {_BUTTONS}"
            written.note((*place, "id"), sentence + " buttons. Put services into groups.")


def _one_sound_in_a_zone(written: Written) -> None:
    seen: dict[str, int] = {}
    for place, item in _items(written, "zones"):
        if item.get("speaker", "display") != "display":
            seen[str(item.get("id", ""))] = written.line((*place, "speaker"))
    for place, item in _items(written, "displays"):
        zone, at = str(item.get("zone", "")), (*place, "sound")
        if not _on(item, "sound"):
            continue
        if zone in seen:
            sentence = f'a second loudspeaker in zone "{shorten(zone)}" would echo'
            written.note(at, f"{written.name(at)}: {sentence} the one in line {seen[zone]}.")
        seen.setdefault(zone, written.line(at))


def _one_zone_a_speaker(written: Written) -> None:
    """Two zones at one loudspeaker would talk at the same time."""
    seen: dict[str, int] = {}
    for place, item in _items(written, "zones"):
        speaker, at = item.get("speaker"), (*place, "speaker")
        if not isinstance(speaker, str) or speaker == "display":
            continue
        if speaker in seen:
            sentence = f'"{shorten(speaker)}" already speaks for the zone in line {seen[speaker]}'
            written.note(at, f"{written.name(at)}: {sentence}; one zone may hear others.")
        seen.setdefault(speaker, written.line(at))


def _layouts(written: Written) -> None:
    for place, item in _items(written, "displays"):
        layout = item.get("layout", "calls")
        if layout == "counter" and "counter" not in item:
            at = (*place, "counter")
            written.note(at, f"{written.name(at)} is missing; the layout counter needs it.")
        two, at = len(_texts(written, (*place, "zones"))) > 1, (*place, "zones")
        if two and layout != "calls":
            sentence = f"has two zones, which the layout {shorten(str(layout))} has no room for."
            written.note(at, f"{written.name(at)} {sentence} Two zones go with the layout calls.")


def _printers(written: Written) -> None:
    for place, item in _items(written, "printers"):
        for kind, key in _PRINTER_NEEDS:
            if item.get("type") == kind and key not in item:
                at = (*place, key)
                written.note(at, f"{written.name(at)} is missing; a {kind} printer needs it.")
        if item.get("type") == "file" and item.get("at") == "kiosk":
            at = (*place, "at")
            sentence = "is kiosk, but a file printer would leave slips with names there."
            written.note(at, f"{written.name(at)} {sentence} It may be at the server only.")


def _scanners(written: Written) -> None:
    for place, item in _items(written, "kiosks"):
        scanner = item.get("scanner")
        if not isinstance(scanner, dict) or "port" in scanner:
            continue
        if scanner.get("type", "serial") == "serial":
            at = (*place, "scanner", "port")
            written.note(at, f"{written.name(at)} is missing; a serial scanner needs it.")


def _reasons(written: Written) -> None:
    given = {
        value
        for place, _ in _items(written, "reasons")
        for _, value in _texts(written, (*place, "for"))
    }
    lacking = [purpose for purpose in _NEEDS_REASON if purpose not in given]
    if lacking and written.is_written(("reasons",)):
        sentence = f"no reason is for {', '.join(lacking)}, and an officer must give one there."
        written.note(("reasons", "for"), f"reasons: {sentence}")


def _numbers(written: Written, model: type[BaseModel]) -> None:
    pairs: list[tuple[Place, str, str]] = [(("rules",), low, high) for low, high in _NOT_LARGER]
    pairs += [(place, "warn_seconds", "idle_seconds") for place, _ in _items(written, "kiosks")]
    for place, low, high in pairs:
        small, large = (_number(written, (*place, key), model) for key in (low, high))
        if small is not None and large is not None and small > large:
            at = (*place, low if written.is_written((*place, low)) else high)
            sentence = f"{low} ({small}) may not be larger than {high} ({large})."
            written.note(at, f"{written.name(at)}: {sentence}")


def _number(written: Written, place: Place, model: type[BaseModel]) -> int | None:
    value: object = written.at(place)
    if value is None and (parent := model_at(model, place[:-1])):
        value = fields(parent)[str(place[-1])].default
    return int(str(value)) if re.fullmatch(r"[0-9]{1,9}", str(value)) else None


def _languages(written: Written, model: type[BaseModel]) -> None:
    """Vietnamese, English, and those that the office gives a name to."""
    own = written.at(("languages",))
    known = ["vi", "en", *(own if isinstance(own, dict) else ())]
    for place, _ in _items(written, "kiosks"):
        for at, value in _texts(written, (*place, "languages")):
            if value == "en" and not written.at(("phrases", "en")):
                written.note(at, f"{written.name(at)} is en, but phrases has no en.")
            if value not in known:
                sentence = f'{written.name(at)} is "{value}", but languages has no {value}.'
                written.note(at, f"{sentence} Known here: {', '.join(known)}.")
    for place, _ in written.texts():
        if model_at(model, place[:-1]) is Words and place[-1] not in known:
            note_unknown(written, place, known)


def _blank(written: Written) -> None:
    for place, value in written.texts():
        if place[-1] == "vi" and not value.strip():
            written.note(place, f"{written.name(place)} is empty; the Vietnamese words are needed.")


def _ends(written: Written) -> list[time]:
    """When each sitting ends, 23:59 for midnight. Raises ValueError for what are no hours."""
    hours = written.at(("hours",))
    days = [day for day in hours if day != "holidays"] if isinstance(hours, dict) else []
    ends = [span(text).end for day in days for _, text in _texts(written, ("hours", day))]
    return [end if end != time(0) else _LAST_MINUTE for end in ends]


def _opens(written: Written) -> None:
    """The office opens some day, and the day is not closed by force while it is open."""
    latest, place = written.at(("rules", "close_latest")), ("rules", "close_latest")
    try:
        ends = _ends(written)
        if not ends and isinstance(written.at(("hours",)), dict):
            written.note(("hours",), "hours has no opening hours on any day of the week.")
        elif isinstance(latest, str) and max(ends) > clock_time(latest):
            written.note(place, f"{written.name(place)} is {latest}, before the last closing time.")
    except ValueError:
        return


def _two_ports(written: Written, model: type[BaseModel]) -> None:
    place = ("web", "tls", "port")
    port = _number(written, ("web", "port"), model)
    if written.at(place[:-1]) and port and port == _number(written, place, model):
        written.note(place, f"{written.name(place)} is {port}, which is web.port already.")
