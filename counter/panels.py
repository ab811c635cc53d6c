"""What the panels ask and what the line under the keys says, by the ids of the page's script."""

from __future__ import annotations

from web.words import _

Words = dict[str, str]


def panel_words() -> Words:
    return {
        "ask_back": _("Quay lại"),
        "ask_done": _("Đóng"),
        "ask_missing": _("Còn thiếu: {what}."),
        "ask_hold": _("Tạm giữ {label}"),
        "ask_transfer": _("Chuyển {label}"),
        "ask_issue": _("Cấp số hộ"),
        "ask_call": _("Gọi {label}"),
        "ask_return": _("{label} quay lại hàng chờ"),
        "ask_priority": _("Đổi ưu tiên của {label}"),
        "ask_cancel": _("Hủy số {label}"),
        "ask_pause": _("Tạm ngừng quầy"),
        "confirm_hold": _("Tạm giữ"),
        "confirm_transfer": _("Chuyển"),
        "confirm_issue": _("Cấp số"),
        "confirm_call": _("Gọi số này"),
        "confirm_return": _("Cho quay lại"),
        "confirm_priority": _("Ghi nhận"),
        "confirm_cancel": _("Hủy số"),
        "confirm_pause": _("Tạm ngừng"),
        "field_reason": _("Lý do"),
        "field_reason_next": _("Lý do (không bắt buộc)"),
        "field_reason_issue": _("Lý do (bắt buộc khi ngoài giờ)"),
        "field_note": _("Ghi chú (không bắt buộc, xóa cuối ngày)"),
        "field_service": _("Lĩnh vực"),
        "field_counter": _("Đến quầy"),
        "field_place": _("Chỗ trong hàng"),
        "field_priority": _("Ưu tiên"),
        "field_name": _("Họ tên (chỉ khi muốn được gọi tên)"),
        "field_consent": _("Người này đồng ý cho loa đọc họ tên"),
        "field_until": _("Trong bao lâu"),
        "any_counter": _("Bất kỳ"),
        "place_kept": _("Giữ giờ đã chờ"),
        "place_first": _("Đầu hàng"),
        "place_last": _("Cuối hàng"),
        "no_priority": _("Không ưu tiên"),
        "no_end": _("Chưa rõ"),
        "given": _("Đã cấp số"),
        "given_line": _("Xin ghi số này cho người dân."),
    }


def told_words() -> Words:
    return {
        "sending": _("Đang gửi lệnh…"),
        "no_answer": _("Máy chủ không trả lời. Xin nhìn màn hình xem lệnh đã thực hiện chưa."),
        "refused": _("Chưa làm được việc này."),
        "bounced": _("Bấm hai lần liền nhau: chỉ tính một lần."),
        "not_now": _("Chưa bấm được: {why}."),
        "not_arrived_offer": _("Chưa ghi nhận người đến. Bấm D nếu đã đến, V nếu vắng mặt."),
        "not_arrived_wait": _("Bấm D nếu người được gọi đã đến. Vắng mặt: {why}."),
        "lost_server": _("Mất kết nối máy chủ. Trang tự nối lại, không cần tải lại."),
        "found_server": _("Đã nối lại với máy chủ."),
        "told_called": _("Đã gọi {label}."),
        "told_finished_called": _("Đã hoàn thành, đang gọi {label}."),
        "told_finished_nobody": _("Đã hoàn thành. Chưa có ai chờ."),
        "told_started": _("Đã bắt đầu phục vụ {label}."),
        "told_recalled": _("Đã gọi lại {label}, lần {n}."),
        "told_absent": _("{missed} vắng mặt."),
        "told_absent_called": _("{missed} vắng mặt, đang gọi {label}."),
        "told_undone": _("Đã hoàn tác: {label} trở lại như trước khi gọi."),
        "told_finished": _("Đã hoàn thành {label}."),
        "told_reopened": _("Đã mở lại lượt của {label}."),
        "told_resumed": _("Tiếp tục {label}."),
        "told_returned": _("{label} đã quay lại hàng chờ."),
        "told_held": _("Đã tạm giữ {label}."),
        "told_moved": _("Đã chuyển {label}."),
        "told_cancelled": _("Đã hủy số {label}."),
        "told_priority": _("Đã ghi ưu tiên của {label}."),
        "told_confirmed": _("Đã xác nhận ưu tiên của {label}."),
        "told_withdrawn": _("{label} không thuộc diện ưu tiên, đã ghi lại."),
        "told_open": _("Quầy đã mở."),
        "told_closed": _("Quầy đã đóng."),
        "told_paused": _("Quầy tạm ngừng."),
    }
