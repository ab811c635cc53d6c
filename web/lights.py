"""The lights that the web itself can answer for; printer and voice answer for themselves."""

from __future__ import annotations

from collections.abc import Callable

from office import StoreUnusable
from web.health import (
    CLOCK,
    DATABASE,
    DAY,
    DEVICES,
    DISPLAYS,
    KIOSKS,
    PRINTER,
    SETTINGS,
    VOICE,
    WORK,
    Light,
)
from web.parts import Parts
from web.storefaults import WORDS
from web.words import _, _l, language

Lit = Callable[[], Light]

TROUBLES = {
    "clock_behind": _l("giờ máy chủ chậm hơn sổ"),
    "clock_jumped": _l("giờ máy chủ vừa nhảy"),
}


def add(parts: Parts, printer: Lit, voice: Lit, work: Lit, moved_from: str | None) -> None:
    """`printer`, `voice`, `work`: their own. `moved_from`: the last start's address, if another."""
    health = parts.health
    health.add("database", DATABASE, lambda: database(parts))
    health.add("printer", PRINTER, printer)
    health.add("voice", VOICE, voice)
    displays = [display.id for display in parts.config.displays]
    health.add("displays", DISPLAYS, lambda: connected(parts, "displays", "board-", displays))
    kiosks = [kiosk.id for kiosk in parts.config.kiosks]
    health.add("kiosks", KIOSKS, lambda: connected(parts, "kiosks", "kiosk-", kiosks))
    if not parts.demo:
        health.add("devices", DEVICES, lambda: devices(parts))
    health.add("clock", CLOCK, lambda: clock(parts))
    health.add("day", DAY, lambda: day(parts))
    health.add("work", WORK, work)
    if moved_from is not None:
        health.add("address", _l("Địa chỉ"), lambda: moved(moved_from))


def add_settings(parts: Parts, trouble: Callable[[], tuple[str, str] | None]) -> None:
    """`trouble`: why the file's settings are not in use, in Vietnamese and English."""

    def settings() -> Light:
        found = trouble()
        if found is None:
            return Light("settings", "ok", _("Tốt"))
        return Light("settings", "warn", _("Cần xem lại"), found[language() == "en"])

    parts.health.add("settings", SETTINGS, settings)


def database(parts: Parts) -> Light:
    try:
        parts.store.check()
    except StoreUnusable as fault:
        happened, advice = WORDS[fault.code]
        return Light("database", "fail", str(happened), str(advice))
    return Light("database", "ok", _("Tốt"), _("ghi ngay từng lượt"))


def connected(parts: Parts, part: str, prefix: str, ids: list[str]) -> Light:
    """How many of the configured screens watch their room now."""
    there = [name for name in ids if parts.live.watchers(prefix + name)]
    counted = _("%(there)d trên %(all)d đang nối", there=len(there), all=len(ids))
    if len(there) == len(ids):
        return Light(part, "ok", _("Tốt"), counted)
    return Light(part, "warn", _("Chưa nối đủ") if there else _("Chưa nối"), counted)


def devices(parts: Parts) -> Light:
    """The machines that were let in and are silent, by name."""
    let_in = parts.register.devices
    silent = let_in.silent(parts.office.now())
    if silent:
        return Light("devices", "warn", _("Có máy im lặng"), ", ".join(d.name for d in silent))
    return Light("devices", "ok", _("Tốt"), _("%(n)d máy", n=len(let_in.all())))


def clock(parts: Parts) -> Light:
    for trouble in parts.office.day_light():
        if trouble in TROUBLES:
            return Light("clock", "warn", _("Cần xác nhận"), str(TROUBLES[trouble]))
    return Light("clock", "ok", _("Tốt"), _("mọi màn hình theo giờ này"))


def day(parts: Parts) -> Light:
    troubles = parts.office.day_light()
    if "day_asks" in troubles:
        return Light("day", "warn", _("Chưa kết thúc"), _("còn người chờ, phụ trách quyết định"))
    if "day_closed" in troubles:
        return Light("day", "ok", _("Đã kết thúc"))
    return Light("day", "ok", _("Đang mở"))


def moved(before: str) -> Light:
    return Light("address", "warn", _("Vừa đổi"), _("trước là %(address)s", address=before))
