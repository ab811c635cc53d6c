"""The rule of calling as the hall reads it, made of the settings that the office works by now."""

from __future__ import annotations

from datetime import time

from office.ward import Span, Ward
from web.words import _

MIDNIGHT = time(0)


def sentences(ward: Ward, *, brief: bool = False) -> list[str]:
    """In the language of the request; `brief`: what everybody must know."""
    rules = ward.rules
    told = [_("Số được gọi theo thứ tự lấy số.")]
    if rules.head_start and any(not each.retired for each in ward.priorities):
        told.append(_("Phiếu ưu tiên được tính sớm hơn %(n)d phút.", n=rules.head_start))
    if any(each.slots and not each.retired for each in ward.services):
        told.append(_("Người có hẹn được tính từ %(n)d phút trước giờ hẹn.", n=rules.slot_lead))
    if rules.returns and not brief:
        told.append(
            _("Người lỡ lượt quay lại được tính như đã chờ %(n)d phút.", n=rules.return_credit)
        )
    return [*told, _("Mọi ngoại lệ đều ghi rõ lý do.")]


def opening(ward: Ward) -> list[tuple[str, list[str]]]:
    """("Thứ Hai – Thứ Sáu", ["07:30–11:30", "13:00–17:00"]) …: days in a row with equal hours."""
    hours = ward.hours
    week = (hours.mon, hours.tue, hours.wed, hours.thu, hours.fri, hours.sat, hours.sun)
    names = [_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy")]
    names.append(_("Chủ Nhật"))
    lines: list[tuple[str, list[str]]] = []
    first = 0
    for day in range(1, len(week) + 1):
        if day < len(week) and week[day] == week[first]:
            continue
        spans = [_span(span) for span in week[first]]
        days = names[first] if day == first + 1 else f"{names[first]} – {names[day - 1]}"
        lines.append((days, spans or [_("Nghỉ")]))
        first = day
    return lines


def _span(span: Span) -> str:
    if span.start == span.end == MIDNIGHT:
        return _("Cả ngày")
    end = "24:00" if span.end == MIDNIGHT else f"{span.end:%H:%M}"
    return f"{span.start:%H:%M}–{end}"
