"""The board's snapshot: what the hall may see, names only as this display is set to show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from display import names
from office.hallfacts import CALLS

if TYPE_CHECKING:
    from config import Display
    from office import Office, Ward


def board(office: Office, ward: Ward, display: Display, voice: Mapping[int, str]) -> dict[str, Any]:
    """{day, open, opens_at, calls, whole, desks, services, voice}, JSON-ready.

    calls: newest first, each with `name` (the text to show, or null); whole: they are all calls of
    the day; services: with `name` {vi, en}, not the retired ones; voice: {seq: state} of these
    calls only.
    """
    hall = office.hall_facts()
    calls = [{**call, "name": _name(office, display, call)} for call in hall["calls"]]
    said = {str(call["seq"]): voice[call["seq"]] for call in calls if call["seq"] in voice}
    short = {service.id: service.short_name for service in ward.services}
    services = [{**facts, "name": short[facts["id"]].model_dump()} for facts in hall["services"]]
    whole = len(calls) < CALLS
    return {**hall, "calls": calls, "whole": whole, "services": services, "voice": said}


def _name(office: Office, display: Display, call: dict[str, Any]) -> str | None:
    if display.names == "number" or not call["named"]:
        return None
    name = office.name(call["ticket"])
    return names.shown(name.text, display.names) if name is not None and name.say else None
