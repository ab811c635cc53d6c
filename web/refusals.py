"""What the office refuses, as an HTTP answer with a sentence for the person who asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from office.errors import Refused
from web.words import _, _l

NOT_FOUND = 404
SENTENCES = {
    "unknown_service": _l("Không có lĩnh vực này."),
    "unknown_counter": _l("Không có quầy này."),
    "unknown_ticket": _l("Không có số này trong ngày hôm nay."),
    "unknown_priority": _l("Không có loại ưu tiên này."),
    "unknown_reason": _l("Không có lý do này trong danh sách."),
    "unknown_roll": _l("Không có cuộn số này."),
    "unknown_code": _l("Không có mã hẹn này."),
    "unknown_day": _l("Không có ngày này."),
    "bad_value": _l("Dữ liệu gửi lên không dùng được."),
    "key_reused": _l("Yêu cầu này đã được gửi với nội dung khác."),
    "closed_now": _l("Ngoài giờ lấy số."),
    "quota_full": _l("Lĩnh vực này đã hết số hôm nay."),
    "person_limit": _l("Quý khách đã lấy đủ số cho hôm nay."),
    "day_closed": _l("Ngày làm việc đã kết thúc."),
    "day_not_over": _l("Hôm nay còn giờ làm việc. Muốn đóng sớm, thêm --early."),
    "clock_unsure": _l("Đồng hồ máy chủ chưa đúng. Phụ trách cần xác nhận giờ."),
    "slot_full": _l("Giờ hẹn này đã đủ người."),
    "wrong_day": _l("Số này không thuộc ngày hôm nay."),
    "counter_closed": _l("Quầy đang đóng. Xin mở quầy trước."),
    "counter_paused": _l("Quầy đang tạm ngừng. Xin mở lại quầy trước."),
    "counter_busy": _l("Quầy đang có người."),
    "not_arrived": _l("Người được gọi chưa đến. Chọn “Đã đến” hoặc “Vắng mặt”."),
    "nobody_waiting": _l("Không còn ai chờ ở quầy này."),
    "wrong_state": _l("Số này đã chuyển sang trạng thái khác."),
    "not_here": _l("Số này không ở quầy này."),
    "no_turn": _l("Quầy chưa gọi số nào."),
    "too_soon": _l("Chưa đến lúc. Xin chờ một chút."),
    "too_few_calls": _l("Xin gọi thêm một lần nữa trước."),
    "too_late": _l("Đã quá thời gian cho phép."),
    "already_started": _l("Lượt này đã bắt đầu phục vụ."),
    "reason_needed": _l("Xin chọn lý do."),
    "returns_used": _l("Số này đã quay lại đủ số lần. Cần cán bộ ghi lý do."),
    "changed": _l("Quầy vừa thay đổi ở nơi khác. Màn hình đã cập nhật, xin xem lại."),
    "nothing_to_reopen": _l("Quầy chưa có lượt nào vừa xong."),
    "numbers_used_up": _l("Lĩnh vực này đã dùng hết dãy số của ngày."),
    "staff_only": _l("Việc này cần cán bộ thực hiện."),
    "range_taken": _l("Dãy số này đã có người dùng."),
    "range_overlaps": _l("Dãy số này trùng với dãy đang mở."),
}
UNNAMED = _l("Hiện không làm được việc này.")


def add_refusals(app: Flask, zone: ZoneInfo, desk: Callable[[int], dict[str, Any] | None]) -> None:
    """Every `Refused` that leaves a route becomes {error, message, …}; `desk` gives snapshots."""

    @app.errorhandler(Refused)
    def refused(refusal: Refused) -> ResponseReturnValue:
        if request.method == "GET":
            # Only an unknown counter or device in an address is refused here: a page for people.
            return app.handle_http_exception(NotFound())
        answer: dict[str, Any] = {
            "error": refusal.code,
            "message": sentence(refusal, zone),
            **{key: value for key, value in refusal.facts.items() if key != "desk"},
        }
        if refusal.code == "changed":
            answer["desk"] = desk(_counter(refusal))
        response: Response = jsonify(answer)
        response.status_code = status(refusal.code)
        return response


def status(code: str) -> int:
    """404 unknown, 400 malformed, 422 key reused, 409 for every rule that says no."""
    if code.startswith("unknown_"):
        return NOT_FOUND
    return {"bad_value": 400, "key_reused": 422}.get(code, 409)


def sentence(refusal: Refused, zone: ZoneInfo) -> str:
    """What to tell the person, in the language of the request."""
    at = refusal.facts.get("at", refusal.facts.get("opens_at"))
    if isinstance(at, int):
        time = datetime.fromtimestamp(at / 1000, zone)
        if refusal.code == "too_soon":
            return _("Chưa đến lúc, làm được từ %(time)s.", time=f"{time:%H:%M:%S}")
        if refusal.code == "closed_now":
            return _("Ngoài giờ lấy số. Mở lại lúc %(time)s.", time=f"{time:%H:%M, %d/%m}")
    return str(SENTENCES.get(refusal.code, UNNAMED))


def _counter(refusal: Refused) -> int:
    named = refusal.facts.get("counter")
    return int(named if named is not None else next(iter((request.view_args or {}).values()), 0))
