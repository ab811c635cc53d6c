"""Screens and loudspeakers: which layout needs what, and one sound in one place."""

from __future__ import annotations

from settings.text import Written, is_on, shorten


def check_screens(written: Written) -> None:
    _one_sound_in_a_zone(written)
    _one_zone_a_speaker(written)
    _layouts(written)
    _once_each(written)


def _one_sound_in_a_zone(written: Written) -> None:
    seen: dict[str, int] = {}
    for place, item in written.items("zones"):
        if item.get("speaker", "display") != "display":
            seen[str(item.get("id", ""))] = written.line((*place, "speaker"))
    for place, item in written.items("displays"):
        zone, at = str(item.get("zone", "")), (*place, "sound")
        if not is_on(item, "sound"):
            continue
        if zone in seen:
            written.tell(
                at,
                '{name}: loa thứ hai trong khu "{zone}" sẽ vọng với loa ở dòng {line}.',
                '{name}: a second loudspeaker in zone "{zone}" would echo the one in line {line}.',
                zone=shorten(zone),
                line=seen[zone],
            )
        seen.setdefault(zone, written.line(at))


def _one_zone_a_speaker(written: Written) -> None:
    """Two zones at one loudspeaker would talk at the same time."""
    seen: dict[str, int] = {}
    for place, item in written.items("zones"):
        speaker, at = item.get("speaker"), (*place, "speaker")
        if not isinstance(speaker, str) or speaker == "display":
            continue
        if speaker in seen:
            written.tell(
                at,
                '{name}: "{speaker}" đã là loa của khu ở dòng {line};'
                " một khu có thể nghe khu khác.",
                '{name}: "{speaker}" already speaks for the zone in line {line};'
                " one zone may hear others.",
                speaker=shorten(speaker),
                line=seen[speaker],
            )
        seen.setdefault(speaker, written.line(at))


def _layouts(written: Written) -> None:
    for place, item in written.items("displays"):
        layout = item.get("layout", "calls")
        if layout == "counter" and "counter" not in item:
            written.tell(
                (*place, "counter"),
                "thiếu {name}; bố cục counter cần khóa này.",
                "{name} is missing; the layout counter needs it.",
            )
        if len(written.words((*place, "zones"))) > 1 and layout != "calls":
            written.tell(
                (*place, "zones"),
                "{name} có hai khu, mà bố cục {layout} không đủ chỗ. Hai khu đi với bố cục calls.",
                "{name} has two zones, which the layout {layout} has no room for."
                " Two zones go with the layout calls.",
                layout=shorten(str(layout)),
            )


def _once_each(written: Written) -> None:
    for place, _item in written.items("displays"):
        for key in ("lists", "codes"):
            seen: set[str] = set()
            for at, word in written.words((*place, key)):
                if word in seen:
                    written.tell(
                        at,
                        '{name} là "{word}", đã có ở trước trong danh sách này.',
                        '{name} is "{word}", which is in this list already.',
                        word=shorten(word),
                    )
                seen.add(word)
