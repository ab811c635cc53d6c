"""Where a machine may stand: the kiosks, displays and counters of the configuration."""

from __future__ import annotations

from dataclasses import dataclass

from access.records import Kind
from office import Refused
from web.parts import Parts
from web.words import _, language


@dataclass(frozen=True)
class Place:
    """`taken`: a machine is there already; a second one is possible, as after a repair."""

    id: str
    title: str
    taken: bool


def places(parts: Parts, kind: Kind) -> list[Place]:
    """A kiosk's place has its printer, a display's its zone, a PC's or keypad's its counter."""
    used = {each.place for each in parts.register.devices.all() if each.kind == kind}
    if kind in ("counter", "keypad"):
        numbers = [each.id for each in parts.ward.counters if not each.retired]
        named = [(str(n), _("Quầy {n}").format(n=n)) for n in numbers]
    else:
        of_kind = parts.config.kiosks if kind == "kiosk" else parts.config.displays
        named = [(each.id, each.name.in_language(language())) for each in of_kind]
    return [Place(id, title, id in used) for id, title in named]


def proposed(free: list[Place], opened: str) -> str:
    """The title of the place that was opened on the machine, else of the first free one."""
    fitting = [each for each in free if each.id == opened]
    return next((each.title for each in fitting + free if each in fitting or not each.taken), "")


def must_have(parts: Parts, kind: Kind, place: str) -> None:
    """Refused: `unknown_place`."""
    if place not in {each.id for each in places(parts, kind)}:
        raise Refused("unknown_place")
