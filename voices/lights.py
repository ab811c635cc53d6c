"""How the loudspeaker is, in one line for the home page and the counters."""

from __future__ import annotations

from collections.abc import Sequence

from office.ward import Words
from voices.studio import Studio
from web.health import Light
from web.words import _, language


def light(engine: str, studio: Studio, speaker: str, mute: Sequence[Words]) -> Light:
    """`speaker`: why the server's own is silent; `mute`: zones where no display sounds."""
    if studio.trouble:
        why = _("không mở được giọng đọc espeak-ng: %(reason)s", reason=studio.trouble)
        return Light("voice", "fail", _("Chỉ có chuông"), why)
    if speaker:
        return Light("voice", "fail", _("Loa máy chủ không kêu"), speaker)
    if mute:
        zones = ", ".join(zone.in_language(language()) for zone in mute)
        return Light(
            "voice", "warn", _("Chưa bật tiếng"), _("chưa có bảng nào ở %(zones)s", zones=zones)
        )
    if engine == "silent":
        return Light("voice", "ok", _("Chỉ có chuông"), _("giọng đọc tắt trong config.yaml"))
    return Light("voice", "ok", _("Tốt"), studio.worker.engine)
