"""What the phone says of one's own number, in whole sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from web.words import _, language

if TYPE_CHECKING:
    from web.catalogs import Catalogs

Clock = Callable[[int], str]


def clock_in(time_zone: str) -> Clock:
    zone = ZoneInfo(time_zone)
    return lambda ms: datetime.fromtimestamp(ms / 1000, zone).strftime("%H:%M")


def others(names: Mapping[str, str], catalogs: Catalogs) -> dict[str, str]:
    """{code: its own name} of the further languages that this page can be had in."""
    offered = [code for code in names if code in catalogs.languages and code != language()]
    return {code: names[code] for code in offered}


def newest(call: Mapping[str, Any]) -> str:
    """Of {label, counter}."""
    facts = {"label": call["label"], "counter": call["counter"]}
    return _("Vừa gọi: %(label)s đến quầy %(counter)d.", **facts)


def aged(time: str) -> dict[str, str]:
    """How old the page is, while there is a connection and when there is none."""
    return {
        "fresh": _("Tự cập nhật, lần cuối %(time)s", time=time),
        "lost": _("Mất kết nối, số liệu lúc %(time)s", time=time),
    }


def told(facts: dict[str, Any], clock: Clock) -> dict[str, str]:
    """The page's texts by place; `clock(ms)` is local "08:31". The view is what is drawn.

    view: "waiting", "called" or "said"; the last one is a title and a sentence.
    """
    state = facts["state"]
    view = state if state in ("waiting", "called") else "said"
    texts = {
        "label": facts["label"],
        "view": view,
        **aged(clock(facts["now"])),
    }
    if view == "waiting":
        return texts | _waiting(facts)
    if view == "called":
        return texts | _called(facts, clock)
    title, text = _said(facts, clock)
    return texts | {"title": title, "text": text}


def then(service: str) -> str:
    return _("Xong thì sang: %(service)s, vẫn số này.", service=service)


def _waiting(facts: dict[str, Any]) -> dict[str, str]:
    wait, last = facts["wait_minutes"], facts["last"]
    texts = {
        "ahead": _("%(n)d người", n=facts["ahead"]),
        "wait": _("Chưa mở quầy"),
        "where": "",
        "last": "",
    }
    if wait is not None:
        texts["wait"] = _("%(low)d–%(high)d phút", low=wait[0], high=wait[1])
    if facts["counters"]:
        counters = _counters(facts["counters"])
        texts["where"] = _("Đến quầy %(counters)s khi được gọi.", counters=counters)
    if last is not None:
        texts["last"] = newest(last)
    return texts


def _counters(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return str(numbers[0])
    some = ", ".join(map(str, numbers[:-1]))
    return _("%(some)s hoặc %(last)d", some=some, last=numbers[-1])


def _called(facts: dict[str, Any], clock: Clock) -> dict[str, str]:
    bring = _("Xin cầm theo phiếu và giấy tờ.")
    at = facts["called_at"]
    called = "" if at is None else _("Gọi lúc %(time)s.", time=clock(at))
    return {"counter": str(facts["counter"]), "bring": f"{called} {bring}".strip()}


def _said(facts: dict[str, Any], clock: Clock) -> tuple[str, str]:
    slot = facts["slot_at"]
    come = _("Khi đến, xin nhận số tại máy lấy số.")
    if slot is not None:
        come = _("Giờ hẹn %(time)s. Khi đến, xin nhận số tại máy lấy số.", time=clock(slot))
    said = {
        "booked": (_("Đã hẹn"), come),
        "serving": (
            _("Đang phục vụ"),
            _("Lượt của quý khách đang ở quầy %(counter)s.", counter=facts["counter"]),
        ),
        "held": (
            _("Đang tạm giữ"),
            _("Cán bộ sẽ gọi lại số này. Xin ở gần phòng chờ và để trang này mở."),
        ),
        "missed": (
            _("Đã gọi mà chưa gặp"),
            _("Xin đến bàn hướng dẫn để được gọi lại. Số vẫn có giá trị trong ngày hôm nay."),
        ),
        "done": (_("Đã hoàn thành"), _("Cảm ơn quý khách. Cần thêm việc khác, xin lấy số mới.")),
        "cancelled": (
            _("Số đã hủy"),
            _("Số này không còn trong hàng chờ. Nếu vẫn cần làm việc, xin lấy số mới."),
        ),
        "expired": (
            _("Số đã hết hạn"),
            _("Mỗi số chỉ dùng trong ngày lấy số. Lần tới, xin lấy số mới."),
        ),
    }
    return said[facts["state"]]
