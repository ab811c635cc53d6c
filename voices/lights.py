"""How the loudspeaker is, in one line for the home page and the counters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from office.ward import Words
from voices.reasons import in_words
from voices.studio import Studio
from web.health import Light
from web.words import _, language


def light(
    studio: Studio,
    mishap: str,
    speaker: str,
    without: Sequence[Words],
    muted: Sequence[tuple[Words, datetime]],
) -> Light:
    """`mishap`: the kind of fault that the announcer itself had; `speaker`: why the server's own
    is silent; `without`: zones that lack their loudspeaker; `muted`: zones that were silenced,
    until when.
    """
    if muted:
        until = ", ".join(f"{_in_words(zone)} {at:%H:%M}" for zone, at in muted)
        badge = _("Loa đang tắt tiếng đến %(time)s", time=f"{muted[0][1]:%H:%M}")
        return Light("voice", "warn", _("Đang tắt tiếng"), until, badge)
    if studio.trouble:
        why = _("không có giọng nào đọc được: %(reason)s", reason=in_words(studio.trouble))
        return Light("voice", "fail", _("Chỉ có chuông"), why)
    if mishap:
        why = _("chương trình lỗi (%(kind)s), đang chạy tiếp; xem nhật ký máy chủ", kind=mishap)
        return Light("voice", "fail", _("Lời gọi bị lỗi"), why)
    if speaker:
        return Light("voice", "fail", _("Loa máy chủ không kêu"), in_words(speaker))
    if without:
        zones = ", ".join(map(_in_words, without))
        return Light(
            "voice", "warn", _("Chưa bật tiếng"), _("chưa có loa nào ở %(zones)s", zones=zones)
        )
    if not studio.voices.engines:
        return Light("voice", "ok", _("Chỉ có chuông"), _("giọng đọc tắt trong config.yaml"))
    speaks = "; ".join(dict.fromkeys(studio.chain.spoke.values()))
    if studio.cache.trouble:
        return Light("voice", "warn", _("Không lưu được tiếng"), in_words(studio.cache.trouble))
    if failed := studio.chain.failed():
        why = "; ".join(f"{step.engine}: {step.reason}" for step in failed)
        told = _("đang đọc bằng %(engine)s, vì %(reason)s", engine=speaks, reason=in_words(why))
        return Light("voice", "warn", _("Giọng dự phòng"), told)
    return Light("voice", "ok", _("Tốt"), speaks)


def _in_words(zone: Words) -> str:
    return zone.in_language(language())
