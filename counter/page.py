"""What the desk's page is made of: its office, its words, its snapshot."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from counter.known import Facts, office_facts, serves
from counter.sentences import compact_words, page_words
from office.hours import issuing
from web.devices import asker, by
from web.parts import Parts
from web.words import language, speaking

Snapshot = Callable[[str], Facts | None]
LIGHTS = ("voice", "displays", "printer")
QUICK_REASONS = 3


def snapshots(parts: Parts, muted: Callable[[str], int | None]) -> Snapshot:
    """The maker of the rooms `desk-<n>`; None for a counter that is not.

    DESK with `issuing` (may anybody take a number now), `health`, and until when the loudspeaker
    of its zone is `muted`.
    """
    counters = {str(each.id): each.zone for each in parts.ward.counters if not each.retired}

    def snapshot(rest: str) -> Facts | None:
        if rest not in counters:
            return None
        lights = [light for light in parts.health.facts() if light["part"] in LIGHTS]
        office = parts.office
        open_now = issuing(parts.ward, office.time.local(office.now()))
        facts = office.desk_facts(int(rest))
        officer = name_of(parts, facts["officer"])
        more = {"issuing": open_now, "health": lights, "muted": muted(counters[rest])}
        return {**facts, "officer": officer, **more}

    return snapshot


def said_in(app: Flask, tongue: str, snapshot: Snapshot) -> Snapshot:
    """The same in this language: the lights are sentences."""

    def said(rest: str) -> Facts | None:
        with speaking(app, tongue):
            return snapshot(rest)

    return said


def keypad_snapshots(parts: Parts) -> Snapshot:
    """The maker of the rooms `desk-keypad-<n>`: what a key does there now, and no names."""
    counters = {str(each.id) for each in parts.ward.counters if not each.retired}

    def snapshot(rest: str) -> Facts | None:
        if rest not in counters:
            return None
        seated = parts.register.sessions.holder(int(rest)) is not None
        return {**parts.office.key_facts(int(rest)), "seated": seated or parts.demo}

    return snapshot


def name_of(parts: Parts, officer: str | None) -> str | None:
    """The journal's officer as people call them."""
    known = {str(each.id): each.name for each in parts.register.people.all()}
    return known.get(officer or "")


def seat_facts(parts: Parts, n: int) -> Facts:
    """The page of who is not at counter `n`: {n, holder, serves, own}, names or None."""
    counter = next(each for each in parts.ward.counters if each.id == n)
    holder = parts.register.sessions.holder(n)
    return {
        "n": n,
        "holder": name_of(parts, str(holder.person)) if holder else None,
        "serves": serves(parts.ward, counter, language()),
        "own": asker().seat,
        "name": name_of(parts, by("counter").officer),
    }


def page_facts(parts: Parts, n: int, *, compact: bool) -> Facts:
    """All that the template of counter `n` asks for, `compact` in the small window."""
    counter = next(each for each in parts.ward.counters if each.id == n)
    pauses = [reason for reason in parts.ward.reasons if "pause" in reason.for_]
    return {
        "n": n,
        "desk": parts.live.snapshot(f"desk-{n}"),
        "office": office_facts(parts.ward, n, language()),
        "words": compact_words() if compact else page_words(),
        "serves": serves(parts.ward, counter, language()),
        "rules": parts.ward.rules,
        "zone_id": counter.zone,
        "mutes": "officer" in parts.config.announcer.mute.by,
        "pauses": pauses[:QUICK_REASONS],
    }
