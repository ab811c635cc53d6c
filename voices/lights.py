"""How the loudspeaker is, in one line for the home page and the counters."""

from __future__ import annotations

from collections.abc import Sequence

from office.ward import Words
from voices.studio import Studio
from web.health import Light
from web.words import _, language


def light(studio: Studio, speaker: str, mute: Sequence[Words]) -> Light:
    """`speaker`: why the server's own is silent; `mute`: zones where no display sounds."""
    if studio.trouble:
        why = _("không có giọng nào đọc được: %(reason)s", reason=studio.trouble)
        return Light("voice", "fail", _("Chỉ có chuông"), why)
    if speaker:
        return Light("voice", "fail", _("Loa máy chủ không kêu"), speaker)
    if mute:
        zones = ", ".join(zone.in_language(language()) for zone in mute)
        return Light(
            "voice", "warn", _("Chưa bật tiếng"), _("chưa có bảng nào ở %(zones)s", zones=zones)
        )
    if not studio.voices.engines:
        return Light("voice", "ok", _("Chỉ có chuông"), _("giọng đọc tắt trong config.yaml"))
    speaks = "; ".join(dict.fromkeys(studio.chain.spoke.values()))
    if failed := studio.chain.failed():
        why = "; ".join(f"{step.engine}: {step.reason}" for step in failed)
        told = _("đang đọc bằng %(engine)s, vì %(reason)s", engine=speaks, reason=why)
        return Light("voice", "warn", _("Giọng dự phòng"), told)
    return Light("voice", "ok", _("Tốt"), speaks)
