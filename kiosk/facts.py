"""What the kiosk shows of the hall: which services give numbers now, and its printer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from config import Kiosk
from web.parts import Parts

if TYPE_CHECKING:
    from kiosk.aloud import Reads
    from kiosk.cards import Cards
    from kiosk.press import Press

Facts = dict[str, Any]


def snapshots(
    parts: Parts, press: Press, reader: Reads, cards: Cards
) -> Callable[[str], Facts | None]:
    """The rooms `kiosk-<id>`; None for an id that is not in the config."""
    kiosks = {kiosk.id: kiosk for kiosk in parts.config.kiosks}

    def snapshot(id: str) -> Facts | None:
        kiosk = kiosks.get(id)
        return None if kiosk is None else kiosk_facts(parts, press, reader, cards, kiosk)

    return snapshot


def kiosk_facts(parts: Parts, press: Press, reader: Reads, cards: Cards, kiosk: Kiosk) -> Facts:
    """{kiosk, open, opens_at, holiday, speaks, booked, cards, services: [{id, waiting, opens,
    wait_minutes, next_day, state}], …press}. `holiday`: of the settings; `booked`: whether visits
    still to come can check in now; `cards`: how a card can be read now, "serial", "wedge" or None;
    `next_day`: the time, now over, until which a result came the same day.
    """
    hall = parts.office.hall_facts()
    local = parts.office.time.local(parts.office.now())
    clock = local.strftime("%H:%M")
    return {
        "kiosk": kiosk.id,
        "open": hall["open"],
        "opens_at": hall["opens_at"],
        "holiday": local.date() in parts.config.hours.holidays,
        "speaks": reader.speaks,
        "booked": hall["open"] and parts.office.awaits_visits(),
        "cards": cards.ready(kiosk.id),
        "services": [_service(parts, each, hall["open"], clock) for each in hall["services"]],
        **press.kiosk_facts(kiosk.id),
    }


def _service(parts: Parts, facts: Facts, hall_open: bool, clock: str) -> Facts:
    until = parts.office.map.service(facts["id"]).same_day_until
    last = until.strftime("%H:%M") if until else None
    return {
        "id": facts["id"],
        "waiting": facts["waiting"],
        "wait_minutes": facts["wait_minutes"],
        "opens": facts["opens"],
        "next_day": last if last and clock >= last else None,
        "state": _state(facts, hall_open, clock),
    }


def _state(facts: Facts, hall_open: bool, clock: str) -> str:
    """shut: nobody gets a number; full; open; closed: its counter opens later today; or late.

    `late` means that a counter could be open and none is yet. Numbers are given all the same,
    so that the first citizens of the morning are called in the order in which they came.
    """
    if not hall_open:
        return "shut"
    if facts["full"]:
        return "full"
    if facts["open"]:
        return "open"
    return "closed" if facts["opens"] and clock < facts["opens"] else "late"
