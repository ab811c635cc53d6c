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
from web import mediafaults
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
    "code_taken": _l("Mã này đã thuộc lịch hẹn khác."),
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
    "no_priority": _l("Số này không có ưu tiên."),
    "priority_confirmed": _l("Ưu tiên của số này đã được xác nhận."),
    "reason_needed": _l("Xin chọn lý do."),
    "returns_used": _l("Số này đã quay lại đủ số lần. Cần cán bộ ghi lý do."),
    "changed": _l("Quầy vừa thay đổi ở nơi khác. Màn hình đã cập nhật, xin xem lại."),
    "nothing_to_reopen": _l("Quầy chưa có lượt nào vừa xong."),
    "numbers_used_up": _l("Lĩnh vực này đã dùng hết dãy số của ngày."),
    "staff_only": _l("Việc này cần cán bộ thực hiện."),
    "bad_range": _l("Số đầu và số cuối từ 1 đến 9999; số cuối không nhỏ hơn số đầu."),
    "range_taken": _l("Số %(number)s đã cấp hôm nay. Xin chọn dãy bắt đầu sau số ấy."),
    "range_overlaps": _l("Các số từ %(first)s đến %(last)s đã dành rồi. Xin chọn dãy khác."),
    "wrong_secret": _l("Tên, mã PIN hoặc mật khẩu chưa đúng."),
    "too_many_tries": _l("Sai nhiều lần. Xin chờ rồi thử lại."),
    "too_many": _l("Nhiều người đang đăng nhập cùng lúc. Xin thử lại sau vài giây."),
    "too_many_codes": _l("Máy này đã xin quá nhiều mã. Xin chờ mười phút rồi thử lại."),
    "locked": _l("Tài khoản này đang bị khóa. Xin hỏi phụ trách."),
    "seat_taken": _l("Quầy đang có người khác."),
    "nobody_seated": _l("Chưa có cán bộ ngồi ở quầy này. Xin đăng nhập ở màn hình quầy trước."),
    "bad_pin": _l("Mã PIN gồm đúng 6 chữ số."),
    "weak_pin": _l("Mã PIN này dễ đoán quá. Xin chọn 6 chữ số khác."),
    "weak_password": _l("Mật khẩu cần ít nhất 12 ký tự, không lặp lại, không chứa tên đăng nhập."),
    "invitation_over": _l("Đường dẫn này đã dùng rồi hoặc hết hạn. Xin hỏi phụ trách."),
    "last_manager": _l("Đây là phụ trách cuối cùng còn đăng nhập được, nên không khóa được."),
    "unknown_person": _l("Không có người này."),
    "unknown_device": _l("Không có máy này, hoặc máy đã bị thu hồi."),
    "unknown_pairing": _l("Không có mã này, hoặc mã đã hết hạn. Xin xem lại mã trên máy."),
    "unknown_place": _l("Không có vị trí này trong cấu hình."),
    "unknown_printer": _l("Không có máy in này trong cấu hình."),
    "unknown_sheet": _l("Không có tờ hướng dẫn này."),
    "which_sheet": _l("Lĩnh vực này có nhiều tờ hướng dẫn. Xin chọn một tờ."),
    "no_printer": _l("Máy này không có máy in."),
    "sheet_under_way": _l("Máy đang in một tờ hướng dẫn. Xin chờ in xong."),
    "sheets_soon": _l("Máy vừa in một tờ hướng dẫn. Xin chờ vài giây."),
    "sheets_used": _l("Đã in đủ số tờ hướng dẫn. Xin hỏi bàn hướng dẫn."),
    "unknown_zone": _l("Không có khu chờ này trong cấu hình."),
    "mute_not_yours": _l("Tắt tiếng khu này cần người có quyền khác. Xin hỏi phụ trách."),
    "trial_under_way": _l("Máy in này đang in thử. Xin chờ in xong."),
    "unknown_notice": _l("Thông báo này đã được gỡ xuống."),
    "too_many_notices": _l("Đã có %(most)d thông báo. Xin gỡ bớt một thông báo trước."),
    "unknown_media": _l("Mục này không còn trong danh sách."),
    "too_many_media": _l("Đã đủ %(most)d mục hoặc %(frames)d trang. Xin xóa bớt trước."),
    "media_changed": _l("Danh sách vừa thay đổi ở nơi khác. Xin xem lại."),
    "bad_days": _l("Ngày cuối không được trước ngày đầu."),
    "media_busy": _l("Máy chủ đang nhận các tệp khác. Xin chờ xong rồi gửi lại."),
    "media_large": _l("Tệp quá lớn, nhiều nhất %(most)d MB. Hãy nén nhỏ hoặc cắt ngắn."),
    "media_full": _l("Các tệp đã đầy %(most)d MB. Xin xóa bớt rồi gửi lại."),
    "media_refused": _l("Không nhận được tệp này. Hãy xuất lại hoặc chọn tệp khác."),
    "sound_under_way": _l("Khu này đang phát thử. Xin nghe xong rồi trả lời."),
}
STATUS = {
    "bad_value": 400,
    "bad_range": 400,
    "bad_pin": 400,
    "weak_pin": 400,
    "weak_password": 400,
    "key_reused": 422,
    "bad_days": 400,
    "media_busy": 429,
    "media_large": 413,
    "media_refused": 422,
    "wrong_secret": 401,
    "locked": 403,
    "sheets_soon": 429,
    "sheets_used": 429,
    "mute_not_yours": 403,
    "too_many": 429,
    "too_many_codes": 429,
    "too_many_tries": 429,
}
FAULTS = {
    "empty": _l("Chưa có tên. Xin gõ họ và tên."),
    "long": _l("Tên quá dài. Xin gõ gọn trong 60 ký tự."),
    "letters": _l("Tên chưa có chữ cái. Xin gõ họ và tên."),
    "unseen": _l("Tên có ký tự không hiện được. Xin xóa và gõ lại."),
    "number": _l("Đây có vẻ là số điện thoại hoặc số giấy tờ. Xin chỉ gõ họ và tên."),
    "address": _l("Đây có vẻ là địa chỉ. Xin chỉ gõ họ và tên."),
    "unwanted": _l("Tên này không đọc trên loa được. Xin gõ lại, hoặc để trống tên."),
    "notice_empty": _l("Chưa có lời để đọc. Xin gõ thêm chữ."),
    "notice_number": _l("Xin gõ một con số vào chỗ trống."),
    "notice_long": _l("Lời quá dài. Xin gõ gọn trong %(longest)d chữ."),
    "notice_unseen": _l("Có ký tự không hiện được. Xin xóa và gõ lại."),
    "notice_unwanted": _l("Có từ không đọc trên loa được. Xin gõ lại."),
    **mediafaults.FAULTS,
}
"""What is wrong with a name, a notice or a file that somebody of the office gave."""
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
    """404 unknown, 400 malformed, 422 key reused, 401, 403 and 429 at the door, 409 for every rule
    that says no.
    """
    if code.startswith("unknown_"):
        return NOT_FOUND
    return STATUS.get(code, 409)


def sentence(refusal: Refused, zone: ZoneInfo) -> str:
    """What to tell the person, in the language of the request."""
    at = refusal.facts.get("at", refusal.facts.get("opens_at"))
    if isinstance(at, int):
        time = datetime.fromtimestamp(at / 1000, zone)
        if refusal.code == "too_many_tries":
            return _("Sai nhiều lần. Thử lại được từ %(time)s.", time=f"{time:%H:%M:%S}")
        if refusal.code == "too_soon":
            return _("Chưa đến lúc, làm được từ %(time)s.", time=f"{time:%H:%M:%S}")
        if refusal.code == "closed_now":
            return _("Ngoài giờ lấy số. Mở lại lúc %(time)s.", time=f"{time:%H:%M, %d/%m}")
    if refusal.code == "quota_full" and refusal.facts.get("left"):
        return _("Lĩnh vực này hôm nay chỉ còn nhận %(left)d hồ sơ.", **refusal.facts)
    fault = FAULTS.get(refusal.facts.get("fault", ""))
    return str(fault or SENTENCES.get(refusal.code, UNNAMED)) % refusal.facts


def _counter(refusal: Refused) -> int:
    named = refusal.facts.get("counter")
    return int(named if named is not None else next(iter((request.view_args or {}).values()), 0))
