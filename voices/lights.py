"""How the loudspeaker is, in one line for the home page and the counters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from office.ward import Words
from voices.studio import Studio
from web.health import Light
from web.words import _, language


def light(
    engine: str,
    studio: Studio,
    speaker: str,
    without: Sequence[Words],
    muted: Sequence[tuple[Words, datetime]],
) -> Light:
    """`speaker`: why the server's own is silent; `without`: zones that lack their loudspeaker;
    `muted`: zones that were silenced, until when.
    """
    if muted:
        until = ", ".join(f"{_in_words(zone)} {at:%H:%M}" for zone, at in muted)
        badge = _("Loa đang tắt tiếng đến %(time)s", time=f"{muted[0][1]:%H:%M}")
        return Light("voice", "warn", _("Đang tắt tiếng"), _("đến %(until)s", until=until), badge)
    if studio.trouble:
        why = _("không mở được giọng đọc espeak-ng: %(reason)s", reason=studio.trouble)
        return Light("voice", "fail", _("Chỉ có chuông"), why)
    if speaker:
        return Light("voice", "fail", _("Loa máy chủ không kêu"), speaker)
    if without:
        zones = ", ".join(map(_in_words, without))
        return Light(
            "voice", "warn", _("Chưa bật tiếng"), _("chưa có loa nào ở %(zones)s", zones=zones)
        )
    if engine == "silent":
        return Light("voice", "ok", _("Chỉ có chuông"), _("giọng đọc tắt trong config.yaml"))
    return Light("voice", "ok", _("Tốt"), studio.worker.engine)


def _in_words(zone: Words) -> str:
    return zone.in_language(language())
