"""pack.yaml as somebody wrote it → Pack, or everything that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from string import Formatter

from settings.reading import read
from settings.said import Said
from settings.text import LARGEST, Tree, did_you_mean
from voices.packs.pack import CLIP, FILE, LANGUAGE, NAME, Gaps, Pack

LONGEST = 300
MOST_CLIPS = 200
PHRASES = {"number": ["n", "q"], "result": ["n", "q"], "second": [], "last": []}
_NEEDED = ("name", "language", "voice", "speaker", "recorded", "licence", "clips")
_KNOWN = (*_NEEDED, "notes", "gaps", "phrases")
_LEAST_GAP, _MOST_GAP = -100, 1000


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_RULES: tuple[tuple[str, Callable[[str], object], str, str], ...] = (
    ("name", NAME.fullmatch, "chỉ gồm chữ thường a–z, số và gạch nối, ví dụ chi-lan.",
     "small letters a–z, digits and hyphens, such as chi-lan."),
    ("language", LANGUAGE.fullmatch, "là mã hai hoặc ba chữ, ví dụ vi, km, hmn, rad.",
     "a code of two or three letters: vi, km, hmn, rad."),
    ("voice", {"person", "machine"}.__contains__, "là person (người đọc) hoặc machine (máy đọc).",
     "person or machine."),
    ("recorded", _is_date, "là ngày thu, viết 2026-11-29.", "the day, written 2026-11-29."),
)  # fmt: skip


def read_pack(data: bytes) -> tuple[Pack | None, list[Said]]:
    """The pack, or None and what is wrong. Never raises for what is in `data`."""
    if len(data) > LARGEST:
        kilobytes = LARGEST // 1024
        return None, [
            Said(f"{FILE} lớn hơn {kilobytes} kB.", f"{FILE} is larger than {kilobytes} kB.")
        ]
    # Khmer is often written with it between words, where nobody sees or hears it.
    found = read(data.replace("\u200b".encode(), b""))
    if found.lines():
        return None, [
            Said(f"{FILE}, {each.vietnamese}", f"{FILE}, {each.english}") for each in found.lines()
        ]
    tree = found.tree
    assert isinstance(tree, dict)
    faults = _unknown_and_missing(tree)
    facts = {key: _text(tree, key, faults) for key in (*_NEEDED[:-1], "notes")}
    faults += _facts(facts)
    clips = _mapping(tree, "clips", faults)
    faults += _clips(clips)
    phrases = _mapping(tree, "phrases", faults)
    faults += _phrases(phrases)
    gaps = _gaps(_mapping(tree, "gaps", faults), faults)
    if faults:
        return None, faults
    return Pack(clips=clips, phrases=phrases, gaps=gaps, **facts), []


def _unknown_and_missing(tree: Mapping[str, Tree]) -> list[Said]:
    faults = [
        Said(
            f"{FILE} không dùng khóa “{key}”.{guess.vietnamese}",
            f"{FILE} has no key “{key}”.{guess.english}",
        )
        for key in tree
        if key not in _KNOWN
        for guess in [did_you_mean(key, list(_KNOWN))]
    ]
    missing = [key for key in _NEEDED if not tree.get(key)]
    return faults + [
        Said(f"{FILE} thiếu khóa {key}.", f"{FILE} lacks the key {key}.") for key in missing
    ]


def _wrong(vietnamese: str, english: str) -> Said:
    return Said(f"{FILE}: {vietnamese}", f"{FILE}: {english}")


def _text(tree: Mapping[str, Tree], key: str, faults: list[Said]) -> str:
    value = tree.get(key, "")
    if isinstance(value, str) and len(value) <= LONGEST and "\n" not in value.strip():
        return value.strip()
    faults.append(
        _wrong(
            f"{key} phải là một dòng chữ, nhiều nhất {LONGEST} ký tự.",
            f"{key} must be one line of text, at most {LONGEST} characters.",
        )
    )
    return ""


def _mapping(tree: Mapping[str, Tree], key: str, faults: list[Said]) -> dict[str, str]:
    value = tree.get(key, {})
    if not isinstance(value, dict):
        faults.append(
            _wrong(
                f"dưới {key} phải là các dòng “khóa: chữ”.",
                f"{key} must have lines “key: text” under it.",
            )
        )
        return {}
    return {inner: _text(value, inner, faults) for inner in value}


def _facts(facts: Mapping[str, str]) -> list[Said]:
    return [
        _wrong(f"{key} {vietnamese}", f"{key} must be {english}")
        for key, is_right, vietnamese, english in _RULES
        if facts[key] and not is_right(facts[key])
    ]


def _clips(clips: Mapping[str, str]) -> list[Said]:
    faults = [
        Said(
            f"{FILE}: tên đoạn “{clip}” chưa đúng; viết letter-a, digit-0, counter-1 hoặc "
            "chữ thường, số, gạch nối.",
            f"{FILE}: the clip name “{clip}” must be letter-a, digit-0, counter-1 or "
            "small letters, digits, hyphens.",
        )
        for clip in clips
        if not CLIP.fullmatch(clip)
    ]
    faults += [
        _wrong(f"đoạn {clip} chưa ghi lời đọc.", f"the clip {clip} has no words.")
        for clip, words in clips.items()
        if not words
    ]
    if len(clips) > MOST_CLIPS:
        faults.append(
            Said(f"{FILE} có hơn {MOST_CLIPS} đoạn.", f"{FILE} has more than {MOST_CLIPS} clips.")
        )
    return faults


def _phrases(phrases: Mapping[str, str]) -> list[Said]:
    faults = []
    for key in phrases if phrases and set(phrases) != set(PHRASES) else ():
        if key not in PHRASES:
            faults.append(Said(f"{FILE} không có phrases.{key}.", f"{FILE} has no phrases.{key}."))
    for key, braces in PHRASES.items() if phrases else ():
        if _braces(phrases.get(key, "")) != braces or not phrases.get(key):
            shown = " ".join(f"{{{each}}}" for each in braces)
            faults.append(
                Said(
                    f"{FILE}: phrases.{key} phải là một câu"
                    + (f" có {shown}, mỗi thứ một lần." if braces else " không có ngoặc { }."),
                    f"{FILE}: phrases.{key} must be a sentence"
                    + (f" with {shown}, each once." if braces else " without { }."),
                )
            )
    return faults


def _braces(phrase: str) -> list[str] | None:
    try:
        found = [part[1:] for part in Formatter().parse(phrase) if part[1] is not None]
    except ValueError:
        return None
    plain = all(spec == "" and turn is None for _, spec, turn in found)
    return sorted(str(name) for name, _, _ in found) if plain else None


def _gaps(given: Mapping[str, str], faults: list[Said]) -> Gaps:
    known = [each.name for each in fields(Gaps)]
    values = {}
    for key, text in given.items():
        whole = re.fullmatch(r"-?\d{1,4}", text)
        if key not in known:
            faults.append(
                Said(
                    f"{FILE} không có gaps.{key}; có: {', '.join(known)}.",
                    f"{FILE} has no gaps.{key}; known: {', '.join(known)}.",
                )
            )
        elif not whole or not _LEAST_GAP <= int(text) <= _MOST_GAP:
            faults.append(
                _wrong(
                    f"gaps.{key} là số mili giây từ {_LEAST_GAP} đến {_MOST_GAP}.",
                    f"gaps.{key} must be milliseconds, {_LEAST_GAP} to {_MOST_GAP}.",
                )
            )
        else:
            values[key] = int(text)
    return Gaps(**values)
