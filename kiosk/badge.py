"""The printers' light: each is called by the kiosk where its slips come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.replies import Status
from web.health import Light
from web.words import _, _l

NAMED = 2
"""So many printers are named on an officer's console; of more there is a count."""
SENTENCES = {
    "paper": _l("Máy in đang hết giấy"),
    "cover": _l("Nắp máy in đang mở"),
    "offline": _l("Mất nối máy in"),
    "error": _l("Máy in báo lỗi"),
    None: _l("Sắp hết giấy"),
}
SHORT = {
    "paper": _l("hết giấy"),
    "cover": _l("nắp máy in đang mở"),
    "offline": _l("mất nối máy in"),
    "error": _l("máy in báo lỗi"),
    None: _l("sắp hết giấy"),
}


@dataclass(frozen=True)
class Seen:
    """A printer as it was last seen; `place` is what people call it."""

    place: str
    status: Status

    @property
    def short(self) -> str:
        return f"{self.place}: {SHORT[self.status.trouble]}"


def light(printers: Sequence[Seen]) -> Light:
    """What stands still before what soon will."""
    if not printers:
        return Light("printer", "warn", _("Chưa có máy in"))
    stopped = [each for each in printers if each.status.trouble]
    little = [each for each in printers if each.status.near_end and not each.status.trouble]
    found = stopped + little
    if not found:
        return Light("printer", "ok", _("Tốt"), ", ".join(each.place for each in printers))
    words, detail = str(SENTENCES[found[0].status.trouble]), found[0].place
    if len(found) > 1:
        words = _("%(n)d máy in cần xem", n=len(found))
        detail = " · ".join(each.short for each in found)
    return Light("printer", "fail" if stopped else "warn", words, detail, badge=_badge(found))


def broken(why: str) -> Light:
    """None of the printers can be used."""
    return Light("printer", "fail", str(SENTENCES["error"]), why)


def _badge(found: Sequence[Seen]) -> str:
    named = " · ".join(each.short for each in found[:NAMED])
    more = len(found) - NAMED
    return f"{named} · {_('và %(n)d máy in nữa', n=more)}" if more > 0 else named
