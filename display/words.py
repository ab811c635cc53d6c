"""The words that the display's page puts together itself."""

from __future__ import annotations

from web.words import _


def page_words() -> dict[str, str]:
    """In the language of the request; `{…}` is filled by the page."""
    return {
        "call": _("Mời số"),
        "call_again": _("Mời số · gọi lần {n}"),
        "called": _("Vừa gọi lúc {time}"),
        "to": _("Đến quầy"),
        "counter": _("Quầy"),
        "speaking": _("Loa đang đọc"),
        "none_yet": _("Chưa gọi số nào"),
        "closed": _("Ngoài giờ lấy số"),
        "opens": _("Mở cửa lúc {time}"),
        "stale": _("Đang chờ kết\u00a0nối\u00a0lại"),
        "burst": _("Mời {n} số sau đến quầy"),
        "burst_one": _("Mời số sau đến quầy"),
        "burst_more": _("Còn {n} số nữa, hiện lần lượt"),
        "come": _("Xin đến ngay, không cần chờ loa đọc"),
        "voice_spoken": _("Đã đọc"),
        "voice_speaking": _("Đang đọc"),
        "voice_waiting": _("Chờ loa"),
        "serving": _("Đang phục vụ"),
        "calling": _("Đang gọi"),
        "ready": _("Sẵn sàng"),
        "paused": _("Tạm dừng"),
        "paused_until": _("Tạm dừng đến {time}"),
        "shut": _("Chưa mở"),
        "shut_until": _("Chưa mở · mở {time}"),
        "no_counter": _("Chưa mở quầy"),
        "full": _("Hết số hôm nay"),
        "missed": _("Đã gọi, chưa đến"),
        "next": _("Sắp đến lượt"),
        "now_serving": _("Đang phục vụ số"),
        "now_calling": _("Mời số"),
        "notice": _("Thông báo"),
        "sound_on": _("Bật tiếng"),
        "sound_broken": _("Không phát được tiếng"),
    }
